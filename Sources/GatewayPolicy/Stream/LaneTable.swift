internal import OpenAIWire

/// The lanes of one answer, each with its enforcer. An answer has few: they are looked up one by one.
struct LaneTable: Sendable {
  /// One lane.
  struct Entry: Sendable {
    let lane: AnswerLane
    var enforcer: LaneEnforcer
    /// Whether its choice has ended.
    var isFinished = false
    /// Whether it has text that was not looked at.
    var isNew = false
    /// The first half of a surrogate pair that the lane's last piece ended with. It waits for the second one.
    var half: UInt32?
  }

  /// So many lanes an answer may have; an upstream cannot make the gateway hold more.
  static let limit = 4096

  private(set) var entries: [Entry] = []
  private let plan: SpanPlan

  init(_ plan: SpanPlan) { self.plan = plan }

  subscript(_ index: Int) -> Entry {
    _read { yield entries[index] }
    _modify { yield &entries[index] }
  }

  /// The place of a lane, which is opened when it is new; nil when there are too many.
  mutating func index(of lane: AnswerLane) -> Int? {
    for index in entries.indices where entries[index].lane == lane { return index }
    guard entries.count < Self.limit else { return nil }
    entries.append(Entry(lane: lane, enforcer: LaneEnforcer(plan, isJSON: lane.isJSON)))
    return entries.count &- 1
  }

  /// The bytes that were received and not yet given, over all lanes.
  var heldBytes: Int { entries.reduce(0) { $0 &+ ($1.enforcer.received &- $1.enforcer.taken) } }
}
