internal import ArgumentParser
internal import Foundation
internal import GatewayApp
internal import GatewayAudit

extension PolicyCommand {
  /// `penstock policy diff`
  struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "Say which of some requests two configurations decide otherwise.",
      discussion: """
        The requests come from a file, or from an audit log that keeps texts.
        Requests alone are compared, with what would be sent to a model; no
        answers. A line is a body, or {"request": {...}, "headers": {...}};
        its fields go before those of --header.
        Exit codes: 0 no difference, 1 a problem, 2 differences.

        EXAMPLES
          penstock policy diff old.yaml new.yaml --requests requests.jsonl
          penstock policy diff old.yaml new.yaml --log audit --since 7d
          penstock policy diff a.yaml b.yaml --requests r --header 'X-User-ID: u'
        """
    )

    @Argument(help: "The configuration as it is.") var old: String
    @Argument(help: "The configuration as it shall be.") var new: String
    @Option(help: "Requests, one JSON object a line: bodies, or bodies with header fields; - for standard input.") var requests: String?
    @Option(help: "The directory of an audit log with the requests.") var log: String?
    @Option(help: "With --log: requests from this time on.") var since: String?
    @OptionGroup var headers: HeaderOptions
    @Option(help: "text or json.") var format = OutputFormat.text

    func validate() throws {
      if (requests == nil) == (log == nil) { throw ValidationError("give the requests with --requests or with --log") }
      if since != nil, log == nil { throw ValidationError("--since goes with --log") }
      _ = try FilterOptions.time(since, "--since")
    }

    private struct Difference: Encodable {
      /// The line of the file, with `--requests`.
      var line: Int?
      /// The id of the event, with `--log`.
      var id: String?
      let old, new: PolicyExplanation
      /// What differs, in words without any text of the request.
      let differs: [String]

      /// A line for people.
      var text: String {
        let place = line.map { "line \($0)" } ?? id ?? ""
        let line = "\(place): \(old.verdict) (\(old.reasonCode)) → \(new.verdict) (\(new.reasonCode))"
        guard old.verdict == new.verdict, old.reasonCode == new.reasonCode else { return line }
        return "\(line): \(differs.joined(separator: "; "))"
      }
    }

    /// Two configurations and what they decide otherwise.
    private struct Comparison {
      let before, after: PolicyDesk
      let headers: [String: String]
      var differences: [Difference] = []
      var count = 0

      mutating func add(_ request: [UInt8], headers own: [String: String] = [:], line: Int? = nil, id: String? = nil) throws {
        count += 1
        let named = Set(own.keys.map { $0.lowercased() })
        let headers = headers.filter { !named.contains($0.key.lowercased()) }.merging(own) { $1 }
        let was = try before.explain(request: request, headers: headers)
        let becomes = try after.explain(request: request, headers: headers)
        guard was.verdict != becomes.verdict || was.policy != becomes.policy || was.sent != becomes.sent else { return }
        differences.append(Difference(line: line, id: id, old: was, new: becomes, differs: was.differences(to: becomes)))
      }
    }

    func run() throws {
      let environment = ProcessInfo.processInfo.environment
      var comparison = Comparison(
        before: try Failure.telling { try PolicyDesk(files: [old], environment: environment) },
        after: try Failure.telling { try PolicyDesk(files: [new], environment: environment) },
        headers: try headers.fields())
      var note = ""
      if let requests { try add(requests, to: &comparison) }
      if let log { note = try add(log: log, to: &comparison) }
      if format == .json {
        try OutputFormat.printJSON(comparison.differences)
      } else {
        for difference in comparison.differences { print(difference.text) }
        print("\(comparison.differences.count) of \(comparison.count) requests are decided otherwise\(note)")
      }
      if !comparison.differences.isEmpty { throw ExitCode(2) }
    }

    private func add(_ file: String, to comparison: inout Comparison) throws {
      // A pipe has no length that could be asked for.
      let handle = file == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: file)
      guard let handle, let input = try? handle.readToEnd() ?? Data() else { throw Failure.told("\(file) cannot be read") }
      for (number, line) in input.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated() where !line.isEmpty {
        try Failure.telling("line \(number + 1): ") {
          let request = try RequestLine(Array(line))
          try comparison.add(request.body, headers: request.headers, line: number + 1)
        }
      }
    }

    private func add(log: String, to comparison: inout Comparison) throws -> String {
      var filter = EventFilter()
      filter.since = try FilterOptions.time(since, "--since")
      let missing = try Failure.telling {
        try Replay.requests(directory: log, filter: filter) { id, request in
          try Failure.telling("\(id): ") { try comparison.add(request, id: id) }
        }
      }
      return missing > 0 ? "; the texts of \(missing) more are not kept" : ""
    }
  }
}
