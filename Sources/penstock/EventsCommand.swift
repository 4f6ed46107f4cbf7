internal import ArgumentParser
internal import Foundation
internal import GatewayAudit
internal import GatewayCore
internal import GatewayStore

/// `penstock events`
struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Look at the events of the audit log, and copy them.",
    discussion: """
      EXAMPLES
        penstock events tail /var/lib/penstock/audit --follow
        penstock events export /var/lib/penstock/audit --format csv --since 24h
      """,
    subcommands: [TailCommand.self, ExportCommand.self])

  /// `penstock events tail`
  struct TailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tail",
      abstract: "Print the last events, and with --follow those to come.",
      discussion: """
        Works beside a running gateway and without one. Exit codes: 0 done,
        2 the log cannot be read.

        EXAMPLES
          penstock events tail /var/lib/penstock/audit
          penstock events tail --config policy-config.yaml --follow
          penstock events tail audit --since 1h --verdict block --json
          penstock events tail audit --policy no-pii --format detailed
        """
    )

    @OptionGroup var log: LogOptions
    @OptionGroup var filter: FilterOptions
    @Flag(help: "Go on with the events to come, until interrupted.") var follow = false
    @Option(help: "How many; 50 by default.") var limit: Int?
    @Option(help: "The same as --limit.") var last: Int?
    @Flag(help: "The same as --format json.") var json = false
    @Option(help: "text, detailed or json (an event a line).") var format = EventFormat.text

    func validate() throws {
      if limit != nil, last != nil { throw ValidationError("--limit and --last are the same: give one") }
      if let count = limit ?? last, !(0...10_000_000).contains(count) { throw ValidationError("--limit is a number from 0 to 10000000") }
      if json, format != .text { throw ValidationError("--json is --format json: give one") }
    }

    func run() async throws {
      try await Failure.telling(code: 2) {
        let directory = try log.place().directory
        let filter = try filter.filter()
        // The place is taken before the last ones are read, so that nothing falls between.
        var events = follow ? try LogEvents(directory: directory, filter: filter, start: .end) : nil
        let end = events?.position
        for event in try EventSearch.last(limit ?? last ?? 50, directory: directory, filter: filter) where event.sequence <= end ?? .max {
          write(event)
        }
        while events != nil {
          while let event = try events?.next() { write(event) }
          try await Task.sleep(for: .milliseconds(200))
        }
      }
    }

    private func write(_ event: EventRecord) {
      FileHandle.standardOutput.write(Data((json ? EventFormat.json : format).line(event) + [0x0a]))
    }
  }

  /// `penstock events export`
  struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write events as CSV, JSON or JSON lines.",
      discussion: """
        A file given with --output is there as a whole or not at all. Exit
        codes: 0 done, 2 the log cannot be read or the file not written.

        EXAMPLES
          penstock events export audit --format csv --output events.csv
          penstock events export audit --since 7d --format jsonl
          penstock events export audit --verdict block --limit 1000
        """
    )

    @OptionGroup var log: LogOptions
    @OptionGroup var filter: FilterOptions
    @Option(help: "csv, json (one array) or jsonl.") var format = ExportFormat.csv
    @Option(help: "Only the last so many.") var limit: Int?
    @Option(help: "The file; standard output if not given.") var output: String?
    @Flag(help: "Overwrite the file.") var force = false

    func validate() throws {
      if let limit, !(0...10_000_000).contains(limit) { throw ValidationError("--limit is a number from 0 to 10000000") }
    }

    func run() async throws {
      try await Failure.telling(code: 2) {
        let directory = try log.place().directory
        let filter = try filter.filter()
        if let output, !force, FileManager.default.fileExists(atPath: output) {
          throw Failure.told("\(output) exists; use --force to overwrite it", code: 2)
        }
        try ExportFile.write(to: output) { file in
          var writer = ExportWriter(format: format, file: file)
          try writer.begin()
          if let limit {
            for event in try EventSearch.last(limit, directory: directory, filter: filter) { try writer.add(event) }
          } else {
            var events = try LogEvents(directory: directory, filter: filter)
            let end = try LogEvents(directory: directory, start: .end).position
            while let event = try events.next(), event.sequence <= end { try writer.add(event) }
          }
          try writer.end()
        }
      }
    }
  }
}

/// How `events tail` prints an event.
enum EventFormat: String, ExpressibleByArgument, CaseIterable {
  case text, detailed, json

  /// An event in this form, without a line feed at its end.
  func line(_ event: EventRecord) -> [UInt8] {
    switch self {
    case .text: Array(EventLine.text(event).utf8)
    case .detailed: Array(EventLine.detailed(event).utf8)
    case .json: event.json
    }
  }
}
