/// What became of a request that wants to wait.
public enum WaitingAdmission: Sendable, Hashable {
  /// It waits.
  /// - predicted: how long it will, when the speed is known.
  /// - displaced: a request of the principal with the most requests that has to go for it, to be refused with 429.
  case waiting(WaitingRoom.Ticket, predicted: Duration?, displaced: WaitingRoom.Ticket?)
  /// It is refused, early.
  case refused(WaitingRefusal)
}

/// Why a request may not wait, and when to come again.
public struct WaitingRefusal: Sendable, Hashable {
  /// What is in the way.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// The room is full: 503.
    case full
    /// The room is full, and the principal has its fair share of it or more: 429.
    case share
    /// The predicted wait is longer than the request has time: 503.
    case deadline
  }

  /// What is in the way.
  public let reason: Reason
  /// The time after which, at the speed of the last seconds, the same request would be let in; whole seconds, at least one.
  public let retryAfter: Duration
  /// The wait that was predicted, when the speed is known.
  public let predicted: Duration?

  /// A refusal of its parts.
  public init(reason: Reason, retryAfter: Duration, predicted: Duration?) {
    self.reason = reason
    self.retryAfter = retryAfter
    self.predicted = predicted
  }

  /// The HTTP status.
  public var status: Int { reason == .share ? 429 : 503 }
}

/// A request whose turn it is.
public struct WaitingDeparture: Sendable, Hashable {
  /// Which one.
  public let ticket: WaitingRoom.Ticket
  /// Whether its deadline was over, so that it is to be refused and not to be served.
  public let isExpired: Bool
  /// How long it has waited.
  public let waited: Duration
  /// Its tokens.
  public let tokens: Int
}
