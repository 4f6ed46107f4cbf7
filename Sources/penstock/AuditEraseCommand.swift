internal import ArgumentParser
internal import Foundation
internal import GatewayAudit
internal import GatewayCore
internal import GatewayStore

extension AuditCommand {
  /// `penstock audit erase DIR`
  struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "erase",
      abstract: "Erase the stored texts of some requests for good.",
      discussion: """
        The keys of the texts are overwritten; the records stay, and the log
        stays intact. An event says which texts went, and who asked for it.
        Copies of the directory, such as backups, keep their keys.

        Exit codes: 0 done, 1 nothing to erase, 2 not possible.

        EXAMPLES
          penstock audit erase audit --user ann@example.com
          penstock audit erase audit --request-id 3f2a
          penstock audit erase audit --id evt_01 --id evt_02 --by dpo
        """
    )

    @OptionGroup var log: LogOptions
    @Option(help: "The id of an event; may be repeated.") var id: [String] = []
    @Option(help: "The id of a request; may be repeated.") var requestID: [String] = []
    @Option(help: "The X-User-ID of requests.") var user: String?
    @Option(help: "Who requests acted for.") var principal: String?
    @Option(help: "Who asks for it; the name of this account if not given.") var by: String?
    @Option(help: "The signing key, if it is not in the directory.") var keyFile: String?

    func validate() throws {
      if id.isEmpty, requestID.isEmpty, user == nil, principal == nil {
        throw ValidationError("say what to erase: --id, --request-id, --user or --principal")
      }
    }

    func run() async throws {
      try await Failure.telling(code: 2) {
        let place = try log.place()
        let ids = try ids(place.directory)
        let (erased, recording) = try LogMaintenance(directory: place.directory, keyFile: keyFile ?? place.keyFile)
          .erase(ids: ids, by: String((by ?? NSUserName()).prefix(128)))
        guard !erased.isEmpty else {
          print("nothing to erase")
          throw ExitCode(1)
        }
        print("\(erased.count) texts erased")
        if case .waiting(let reason) = recording {
          print("the event waits in the inbox of the log: \(reason)")
        }
      }
    }

    /// The events whose texts are meant.
    private func ids(_ directory: String) throws -> [String] {
      var filters: [EventFilter] = []
      func add(_ change: (inout EventFilter) -> Void) {
        var filter = EventFilter()
        filter.types = ["decision"]
        change(&filter)
        filters.append(filter)
      }
      for request in requestID { add { $0.requestID = request } }
      if let user { add { $0.user = user } }
      if let principal { add { $0.principal = principal } }
      var ids = Set(id)
      for filter in filters {
        var events = try LogEvents(directory: directory, filter: filter)
        while let event = try events.next() {
          if event.text("content") != nil, let id = event.id { ids.insert(id) }
        }
      }
      return ids.sorted()
    }
  }

  /// `penstock audit show ID DIR`
  struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Print the events of an id, and the texts that are kept of it.",
      discussion: """
        The id is that of an event or of a request. Exit codes: 0 found,
        1 not found, 2 the log cannot be read.

        EXAMPLES
          penstock audit show evt_0123456789abcdef0123456789abcdef audit
          penstock audit show 3f2a audit --format json
        """
    )

    @Argument(help: "The id of an event, or of a request.") var id: String
    @OptionGroup var log: LogOptions
    @Option(help: "text or json.") var format = OutputFormat.text

    func run() async throws {
      try await Failure.telling(code: 2) {
        let directory = try log.place().directory
        let events = try Self.events(id, directory)
        guard !events.isEmpty else { throw Failure.told("no event and no request has the id \(id)", code: 1) }
        for event in events {
          switch format {
          case .text: print(EventLine.detailed(event))
          case .json: print(String(decoding: event.json, as: UTF8.self))
          }
          guard event.text("content") != nil, let id = event.id else { continue }
          switch try ContentArchive(directory: directory).find(id: id) {
          case .erased: if format == .text { print("  texts: erased") }
          case .missing: if format == .text { print("  texts: not there") }
          case .kept(let content): try show(content)
          }
        }
      }
    }

    /// The events with an id, the oldest first.
    static func events(_ id: String, _ directory: String) throws -> [EventRecord] {
      var filter = EventFilter()
      filter.types = ["decision", "admitted"]
      filter.id = id
      let found = try EventSearch.last(10, directory: directory, filter: filter)
      if !found.isEmpty { return found }
      filter.id = nil
      filter.requestID = id
      return try EventSearch.last(10, directory: directory, filter: filter)
    }

    private func show(_ content: AuditContent) throws {
      let request = String(decoding: content.request, as: UTF8.self)
      let answer = String(decoding: content.answer, as: UTF8.self)
      switch format {
      case .json: try OutputFormat.printJSON(["request": request, "answer": answer])
      case .text: print("  request:\n\(Self.printable(request))\n  answer:\n\(Self.printable(answer))")
      }
    }

    /// A text without what a terminal takes for a command.
    private static func printable(_ text: String) -> String {
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.map { scalar in
            let isCommand = scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
            return isCommand ? "\u{fffd}" : scalar
          }))
    }
  }
}
