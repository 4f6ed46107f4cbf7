internal import OpenAIWire

/// Applies the span policies of a chain to the events of one streamed answer: a value without I/O and clock.
///
/// Every lane has its ``LaneEnforcer``. What a connection gives in one read is taken event by event and settled together: each lane's new text is looked at once, and an event
/// is decided by all that came with it. An event whose texts are decided and free of findings is given byte for byte. One that is not decided yet waits, as long as what
/// follows belongs to the same lane and what waits is not more than the plan's bound; then it goes out untouched with the event that decides it. Otherwise the decided
/// part goes out at once, and the rest with the lane's next event. What is left when a choice ends goes out before its last event.
///
/// Log probabilities and token ids repeat the text: they are `null` in an event whose text was changed, and wherever they do not say exactly what the text says.
public struct StreamEnforcer: ~Copyable, Sendable {
  /// What events lead to.
  public enum Outcome: Sendable, Hashable {
    /// Go on.
    case proceed
    /// A policy ends the answer. What was given before may be sent.
    case stop(SpanHit)
    /// An event cannot be inspected: it is not JSON that only one reading is possible of, or it has too many lanes, or media that a policy refuses.
    case uninspectable(String)

    /// Whether it is ``proceed``.
    var proceeds: Bool {
      switch self {
      case .proceed: true
      case .stop, .uninspectable: false
      }
    }
  }

  /// The events of the read.
  private var taken = TakenEvents()
  /// The reader's count of readings when it had the texts of the event that was taken last.
  private var reading: Int?
  /// What is known of events that are like the one that was learned.
  private var likeness: Likeness?
  private let plan: SpanPlan
  private let allowsMedia: Bool
  private let failsOpen: Bool
  private var lanes: LaneTable
  private var waiting: [KeptEvent] = []
  /// The first event with choices, to make others in its likeness.
  private var model: KeptEvent?

  private struct Likeness {
    /// The lane of their text.
    let lane: Int
    /// Where in them their data stand.
    let dataOffset: Int
  }

  /// An enforcer for one answer.
  public init(_ plan: SpanPlan, vault: PlaceholderVault = PlaceholderVault(), allowsMedia: Bool = true, failsOpen: Bool = false) {
    self.plan = plan
    self.allowsMedia = allowsMedia
    self.failsOpen = failsOpen
    lanes = LaneTable(plan, vault: vault, failsOpen: failsOpen)
  }

  /// Whether each event has to be settled before the next one is taken: what comes behind the finding that ends an answer is not looked at.
  var settlesEachEvent: Bool { plan.canBlock }

  /// Whether something was found since ``takeHits()``.
  var hasHits: Bool { lanes.hasHits }

  /// Hands out what was found since the last time.
  mutating func takeHits() -> [(hit: SpanHit, lane: AnswerLane)] { lanes.takeHits() }

  /// Notes that events are known by the one that was taken last, whose data stand at an offset: their text is in its lane.
  mutating func learn(_ reader: borrowing AnswerReader, dataOffset: Int) {
    guard let text = reader.texts.texts.first, let lane = lanes.index(of: text.lane) else { return }
    likeness = Likeness(lane: lane, dataOffset: dataOffset)
  }

  /// Takes an event of a read that is like the one that was learned.
  mutating func take(_ event: LikeEvent, of read: RawSpan, answer: inout PolicyAnswer?) -> Outcome {
    guard let likeness else { return .uninspectable("it is like no other") }
    reading = nil
    let problem = take(event.text, of: read, likeness.lane, tokenOffset: -event.place.lowerBound &- likeness.dataOffset, &answer)
    if let problem { return .uninspectable(problem) }
    taken.append(event.place, .plain)
    return .proceed
  }

  /// Takes the event at a place of a read, whose data the reader has read last. Its texts, as they came, are added to `answer`.
  /// - Returns: `proceed`, or that it cannot be inspected: then it is not taken. What follows from its text, ``settle(_:into:)`` tells.
  mutating func take(
    _ place: Range<Int>, of read: RawSpan, data: RawSpan, _ reader: borrowing AnswerReader, answer: inout PolicyAnswer?
  ) -> Outcome {
    reading = nil
    if let problem = reader.problem {
      guard failsOpen else { return .uninspectable(problem.description) }
      pass(place)
      return .proceed
    }
    if reader.texts.holdsUninspectable, !allowsMedia { return .uninspectable("it holds media, or arguments that are no text") }
    for index in reader.texts.texts.indices {
      let text = reader.texts.texts[index]
      guard let lane = lanes.index(of: text.lane) else { return .uninspectable("it has more than \(LaneTable.limit) texts") }
      if let problem = take(text.token, of: data, lane, tokenOffset: 0, &answer) { return .uninspectable(problem) }
    }
    reading = reader.readings
    if model == nil, reader.texts.choicesRange != nil {
      model = KeptEvent(read.extracting(place), kind(reader), pieces: [], texts: reader.texts)
    }
    if !reader.texts.facts.finish.isEmpty {
      for finish in reader.texts.finish.all { lanes.finish(choice: finish.index, &answer) }
      guard !lanes.hasLoneHalf else { return .uninspectable(Self.loneHalf) }
    }
    taken.append(place, kind(reader))
    return .proceed
  }

