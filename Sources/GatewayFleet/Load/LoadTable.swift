/// What is in flight at each replica of the fleet, counted at dispatch.
///
/// Owned by one executor. Memory: less than 300 bytes a replica, and less than 80 for each request in flight, of the most that ever were in flight.
public struct LoadTable: Sendable {
  /// Stands for one request in flight. It settles once: every later use of it changes nothing.
  public struct Permit: Sendable, Hashable {
    fileprivate let slot: Int
    fileprivate let generation: UInt64
  }

  private struct Slot: Sendable {
    var generation: UInt64 = 0
    var replica = 0
    var uncachedTokens = 0
    /// Its own tokens and those that were in front of it.
    var workAhead = 0
    var startedAt = Duration.zero
    var hasFirstToken = false
    var isTaken = false
  }

  /// The loads, by the replica's number.
  public private(set) var replicas: [ReplicaLoad]
  private var slots: [Slot] = []
  private var free: [Int] = []

  /// A table for so many replicas.
  public init(replicas count: Int) { replicas = Array(repeating: ReplicaLoad(), count: max(0, count)) }

  /// Makes room for more replicas; those that are known keep their counts.
  public mutating func grow(to count: Int) {
    if count > replicas.count { replicas += Array(repeating: ReplicaLoad(), count: count - replicas.count) }
  }

  /// Another replica has the number of one that went away, without a request in flight: nothing is known of it.
  public mutating func forget(_ replica: Int) {
    if replicas.indices.contains(replica) { replicas[replica] = ReplicaLoad() }
  }

  /// How many requests are in flight.
  public var inFlight: Int { slots.count - free.count }

  /// A request is sent to a replica.
  /// - Parameter uncachedTokens: the tokens of its prompt that are not in the replica's prefix cache, by what the gateway knows.
  /// - Returns: nil when there is no such replica.
  public mutating func begin(replica: Int, uncachedTokens: Int, at now: Duration) -> Permit? {
    guard replicas.indices.contains(replica) else { return nil }
    let index = free.popLast() ?? slots.endIndex
    if index == slots.endIndex { slots.append(Slot()) }
    let tokens = max(0, uncachedTokens)
    slots[index].generation &+= 1
    slots[index].replica = replica
    slots[index].uncachedTokens = tokens
    slots[index].workAhead = replicas[replica].uncachedTokens.saturatingAdd(tokens)
    slots[index].startedAt = now
    slots[index].hasFirstToken = false
    slots[index].isTaken = true
    replicas[replica].inFlight += 1
    replicas[replica].awaitingFirstToken += 1
    replicas[replica].uncachedTokens = replicas[replica].uncachedTokens.saturatingAdd(tokens)
    return Permit(slot: index, generation: slots[index].generation)
  }

  /// The first token of a request has come: its prompt is computed. Only the first call counts.
  public mutating func firstToken(_ permit: Permit, at now: Duration) {
    guard isLive(permit), !slots[permit.slot].hasFirstToken else { return }
    let slot = slots[permit.slot]
    finishPrefill(permit.slot)
    let seconds = (now - slot.startedAt).inSeconds
    replicas[slot.replica].firstToken.add(seconds, at: now)
    replicas[slot.replica].noteTurn(at: now)
    if slot.uncachedTokens >= ReplicaLoad.smallestLesson, seconds > 0 {
      replicas[slot.replica].prefillRate.add(Double(slot.workAhead) / seconds, at: now)
    }
  }

  /// A request has ended, however it did.
  /// - Returns: false when it had ended before.
  @discardableResult
  public mutating func end(_ permit: Permit) -> Bool {
    guard isLive(permit) else { return false }
    if !slots[permit.slot].hasFirstToken { finishPrefill(permit.slot) }
    replicas[slots[permit.slot].replica].inFlight -= 1
    slots[permit.slot].isTaken = false
    free.append(permit.slot)
    return true
  }

  /// A sample of a replica's metrics.
  public mutating func note(_ metrics: EngineMetrics, replica: Int, at now: Duration) {
    guard replicas.indices.contains(replica) else { return }
    replicas[replica].note(metrics, at: now)
  }

  private func isLive(_ permit: Permit) -> Bool {
    slots.indices.contains(permit.slot) && slots[permit.slot].isTaken && slots[permit.slot].generation == permit.generation
  }

  private mutating func finishPrefill(_ index: Int) {
    slots[index].hasFirstToken = true
    let replica = slots[index].replica
    replicas[replica].awaitingFirstToken -= 1
    replicas[replica].uncachedTokens = max(0, replicas[replica].uncachedTokens - slots[index].uncachedTokens)
  }
}
