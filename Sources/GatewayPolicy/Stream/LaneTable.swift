internal import OpenAIWire

/// The lanes of one answer, each with its enforcer: what turns the strings of events into the texts of lanes. An answer has few lanes: they are looked up one by one.
struct LaneTable: Sendable {
  /// One lane.
  struct Entry: Sendable {
    let lane: AnswerLane
    var enforcer: LaneEnforcer
    /// Whether its choice has ended.
    fileprivate(set) var isFinished = false
    /// Whether it has text that was not looked at.
    fileprivate var isNew = false
    /// The first half of a surrogate pair that the lane's last piece ended with. It waits for the second one.
    fileprivate var half: UInt32?
  }

  /// So many lanes an answer may have; an upstream cannot make the gateway hold more.
  static let limit = 4096
  private static let replacement: [UInt8] = [0xef, 0xbf, 0xbd]

  private(set) var entries: [Entry] = []
  /// Whether a piece or a lane has ended inside of a character, and nothing may stand in its place.
  private(set) var hasLoneHalf = false
  private let plan: SpanPlan
  private let failsOpen: Bool
  /// Values to put back.
  private var vault: PlaceholderVault
  /// The lanes with text that was not looked at.
  private var newLanes: [Int] = []
  /// Lanes with the name of a tool that may go on: it is whole as soon as a text of another lane comes.
  private var openNames: [Int] = []
  /// One decoded text: kept for its memory.
  private var text: [UInt8] = []
  private var hits: [(hit: SpanHit, lane: AnswerLane)] = []

  /// No lanes. When policies that fail let answers pass (`failsOpen`), a replacement character stands in the place of a character whose half is missing.
  init(_ plan: SpanPlan, vault: PlaceholderVault, failsOpen: Bool) {
    self.plan = plan
    self.vault = vault
    self.failsOpen = failsOpen
  }

  subscript(_ index: Int) -> Entry {
    _read { yield entries[index] }
    _modify { yield &entries[index] }
  }

  /// The place of a lane, which is opened when it is new; nil when there are too many.
  mutating func index(of lane: AnswerLane) -> Int? {
    for index in entries.indices where entries[index].lane == lane { return index }
    guard entries.count < Self.limit else { return nil }
    if lane.isName { openNames.append(entries.count) }
    entries.append(Entry(lane: lane, enforcer: LaneEnforcer(plan, isJSON: lane.isJSON)))
    return entries.count &- 1
  }

  /// The bytes that were received and not yet given, over all lanes.
  var heldBytes: Int { entries.reduce(0) { $0 &+ ($1.enforcer.received &- $1.enforcer.taken) } }

  /// The first hit that ends the answer.
  var stop: SpanHit? {
    for index in entries.indices { if let stop = entries[index].enforcer.stop { return stop } }
    return nil
  }

  /// Whether something was found since ``takeHits()``.
  var hasHits: Bool { !hits.isEmpty }

  /// Hands out what was found since the last time.
  mutating func takeHits() -> [(hit: SpanHit, lane: AnswerLane)] {
    defer { hits.removeAll() }
    return hits
  }

  // MARK: Texts

  /// A piece of a lane.
  struct Fed {
    /// Where in the lane.
    let range: Range<Int>
    /// Whether the string is cut inside of a character, so that what goes out is not what came.
    let isCut: Bool
  }

  /// Takes a string as the next piece of a lane; the text is added to `answer`. A character that was cut in two is put together, and belongs to the later piece.
  /// - Returns: nil when one half of it is missing.
  @inline(__always)
  mutating func feed(_ bytes: RawSpan, _ token: StringToken, _ lane: Int, _ answer: inout PolicyAnswer?) -> Fed? {
    if !openNames.isEmpty { finishNames(beside: lane, &answer) }
    let start = entries[lane].enforcer.received
    if !token.hasEscapes, entries[lane].half == nil, answer == nil {
      append(bytes.extracting(token.content), lane)
      return Fed(range: start..<entries[lane].enforcer.received, isCut: false)
    }
    return feedDecoded(bytes, token, lane, &answer)
  }

  private mutating func feedDecoded(_ bytes: RawSpan, _ token: StringToken, _ lane: Int, _ answer: inout PolicyAnswer?) -> Fed? {
    let start = entries[lane].enforcer.received
    let halves = JSONText.halves(bytes, token)
    let isCut = halves.isAny || entries[lane].half != nil
    text.removeAll(keepingCapacity: true)
    switch (entries[lane].half, halves.low) {
    case (nil, nil): break
    case (let high?, let low?): text += JSONText.joined(high: high, low: low)
    default:
      guard failsOpen else {
        hasLoneHalf = true
        return nil
      }
      text += Self.replacement
    }
    JSONText.appendUnescaped(bytes, token, to: &text)
    appendText(lane, &answer)
    entries[lane].half = halves.high
    return Fed(range: start..<entries[lane].enforcer.received, isCut: isCut)
  }

  /// Takes ``text`` as the lane's next piece.
  private mutating func appendText(_ lane: Int, _ answer: inout PolicyAnswer?) {
    answer?.append(text, to: entries[lane].lane)
    let piece = text
    append(piece.span.bytes, lane)
  }

  private mutating func append(_ piece: RawSpan, _ lane: Int) {
    entries[lane].enforcer.append(piece)
    guard !entries[lane].isNew else { return }
    entries[lane].isNew = true
    newLanes.append(lane)
  }

  /// Decides what can be decided of the text that was taken since the last time.
  mutating func decide() {
    for lane in newLanes {
      entries[lane].isNew = false
      entries[lane].enforcer.decide(vault: &vault)
      collect(lane)
    }
    newLanes.removeAll(keepingCapacity: true)
  }

  /// Ends the lanes of a choice; nil for all lanes.
  mutating func finish(choice: Int? = nil, _ answer: inout PolicyAnswer?) {
    for lane in entries.indices where choice == nil || entries[lane].lane.choice == choice { finishLane(lane, &answer) }
  }

  /// Clients take a tool's name from the call's first event: it must not wait for the end of its choice.
  private mutating func finishNames(beside lane: Int, _ answer: inout PolicyAnswer?) {
    for name in openNames where name != lane && entries[name].enforcer.received > 0 { finishLane(name, &answer) }
    openNames.removeAll { entries[$0].isFinished }
  }

  private mutating func finishLane(_ lane: Int, _ answer: inout PolicyAnswer?) {
    if entries[lane].half != nil {
      entries[lane].half = nil
      if failsOpen {
        text = Self.replacement
        appendText(lane, &answer)
      } else {
        hasLoneHalf = true
      }
    }
    entries[lane].isFinished = true
    entries[lane].enforcer.finish(vault: &vault)
    collect(lane)
  }

  private mutating func collect(_ lane: Int) {
    guard entries[lane].enforcer.hasHits else { return }
    for hit in entries[lane].enforcer.takeHits() { hits.append((hit, entries[lane].lane)) }
  }
}
