internal import OpenAIWire

/// Applies the span policies of a chain to the events of one streamed answer: a value without I/O and clock.
///
/// Every lane has its ``LaneEnforcer``. An event whose texts are decided and free of findings is given byte for byte. One that is not decided yet waits, as long as what
/// follows belongs to the same lane and what waits is not more than the plan's bound; then it goes out untouched with the event that decides it. Otherwise the decided
/// part goes out at once, and the rest with the lane's next event. What is left when a choice ends goes out before its last event.
///
/// Log probabilities and token ids repeat the text: they are `null` in an event whose text was changed, and wherever they do not say exactly what the text says.
public struct StreamEnforcer: Sendable {
  /// What an event leads to.
  public enum Outcome: Sendable, Hashable {
    /// Go on.
    case proceed
    /// Go on, and send the event as it came; there is nothing else to send.
    case forward
    /// A policy ends the answer. What was given before may be sent.
    case stop(SpanHit)
    /// The event cannot be inspected: it is not JSON that only one reading is possible of, or it has too many lanes, or media that a policy refuses.
    case uninspectable(String)
  }

  private struct Piece: Sendable {
    let lane: Int
    let token: StringToken
    let range: Range<Int>
    /// Whether the string is cut inside of a character, so that what goes out is not what came.
    let isCut: Bool
  }

  private final class Event: Sendable {
    /// The event as it came, and its data in it.
    let bytes: [UInt8]
    let data: [UInt8]
    let texts: AnswerTexts
    let pieces: [Piece]

    init(_ event: RawSpan, data: RawSpan, texts: AnswerTexts, pieces: [Piece]) {
      bytes = event.array(event.byteOffsets)
      self.data = data.array(data.byteOffsets)
      self.texts = texts
      self.pieces = pieces
    }
  }

  private var reader = AnswerReader()
  /// The pieces of the event that came last, and one decoded text: kept for their memory.
  private var pieces: [Piece] = []
  private var text: [UInt8] = []
  private let plan: SpanPlan
  private let allowsMedia: Bool
  private let failsOpen: Bool
  private var lanes: LaneTable
  private var waiting: [Event] = []
  /// The first event with choices, to make others in its likeness.
  private var model: Event?
  /// Values to put back.
  public private(set) var vault: PlaceholderVault
  /// What was found since ``takeHits()``.
  private var hits: [(hit: SpanHit, lane: AnswerLane)] = []
  /// Whether a lane has ended inside of a character.
  private var hasLoneHalf = false

  /// An enforcer for one answer.
  public init(_ plan: SpanPlan, vault: PlaceholderVault = PlaceholderVault(), allowsMedia: Bool = true, failsOpen: Bool = false) {
    self.plan = plan
    self.vault = vault
    self.allowsMedia = allowsMedia
    self.failsOpen = failsOpen
    lanes = LaneTable(plan)
  }

  /// Whether something was found since ``takeHits()``.
  var hasHits: Bool { !hits.isEmpty }

  /// Hands out what was found since the last time.
  mutating func takeHits() -> [(hit: SpanHit, lane: AnswerLane)] {
    defer { hits.removeAll() }
    return hits
  }

  /// Reads the data of an event.
  /// - Returns: what ``OpenAIWire/ChunkScan`` tells of it; nil when it is not JSON.
  mutating func read(_ data: RawSpan) -> ChunkFacts? { reader.read(data) }