  /// Takes a text of an event, whose string is that many bytes further in the event's data than in `bytes`.
  /// - Returns: why it cannot be inspected, if it cannot.
  @inline(__always)
  private mutating func take(
    _ token: StringToken, of bytes: RawSpan, _ lane: Int, tokenOffset: Int, _ answer: inout PolicyAnswer?
  ) -> String? {
    // It was decided as if nothing came behind it.
    guard failsOpen || !lanes[lane].isFinished else { return "it has text behind its end" }
    guard let fed = lanes.feed(bytes, token, lane, &answer) else { return Self.loneHalf }
    taken.append(TakenEvents.Piece(lane: lane, token: token.moved(by: tokenOffset), range: fed.range, isCut: fed.isCut))
    return nil
  }

  /// What the event that was read last is.
  private func kind(_ reader: borrowing AnswerReader) -> TakenEvents.Kind {
    if !reader.texts.facts.finish.isEmpty { return .end }
    return reader.texts.repetitions.isEmpty || !plan.guardsRepetitions ? .plain : .repetition
  }

  /// Takes an event at a place of a read that has no texts: it goes out as it came.
  mutating func pass(_ place: Range<Int>) {
    reading = nil
    taken.append(place, .opaque)
  }

  /// Decides what can be decided of the events that were taken of a read: what may be sent is added to `release`. To be called before the read's bytes go.
  mutating func settle(_ read: RawSpan, _ reader: borrowing AnswerReader, into release: inout StreamRelease) -> Outcome {
    lanes.decide()
    let tail = taken.tail
    drain(upTo: 0, tail, into: &release.bytes)
    for index in taken.events.indices {
      let event = taken.events[index]
      if event.kind == .opaque || waiting.isEmpty && isClear(event) {
        pass(event)
        release.forward(event.place)
      } else {
        guard let event = kept(index, read, reader) else { return .uninspectable("an event of it cannot be read twice") }
        waiting.append(event)
        drain(upTo: index &+ 1, tail, into: &release.bytes)
      }
      guard outcome.proceeds else { break }
    }
    taken.removeAll()
    // Invisible characters do not count in the bound of the rules.
    guard lanes.heldBytes <= Self.heldLimit else { return .uninspectable("more than \(Self.heldLimit) bytes of it are undecided") }
    return outcome
  }

  /// A copy of an event that was taken. The reader has the texts of the last one, if it has not read another one since that was not taken; those of others, which are few, are read again if
  /// they matter.
  private func kept(_ index: Int, _ read: RawSpan, _ reader: borrowing AnswerReader) -> KeptEvent? {
    let event = taken.events[index]
    let isKnown = event.kind != .plain && reading == reader.readings && index == taken.events.count &- 1
    return KeptEvent(
      read.extracting(event.place), event.kind, pieces: Array(taken.pieces[event.pieces]), texts: isKnown ? reader.texts : nil)
  }

  /// So much undecided text ends an answer.
  private static let heldLimit = 1 << 20
  private static let loneHalf = "it has an unpaired surrogate escape"

  /// The stream is over, in order: everything that is left goes out.
  mutating func finish(answer: inout PolicyAnswer?, into output: inout [UInt8]) -> Outcome {
    lanes.finish(&answer)
    guard !lanes.hasLoneHalf else { return .uninspectable(Self.loneHalf) }
    drain(upTo: 0, taken.tail, into: &output)
    guard outcome.proceeds else { return outcome }
    if let model { flush(lanes.entries.indices.map(\.self), like: model, &output) }
    return outcome
  }

  private var outcome: Outcome {
    guard plan.canBlock, let stop = lanes.stop else { return .proceed }
    return .stop(stop)
  }

  /// Whether an event can go out as it came: nothing of its lanes is held, nothing in it is changed, nothing repeats it in another form.
  private func isClear(_ event: TakenEvents.Event) -> Bool {
    guard event.kind == .plain else { return false }
    for index in event.pieces {
      let piece = taken.pieces[index]
      if piece.isCut || !lanes[piece.lane].enforcer.isClear(piece.range) { return false }
    }
    return true
  }

