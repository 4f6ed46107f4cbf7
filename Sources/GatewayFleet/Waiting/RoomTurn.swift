/// The standing of one waiting room among those that contend for the same: requests of several groups, when all targets together may have so many in flight.
///
/// The room whose next request has the highest priority goes first, among equals the one that was not served for the longest time. A room that was passed over
/// ``patience`` times has its turn whatever its priority.
public struct RoomTurn: Sendable, Hashable {
  /// How often a room is passed over before it has its turn.
  public static let patience = 8

  /// When it was served last, in turns.
  public private(set) var lastTurn: UInt64 = 0
  /// How often another room went first since.
  public private(set) var passedOver = 0

  /// A room that was never served.
  public init() {}

  /// Whether this room, with this priority of its next request, goes before another one.
  public func goes(before other: RoomTurn, _ priority: WaitingPriority, _ others: WaitingPriority) -> Bool {
    let isDue = passedOver >= Self.patience
    let isOtherDue = other.passedOver >= Self.patience
    if isDue != isOtherDue { return isDue }
    if !isDue, priority != others { return priority.rawValue < others.rawValue }
    return lastTurn < other.lastTurn
  }

  /// It was its turn.
  public mutating func served(turn: UInt64) {
    lastTurn = turn
    passedOver = 0
  }

  /// It was another one's turn.
  public mutating func wasPassedOver() { passedOver = min(passedOver + 1, Self.patience) }
}
