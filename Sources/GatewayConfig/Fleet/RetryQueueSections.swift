internal import GatewayCore

/// `gateway.fleet.retry`.
struct RetrySection: ConfigRecord {
  var backoff: Duration?
  var maximumBackoff: Duration?
  var maximumRetryAfter: Duration?

  private static let defaults = RetrySettings()

  static let schema = RecordSchema<RetrySection>(fields: [
    Field(
      "backoff_ms", .milliseconds(0...60_000), \.backoff, default: FleetText.milliseconds(defaults.backoff),
      doc:
        "The pause before a target is asked again, at random up to this; each further one is up to twice as long. Another target is asked "
        + "at once the first time. From 0 to 60000."),
    Field(
      "max_backoff_ms", .milliseconds(0...600_000), \.maximumBackoff, default: FleetText.milliseconds(defaults.maximumBackoff),
      doc: "The longest such pause; not below `backoff_ms`. From 0 to 600000."),
    Field(
      "max_retry_after_seconds", .seconds(0...3600), \.maximumRetryAfter, default: FleetText.seconds(defaults.maximumRetryAfter),
      doc: "The longest `Retry-After` of a target that is waited for; a longer one goes to the client. From 0 to 3600."),
  ])

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    let shortest = backoff ?? Self.defaults.backoff
    let longest = maximumBackoff ?? Self.defaults.maximumBackoff
    guard longest < shortest else { return }
    let key = maximumBackoff == nil ? "backoff_ms" : "max_backoff_ms"
    context.inside(key: key) { context in
      context.error(node[key]?.place ?? node.place, "the longest pause (max_backoff_ms) is shorter than the first one (backoff_ms)")
    }
  }

  /// Puts what is given here in place of what `settings` says.
  func apply(to settings: inout RetrySettings) {
    settings.backoff = backoff ?? settings.backoff
    settings.maximumBackoff = maximumBackoff ?? settings.maximumBackoff
    settings.maximumRetryAfter = maximumRetryAfter ?? settings.maximumRetryAfter
  }
}

/// `gateway.fleet.queue`.
struct QueueSection: ConfigRecord {
  var perTarget: Int?
  var total: Int?
  var waiting: Int?
  var maximumWait: Duration?
  var clientPriority: ClientPriority?

  private static let defaults = QueueSettings()

  static let schema = RecordSchema<QueueSection>(fields: [
    Field(
      "per_target", .integer(QueueSettings.bounds), \.perTarget, default: "any number",
      doc: "Requests that one target has in flight at most. From 1 to 1000000."),
    Field(
      "total", .integer(QueueSettings.bounds), \.total, default: "any number",
      doc: "Requests that all targets together have in flight at most; `--max-concurrency` goes before it. From 1 to 1000000."),
    Field(
      "waiting", .integer(0...1_000_000), \.waiting, default: "\(defaults.waiting)",
      doc: "Requests that wait for their turn at most; 0 refuses at once what cannot be sent. From 0 to 1000000."),
    Field(
      "max_wait_seconds", .seconds(0...3600), \.maximumWait, default: FleetText.seconds(defaults.maximumWait),
      doc: "How long a request waits at most. From 0 to 3600."),
    Field(
      "client_priority", .clientPriority, \.clientPriority, default: "`\(defaults.clientPriority.rawValue)`",
      doc:
        "What clients may say with the member `priority`, where below 0 is high and above 0 is low: `none`, nothing; `lower`, that a request "
        + "may wait longer than others; `any`, also that it goes before them. What a client may not say does not reach the engine either."),
  ])

  /// Puts what is given here in place of what `settings` says.
  func apply(to settings: inout QueueSettings) {
    settings.perTarget = perTarget ?? settings.perTarget
    settings.total = total ?? settings.total
    settings.waiting = waiting ?? settings.waiting
    settings.maximumWait = maximumWait ?? settings.maximumWait
    settings.clientPriority = clientPriority ?? settings.clientPriority
  }
}
