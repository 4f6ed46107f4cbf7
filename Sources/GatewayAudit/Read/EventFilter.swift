public import GatewayCore

/// Which events a reader wants. What is empty or nil demands nothing.
public struct EventFilter: Sendable, Hashable {
  /// Only events from this time on.
  public var since: UTCTime?
  /// Only events up to this time.
  public var until: UTCTime?
  /// Only decisions with one of these verdicts. ``flag`` takes those in which a policy noted something, whatever came of the request.
  public var verdicts: Set<String> = []
  /// Only decisions about which a policy of this name, or of this kind, said something.
  public var policy: String?
  /// Only events of requests for this model, as it was asked for or as it was served.
  public var model: String?
  /// Only events of these types; nil takes ``everyday``, an empty set takes all.
  public var types: Set<String>?
  /// Only events with this id.
  public var id: String?
  /// Only events of this request.
  public var requestID: String?
  /// Only events of requests that acted for this principal.
  public var principal: String?
  /// Only events of requests with this user.
  public var user: String?

  /// What is left out unless types are named: checkpoints, and the admissions that a decision follows.
  public static let rarelyWanted: Set<String> = ["checkpoint", "admitted"]

  /// The types that this version writes.
  public static let knownTypes = [
    "admitted", "checkpoint", "config_changed", "config_rejected", "decision", "erasure", "export_dropped", "gateway_started",
    "gateway_stopped",
    "log_outage", "log_recovered", "replica_warmed_up", "retention",
  ]

  /// The verdict of a policy that only notes what it finds. No decision has it as a whole.
  public static let flag = PolicyDefinition.Action.flag.rawValue

  /// Everything but ``rarelyWanted``.
  public init() {}

  /// Everything.
  public static var all: EventFilter {
    var filter = EventFilter()
    filter.types = []
    return filter
  }

  /// Whether an event is wanted.
  public func matches(_ event: EventRecord) -> Bool {
    matchesType(event) && matchesTexts(event) && matchesPolicy(event) && matchesTime(event)
  }

  private func matchesType(_ event: EventRecord) -> Bool {
    if let types { return types.isEmpty || types.contains(event.type) }
    return !Self.rarelyWanted.contains { event.has("event_type", $0) }
  }

  private func matchesTexts(_ event: EventRecord) -> Bool {
    if !verdicts.isEmpty, !verdicts.contains(where: { event.has("verdict", $0) }), !(verdicts.contains(Self.flag) && event.isFlagged) {
      return false
    }
    if let model, !event.has("model", model), !event.has("model_requested", model) { return false }
    if let id, !event.has("id", id) { return false }
    if let requestID, !event.has("request_id", requestID) { return false }
    if let principal, !event.has("principal", principal) { return false }
    if let user, !event.has("user", user) { return false }
    return true
  }

  private func matchesPolicy(_ event: EventRecord) -> Bool {
    guard let policy else { return true }
    return event.policies.contains(policy)
  }

  private func matchesTime(_ event: EventRecord) -> Bool {
    guard since != nil || until != nil else { return true }
    guard let time = event.time else { return false }
    if let since, time < since { return false }
    if let until, time > until { return false }
    return true
  }
}

/// Reads the times that commands take.
public enum EventTime {
  private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]

  /// A time before `now` (`90s`, `5m`, `24h`, `7d`), one of RFC 3339 (`2026-11-21T00:00:00Z`), or the beginning of a day in UTC (`2026-11-21`); nil when the text is none of them.
  public static func parse(_ text: String, now: UTCTime = .now) -> UTCTime? {
    if let unit = text.last, let factor = units[unit], let count = Int(text.dropLast()), text.first?.isNumber == true {
      let (seconds, overflow) = count.multipliedReportingOverflow(by: factor)
      return overflow ? nil : now.before(.seconds(seconds))
    }
    return UTCTime(text) ?? UTCTime(text + "T00:00:00Z")
  }
}