  /// Marks the texts of an event as given.
  private mutating func pass(_ event: TakenEvents.Event) {
    for index in event.pieces { lanes[taken.pieces[index].lane].enforcer.pass(upTo: taken.pieces[index].range.upperBound) }
  }

  // MARK: Events

  /// The chunk that tells a client that a content filter has ended the answer: every choice that has not ended does so.
  func contentFilterEvent() -> [UInt8] {
    guard let model, let texts = model.texts else { return [] }
    let open = Set(lanes.entries.filter { !$0.isFinished && $0.lane.choice >= 0 }.map(\.lane.choice))
    let data = model.data
    let isText = lanes.entries.contains { $0.lane.field == .text }
    return EventPatcher.finish(open.isEmpty ? [0] : open.sorted(), isText: isText, like: data.span.bytes, texts)
  }

  /// Gives every event that waits and can go, in order. Behind them come those of the read from `next` on, with their tail.
  private mutating func drain(upTo next: Int, _ tail: TakenEvents.Tail, into output: inout [UInt8]) {
    var count = 0
    while count < waiting.count {
      let isSettled = waiting[count].pieces.allSatisfy { lanes[$0.lane].enforcer.decided >= $0.range.upperBound }
      if !isSettled, mayWait(from: count, next, tail) { break }
      let event = waiting[count]
      give(event, into: &output)
      count &+= 1
      if !outcome.proceeds { count = waiting.count }
    }
    if count > 0 { waiting.removeFirst(count) }
  }

  /// Whether the events from one on may wait for what comes: they all carry nothing but one lane, and not too much of it.
  private func mayWait(from first: Int, _ next: Int, _ tail: TakenEvents.Tail) -> Bool {
    guard outcome.proceeds, let lane = waiting[first].pieces.first?.lane, !lanes[lane].isFinished else { return false }
    guard next >= tail.start, next == taken.events.count || tail.lane == nil || tail.lane == lane else { return false }
    for event in waiting[first...] where event.pieces.count != 1 || event.pieces[0].lane != lane || event.kind == .end {
      return false
    }
    return lanes[lane].enforcer.received &- lanes[lane].enforcer.taken <= max(plan.bound, 16)
  }

  /// Gives an event, with what is decided of its lanes.
  private mutating func give(_ event: KeptEvent, into output: inout [UInt8]) {
    var patches = PatchList()
    var isChanged = false
    var ending: [Int] = []
    let texts = event.kind == .plain ? nil : event.texts
    for finish in texts?.finish.all ?? [] {
      ending += lanes.entries.indices.filter { index in
        lanes[index].lane.choice == finish.index && !event.pieces.contains { $0.lane == index }
      }
    }
    if !ending.isEmpty { flush(ending, like: event, &output) }
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
    if plan.guardsRepetitions, let repetitions = texts?.repetitions, !repetitions.isEmpty {
      let data = event.data
      for repetition in repetitions {
        if isChanged || !says(repetition, event, data.span.bytes) {
          isChanged = true
          patches.replace(repetition.range, with: Array("null".utf8))
        } else {
          for change in LogprobTokens.hidingAlternatives(repetition.range, of: data.span.bytes) {
            patches.replace(change.range, with: change.replacement)
          }
        }
      }
    }
    if !patches.isEmpty {
      let data = event.data
      output += SSEEvent.bytes(data: patches.applied(to: data.span.bytes))
    } else {
      output += event.bytes
    }
  }

  /// Whether log probabilities say exactly what the event's text of their choice says. Token ids cannot be compared.
  private func says(_ repetition: AnswerTexts.Repetition, _ event: KeptEvent, _ bytes: RawSpan) -> Bool {
    guard repetition.isLogprobs else { return false }
    var text: [UInt8] = []
    for piece in event.pieces where lanes[piece.lane].lane.choice == repetition.choice { text += JSONText.unescaped(bytes, piece.token) }
    return LogprobTokens.say(text, in: bytes.extracting(repetition.range))
  }

  /// Gives what is left of lanes, in events of their own.
  private mutating func flush(_ indices: [Int], like event: KeptEvent, _ output: inout [UInt8]) {
    let data = event.data
    // Of most events they are read again for it: once for all lanes.
    lazy var texts = event.texts
    for index in indices where lanes[index].enforcer.taken < lanes[index].enforcer.decided {
      let text: [UInt8] =
        switch lanes[index].enforcer.take(upTo: .max) {
        case .unchanged: lanes[index].enforcer.lastTaken
        case .changed(let text): text
        }
      guard !text.isEmpty, let texts else { continue }
      if let bytes = EventPatcher.flush(lanes[index].lane, text, like: data.span.bytes, texts) { output += bytes }
    }
  }

  private static func quoted(_ text: [UInt8]) -> [UInt8] { JSONText.quoted(String(decoding: text, as: UTF8.self)) }
}
