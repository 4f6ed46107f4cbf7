internal import ArgumentParser
internal import Foundation
internal import GatewayApp
internal import GatewayAudit
internal import GatewayCore

/// Which log a command looks at.
struct LogOptions: ParsableArguments {
  @Argument(help: "The directory of the log. Not given: that of --config, or where a gateway keeps it by default.") var directory: String?
  @Option(help: "A configuration file that names the directory; may be repeated.") var config: [String] = []

  func validate() throws {
    if directory != nil, !config.isEmpty { throw ValidationError("give the log's directory or a configuration, not both") }
  }

  /// The log's directory, and what a configuration says: the file of its key if it is elsewhere, and the mirror of its checkpoints.
  func place() throws -> (directory: String, keyFile: String?, mirror: String?) {
    if let directory { return (directory, nil, nil) }
    guard let place = AuditDirectory.find(config: config, environment: ProcessInfo.processInfo.environment) else {
      throw Failure.told("\(config.joined(separator: ", ")): cannot be read", code: 2)
    }
    return place
  }
}

/// Which events a command wants.
struct FilterOptions: ParsableArguments {
  @Option(help: "From this time on: 5m, 1h, 24h, 7d, a day (2026-11-21, from its beginning in UTC), or as in RFC 3339.") var since: String?
  @Option(help: "Up to this time.") var until: String?
  @Option(help: "allow, block, redact, escalate, or flag: a policy noted something; may be repeated.") var verdict: [VerdictName] = []
  @Option(help: "A policy's name or kind.") var policy: String?
  @Option(help: "The model, as asked for or as served.") var model: String?
  @Option(help: "The id of a request.") var requestID: String?
  @Option(help: "Who requests acted for.") var principal: String?
  @Option(help: "The X-User-ID of requests.") var user: String?
  @Option(help: "A type of event, or 'all'; may be repeated. Not given: all but checkpoint and admitted.") var type: [String] = []

  func validate() throws { _ = try filter() }

  /// The filter that the options say.
  func filter() throws -> EventFilter {
    var filter = EventFilter()
    filter.since = try Self.time(since, "--since")
    filter.until = try Self.time(until, "--until")
    filter.verdicts = Set(verdict.map(\.rawValue))
    filter.policy = policy
    filter.model = model
    filter.requestID = requestID
    filter.principal = principal
    filter.user = user
    if let unknown = type.first(where: { $0 != "all" && !EventFilter.knownTypes.contains($0) }) {
      throw ValidationError("--type: there is no type '\(unknown)'; there are: \(EventFilter.knownTypes.joined(separator: ", ")), and all")
    }
    if !type.isEmpty { filter.types = type.contains("all") ? [] : Set(type) }
    return filter
  }

  /// A time that an option gives.
  static func time(_ text: String?, _ option: String) throws -> UTCTime? {
    guard let text else { return nil }
    guard let time = EventTime.parse(text) else {
      throw ValidationError("\(option) is a time such as 5m, 24h, 7d, 2026-11-21 or 2026-11-21T08:00:00Z")
    }
    return time
  }
}

/// What policies decide.
enum VerdictName: String, ExpressibleByArgument, CaseIterable {
  case allow, block, redact, escalate, flag
}
