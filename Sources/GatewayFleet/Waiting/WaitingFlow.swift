/// The requests of one principal at one priority that wait, in the order in which they came. Links are places in the room's arrays; -1 is none.
struct WaitingFlow: Sendable {
  var key: WaitingFlowKey
  var head = -1
  var tail = -1
  var count = 0
  var tokens = 0
  /// Tokens that it may still have served in this round.
  var deficit = 0
  /// Whether this round's tokens were added.
  var hasQuantum = false
  /// Its neighbours in the ring of its priority.
  var next = -1
  var previous = -1
}

/// What tells flows apart.
struct WaitingFlowKey: Sendable, Hashable {
  var principal: String
  var priority: WaitingPriority
}

/// One request that waits.
struct WaitingEntry: Sendable {
  var generation: UInt64 = 0
  var isTaken = false
  var flow = -1
  var next = -1
  var previous = -1
  var tokens = 0
  var enteredAt = Duration.zero
  var deadline: Duration?
}

/// The flows of one priority that have requests, in a ring.
struct WaitingLevel: Sendable {
  /// Whose turn it is; -1 when nobody waits.
  var current = -1
  var flows = 0
  var tokens = 0
  /// How often a higher priority went first while somebody waited here.
  var passedOver = 0
}