  /// Takes the event whose data was read last; what may be sent is added to `output`, and its texts, as they came, to `answer`.
  mutating func receive(event: RawSpan, data: RawSpan, answer: inout PolicyAnswer?, into output: inout [UInt8]) -> Outcome {
    if let problem = reader.problem { return failsOpen ? .forward : .uninspectable(problem.description) }
    let texts = reader.texts
    if texts.holdsUninspectable, !allowsMedia { return .uninspectable("it holds media, or arguments that are no text") }
    pieces.removeAll(keepingCapacity: true)
    for text in texts.texts {
      guard let lane = lanes.index(of: text.lane) else { return .uninspectable("it has more than \(LaneTable.limit) texts") }
      let start = lanes[lane].enforcer.received
      let halves = JSONText.halves(data, text.token)
      let isCut = halves.isAny || lanes[lane].half != nil
      guard feed(data, text.token, halves, lane, &answer) else { return .uninspectable(Self.loneHalf) }
      pieces.append(Piece(lane: lane, token: text.token, range: start..<lanes[lane].enforcer.received, isCut: isCut))
    }
    if model == nil, texts.choicesRange != nil {
      model = Event(event, data: data, texts: texts, pieces: pieces)
    }
    if waiting.isEmpty, texts.finish.isEmpty, isClear(texts) {
      for piece in pieces { lanes[piece.lane].enforcer.pass(upTo: piece.range.upperBound) }
      return .forward
    }
    waiting.append(Event(event, data: data, texts: texts, pieces: pieces))
    for finish in texts.finish.all { finishLanes(of: finish.index, &answer) }
    guard !hasLoneHalf else { return .uninspectable(Self.loneHalf) }
    drain(into: &output)
    // Invisible characters do not count in the bound of the rules.
    guard lanes.heldBytes <= Self.heldLimit else { return .uninspectable("more than \(Self.heldLimit) bytes of it are undecided") }
    return outcome
  }

  /// So much undecided text ends an answer.
  private static let heldLimit = 1 << 20
  private static let loneHalf = "it has an unpaired surrogate escape"

  /// The stream is over, in order: everything that is left goes out.
  mutating func finish(answer: inout PolicyAnswer?, into output: inout [UInt8]) -> Outcome {
    for index in lanes.entries.indices { finishLane(index, &answer) }
    guard !hasLoneHalf else { return .uninspectable(Self.loneHalf) }
    drain(into: &output)
    guard outcome == .proceed else { return outcome }
    if let model { flush(lanes.entries.indices.map(\.self), like: model, &output) }
    return outcome
  }

  // MARK: Lanes

  /// Takes a piece of a lane. A character that was cut in two is put together, and belongs to the later piece.
  /// - Returns: false when one half of it is missing. When policies that fail let answers pass, a replacement character stands in its place.
  private mutating func feed(
    _ data: RawSpan, _ token: StringToken, _ halves: JSONText.Halves, _ lane: Int, _ answer: inout PolicyAnswer?
  ) -> Bool {
    text.removeAll(keepingCapacity: true)
    switch (lanes[lane].half, halves.low) {
    case (nil, nil): break
    case (let high?, let low?): text += JSONText.joined(high: high, low: low)
    default:
      guard failsOpen else { return false }
      text += Self.replacement
    }
    JSONText.appendUnescaped(data, token, to: &text)
    takeText(lane, &answer)
    lanes[lane].half = halves.high
    return true
  }

  private static let replacement: [UInt8] = [0xef, 0xbf, 0xbd]

  /// Takes ``text`` as the lane's next piece.
  private mutating func takeText(_ lane: Int, _ answer: inout PolicyAnswer?) {
    answer?.append(text, to: lanes[lane].lane)
    let piece = text
    lanes[lane].enforcer.receive(piece.span, vault: &vault)
    collect(lane)
  }

  private mutating func finishLanes(of choice: Int, _ answer: inout PolicyAnswer?) {
    for index in lanes.entries.indices where lanes[index].lane.choice == choice { finishLane(index, &answer) }
  }

  private mutating func finishLane(_ index: Int, _ answer: inout PolicyAnswer?) {
    if lanes[index].half != nil {
      lanes[index].half = nil
      if failsOpen {
        text = Self.replacement
        takeText(index, &answer)
      } else {
        hasLoneHalf = true
      }
    }
    lanes[index].isFinished = true
    lanes[index].enforcer.finish(vault: &vault)
    collect(index)
  }

  private mutating func collect(_ lane: Int) {
    guard lanes[lane].enforcer.hasHits else { return }
    for hit in lanes[lane].enforcer.takeHits() { hits.append((hit, lanes[lane].lane)) }
  }

  private var outcome: Outcome {
    for entry in lanes.entries { if let stop = entry.enforcer.stop { return .stop(stop) } }
    return .proceed
  }

  /// Whether an event can go out as it came: nothing of its lanes is held, nothing in it is changed, nothing repeats it in another form.
  private func isClear(_ texts: AnswerTexts) -> Bool {
    guard texts.repetitions.isEmpty || !plan.canRedact else { return false }
    return pieces.allSatisfy { !$0.isCut && lanes[$0.lane].enforcer.isClear($0.range) }
  }

  // MARK: Events

  /// The chunk that tells a client that a content filter has ended the answer: every choice that has not ended does so.
  func contentFilterEvent() -> [UInt8] {
    guard let model else { return [] }
    let open = Set(lanes.entries.filter { !$0.isFinished && $0.lane.choice >= 0 }.map(\.lane.choice))
    let data = model.data
    return EventPatcher.finish(open.isEmpty ? [0] : open.sorted(), like: data.span.bytes, model.texts)
  }

  /// Gives every event that can go, in order.
  private mutating func drain(into output: inout [UInt8]) {
    var count = 0
    while count < waiting.count {
      let isSettled = waiting[count].pieces.allSatisfy { lanes[$0.lane].enforcer.decided >= $0.range.upperBound }
      if !isSettled, mayWait(from: count) { break }
      let event = waiting[count]
      give(event, into: &output)
      count &+= 1
      if outcome != .proceed { count = waiting.count }
    }
    waiting.removeFirst(count)
  }

  /// Whether the events from one on may wait for what comes: they all carry nothing but one lane, and not too much of it.
  private func mayWait(from first: Int) -> Bool {
    guard outcome == .proceed, let lane = waiting[first].pieces.first?.lane, !lanes[lane].isFinished else { return false }
    for event in waiting[first...] where event.pieces.count != 1 || event.pieces[0].lane != lane || !event.texts.finish.isEmpty {
      return false
    }
    return lanes[lane].enforcer.received &- lanes[lane].enforcer.taken <= max(plan.bound, 16)
  }

  /// Gives an event, with what is decided of its lanes.
  private mutating func give(_ event: Event, into output: inout [UInt8]) {
    var patches = PatchList()
    var isChanged = false
    var ending: [Int] = []
    for finish in event.texts.finish.all {
      ending += lanes.entries.indices.filter { index in
        lanes[index].lane.choice == finish.index && !event.pieces.contains { $0.lane == index }
      }
    }
    flush(ending, like: event, &output)
    for piece in event.pieces {
      let before = lanes[piece.lane].enforcer.taken
      let isWhole = !piece.isCut && before == piece.range.lowerBound && lanes[piece.lane].enforcer.decided >= piece.range.upperBound
      switch lanes[piece.lane].enforcer.take(upTo: piece.range.upperBound) {
      case .unchanged where isWhole: break
      case .unchanged:
        isChanged = true
        patches.replace(piece.token.range, with: Self.quoted(lanes[piece.lane].enforcer.lastTaken))
      case .changed(let text):
        isChanged = true
        patches.replace(piece.token.range, with: Self.quoted(text))
      }
    }
    if plan.canRedact {
      for repetition in event.texts.repetitions where isChanged || !says(repetition, event) {
        isChanged = true
        patches.replace(repetition.range, with: Array("null".utf8))
      }
    }
    let data = event.data
    if isChanged { output += EventPatcher.event(patches.applied(to: data.span.bytes)) } else { output += event.bytes }
  }

  /// Whether log probabilities say exactly what the event's text of their choice says. Token ids cannot be compared.
  private func says(_ repetition: AnswerTexts.Repetition, _ event: Event) -> Bool {
    guard repetition.isLogprobs else { return false }
    let data = event.data
    let bytes = data.span.bytes
    var text: [UInt8] = []
    for piece in event.pieces where lanes[piece.lane].lane.choice == repetition.choice { text += JSONText.unescaped(bytes, piece.token) }
    return LogprobTokens.say(text, in: bytes.extracting(repetition.range))
  }

  /// Gives what is left of lanes, in events of their own.
  private mutating func flush(_ indices: [Int], like event: Event, _ output: inout [UInt8]) {
    let data = event.data
    for index in indices where lanes[index].enforcer.taken < lanes[index].enforcer.decided {
      let text: [UInt8] =
        switch lanes[index].enforcer.take(upTo: .max) {
        case .unchanged: lanes[index].enforcer.lastTaken
        case .changed(let text): text
        }
      guard !text.isEmpty else { continue }
      if let bytes = EventPatcher.flush(lanes[index].lane, text, like: data.span.bytes, event.texts) { output += bytes }
    }
  }

  private static func quoted(_ text: [UInt8]) -> [UInt8] { JSONText.quoted(String(decoding: text, as: UTF8.self)) }
}
