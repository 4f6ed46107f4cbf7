internal import GatewayCore
internal import GatewayFleet
internal import GatewayHTTP
internal import GatewayPolicy
internal import NIOCore
internal import OpenAIWire

/// Stands between an upstream's event stream and the client: a value without I/O and clock.
///
/// Events are forwarded byte for byte, in the pieces they came in. Kept back is only the usage event that the gateway itself asked for. A stream that ends without
/// being complete ends in a failure, never in silence.
///
/// Buffered: one incomplete event, at most `eventLimit` bytes, in memory of at most twice that and a read.
struct StreamFilter: ~Copyable {
  /// What follows from a piece of the stream.
  struct Output {
    /// Bytes for the client; empty when there are none.
    var bytes = ByteBuffer()
    /// How the stream has ended, once it has.
    var end: End?
  }

  /// How a stream ends.
  enum End: Equatable {
    /// The answer is complete; `[DONE]` is among the bytes.
    case complete
    /// The answer is not complete.
    case failed(GatewayError)
  }

  private enum Verdict {
    case forward
    case drop
    /// The policies have taken the event, and give what may be sent of it when they settle.
    case taken
    case done
    case fail(GatewayError)
  }

  /// The id of the target that sends, for messages.
  var target: String
  /// Whether the client did not ask for the usage event that will come.
  let dropsUsageEvent: Bool
  /// Choices that have to end before the answer is complete.
  let expectedChoices: Int
  /// The largest event.
  let eventLimit: Int

  private var scanner = SSEScanner()
  private var pending = ByteBuffer()
  private var finishedChoices = Set<Int>()
  private var hasData = false
  private var isOver = false
  /// Reads the events, each once: for what the gateway must know of them, and for their texts.
  private var reader = AnswerReader()
  /// What the policies give; kept for its memory.
  private var release = StreamRelease()

  /// The end of an answer that is not decided.
  private var done = ByteBuffer()

  /// Events that were read.
  private var events = 0

  /// Grows with all that comes of an answer: comments are none of it.
  var progress: Int { events &+ Self.unfinished(pending) }

  /// Whether an event has begun that is longer than any that carries nothing.
  var hasLongEvent: Bool { pending.readableBytes > Self.longEvent }
  static let longEvent = 4 << 10

  /// Whether an event is waited for that carries something of an answer; the first one ends it.
  var isSeeking = false

  /// The bytes of an event that has begun; 0 for a comment.
  static func unfinished(_ pending: ByteBuffer) -> Int {
    pending.getInteger(at: pending.readerIndex, as: UInt8.self) == 0x3a ? 0 : pending.readableBytes
  }

  /// What the upstream said was used; the last word counts.
  private(set) var usage: Usage?

  /// What the policies do with the stream; nil when none looks at it.
  private var policies: StreamPolicies?

  /// What the policies say so far; nil when none looks at the stream.
  var verdict: PolicyVerdict? {
    switch policies {
    case .some(let policies): policies.verdict
    case nil: nil
    }
  }

  /// Whether policies look at the answer: then nothing but events goes on.
  var isGoverned: Bool { policies != nil }

  /// What has to be done before the rest of an answer that is complete may be sent; nil when nothing has.
  var undecided: StreamPolicies.Undecided? {
    switch policies {
    case .some(let policies): policies.undecided
    case nil: nil
    }
  }

  /// Whether the answer is complete, and something has to be done before the rest of it may be sent.
  var isUndecided: Bool { undecided != nil }

  init(target: String, dropsUsageEvent: Bool, expectedChoices: Int, eventLimit: Int, policies: consuming StreamPolicies? = nil) {
    self.policies = policies
    self.target = target
    self.dropsUsageEvent = dropsUsageEvent
    self.expectedChoices = expectedChoices
    self.eventLimit = eventLimit
  }

  /// Takes a piece of the stream.
  mutating func receive(_ piece: ByteBuffer) -> Output {
    guard !isOver else { return Output() }
    pending.feed(piece)
    var output = forwardEvents(isFinal: false)
    if output.end == nil, pending.readableBytes > eventLimit { output.end = over(.failed(tooLarge)) }
    return output
  }

  /// The upstream's stream is over: in order, or cut.
  mutating func finish(isClean: Bool) -> Output {
    guard !isOver else { return Output() }
    // A last event may lack its blank line when the stream ended in order; it is given one.
    if isClean, pending.readableBytes > 0 { pending.writeStaticString("\n\n") }
    var output = forwardEvents(isFinal: true)
    guard output.end == nil else { return output }
    if isClean, finishedChoices.count >= expectedChoices {
      output.end = conclude(&output)
      if output.end == .complete { add(ByteBuffer(string: "data: [DONE]\n\n"), to: &output) }
    } else if !hasData, isClean {
      output.end = over(.failed(empty))
    } else {
      output.end = over(.failed(UpstreamErrors.error(.closed, target: target)))
    }
    return output
  }

  /// After a failure of the upstream another one goes on; what policies hold back stays held back. The half of an event that came last is dropped.
  mutating func resume() {
    isOver = false
    pending = ByteBuffer()
    scanner = SSEScanner()
  }

  private var empty: GatewayError {
    GatewayError(.upstreamEmptyAnswer, "Target '\(target)' ended its stream without a single event. The prompt may be too long for it.")
  }

  /// The error of a target whose event is larger than ``eventLimit``.
  var tooLarge: GatewayError {
    GatewayError(.upstreamAnswerTooLarge, "Target '\(target)' sent an event larger than \(ByteCount(eventLimit)).")
  }

  private mutating func over(_ end: End) -> End {
    isOver = true
    pending = ByteBuffer()
    return end
  }

  /// Looks at every complete event; neighbours that are forwarded stay one slice. Policies settle what they took of the piece at its end.
  private mutating func forwardEvents(isFinal: Bool) -> Output {
    let buffer = pending
    let bytes = buffer.readableBytesSpan
    var output = Output()
    var runStart = 0
    var cursor = 0
    while let (end, verdict) = nextEvent(bytes, from: cursor, isFinal: isFinal) {
      switch verdict {
      case .forward: break
      case .drop, .taken:
        output.add(buffer, runStart..<cursor)
        runStart = end
        if policies?.isStopped == true {
          if let error = settle(buffer, bytes, &output) { output.end = over(.failed(error)) }
          return output
        }
      case .done, .fail:
        output.add(buffer, runStart..<cursor)
        output.end = close(verdict, buffer, bytes, &output)
        if output.end == .complete, let done = buffer.getSlice(at: buffer.readerIndex + cursor, length: end - cursor) {
          add(done, to: &output)
        }
        return output
      }
      cursor = end
    }
    output.add(buffer, runStart..<cursor)
    if let error = settle(buffer, bytes, &output) {
      output.end = over(.failed(error))
      return output
    }
    pending.moveReaderIndex(forwardBy: cursor)
    if pending.readableBytes == 0 { pending = ByteBuffer() }
    return output
  }

  /// Judges the event that begins at an offset, if it is there to its end. Most are like the one before in all but their text.
  @inline(__always)
  private mutating func nextEvent(_ bytes: RawSpan, from cursor: Int, isFinal: Bool) -> (end: Int, verdict: Verdict)? {
    if scanner.isAtStart, !isSeeking, let event = reader.like(bytes, from: cursor), event.place.count <= eventLimit {
      scanner.consumed()
      events &+= 1
      guard policies != nil else { return (event.place.upperBound, .forward) }
      policies?.take(event, of: bytes, reader, into: &release)
      return (event.place.upperBound, .taken)
    }
    guard let length = scanner.nextEventEnd(in: bytes.extracting(cursor..<bytes.byteCount), isFinal: isFinal) else { return nil }
    scanner.consumed()
    let end = cursor &+ length
    return (end, length > eventLimit ? .fail(tooLarge) : judge(cursor..<end, of: bytes))
  }

  /// The last word of an answer: it waits until the answer is decided.
  private mutating func add(_ last: ByteBuffer, to output: inout Output) {
    if isUndecided { done = last } else { output.bytes.writeImmutableBuffer(last) }
  }

  /// The event that ends the stream: what the policies took before it is settled first.
  private mutating func close(_ verdict: Verdict, _ buffer: ByteBuffer, _ bytes: RawSpan, _ output: inout Output) -> End {
    if let error = settle(buffer, bytes, &output) { return over(.failed(error)) }
    if case .fail(let error) = verdict { return over(.failed(error)) }
    return conclude(&output)
  }

  /// Gives what the policies give of what they took.
  /// - Returns: why the stream ends, if it does.
  private mutating func settle(_ buffer: ByteBuffer, _ bytes: RawSpan, _ output: inout Output) -> GatewayError? {
    guard policies != nil else { return nil }
    policies?.settle(bytes, reader, into: &release)
    output.add(release, of: buffer)
    release.removeAll()
    return policies?.block.map { GatewayError($0) }
  }

  /// The answer is complete, as far as the target goes: what the policies have kept goes out, unless they object.
  private mutating func conclude(_ output: inout Output) -> End {
    var kept: [UInt8] = []
    policies?.finish(into: &kept)
    if !kept.isEmpty { output.bytes.writeBytes(kept) }
    return over(policies?.block.map { .failed(GatewayError($0)) } ?? .complete)
  }

  /// The judges have been heard: the answer that was kept goes out, or the policies object.
  mutating func conclude(_ replies: [JudgeHearing.Reply]) -> Output {
    concluded { policies, ready in policies.conclude(replies, into: &ready) }
  }

  /// The policies have looked at the answer: it goes out, or they object, or judges have to be heard.
  mutating func conclude(_ judged: UnjudgedAnswer.Judged) -> Output {
    concluded { policies, ready in policies.conclude(judged, into: &ready) }
  }

  private mutating func concluded(_ conclude: (inout StreamPolicies, inout [UInt8]) -> Void) -> Output {
    var output = Output()
    var ready: [UInt8] = []
    if var policies = policies.take() {
      conclude(&policies, &ready)
      self.policies = consume policies
    }
    output.bytes.writeBytes(ready)
    output.end = policies?.block.map { .failed(GatewayError($0)) } ?? .complete
    if output.end == .complete, !isUndecided { output.bytes.writeImmutableBuffer(done) }
    return output
  }

  /// Looks whether the data of an event is what is waited for.
  mutating func seek(_ data: RawSpan) { isSeeking = isSeeking && !ChunkContent.carriesAnswer(data) }

  private mutating func judge(_ place: Range<Int>, of read: RawSpan) -> Verdict {
    let event = read.extracting(place)
    let parsed = SSEEvent.parse(event)
    guard parsed.hasOnlyFields || !isGoverned else {
      return .fail(
        GatewayError(.upstreamMalformedAnswer, "Target '\(target)' sent something that is no event, where policies look at the answer."))
    }
    switch parsed.data {
    case .none:
      guard policies != nil else { return .forward }
      policies?.pass(place)
      return .taken
    case .range(let range):
      let verdict = judge(place, of: read, data: event.extracting(range), isError: parsed.isError(in: event))
      switch verdict {
      case .forward: reader.learn(event, data: range)
      case .taken: if reader.learn(event, data: range) { policies?.learn(reader, dataOffset: range.lowerBound) }
      case .drop, .done, .fail: break
      }
      return verdict
    case .joined(let data): return judge(place, of: read, data: data.span.bytes, isError: parsed.isError(in: event))
    }
  }

  private mutating func judge(_ place: Range<Int>, of read: RawSpan, data: RawSpan, isError: Bool) -> Verdict {
    events &+= 1
    if isError { return .fail(UpstreamErrors.error(inStream: data, target: target)) }
    guard let facts = policies == nil ? reader.facts(data) : reader.read(data) else {
      return .fail(GatewayError(.upstreamMalformedAnswer, "Target '\(target)' sent an event that is not JSON."))
    }
    // vLLM 0.8 ends streams of forced tool calls without any finish_reason: `[DONE]` is the engine's word that the answer is complete.
    if facts.isDone { return hasData ? .done : .fail(empty) }
    hasData = true
    if isSeeking { seek(data) }
    if facts.hasError { return .fail(UpstreamErrors.error(inStream: data, target: target)) }
    if let usage = facts.usage { self.usage = usage }
    if !facts.finish.isEmpty {
      if facts.finish.hasAbort { return .fail(UpstreamErrors.aborted(target: target)) }
      for finish in facts.finish.all { finishedChoices.insert(finish.index) }
    }
    if dropsUsageEvent && facts.isUsageOnly { return .drop }
    guard policies != nil else { return .forward }
    policies?.take(place, of: read, data: data, reader, into: &release)
    return .taken
  }
}

extension StreamFilter.Output {
  fileprivate mutating func add(_ buffer: ByteBuffer, _ range: Range<Int>) {
    guard !range.isEmpty, let slice = buffer.getSlice(at: buffer.readerIndex + range.lowerBound, length: range.count) else { return }
    if bytes.readableBytes == 0 { bytes = slice } else { bytes.writeImmutableBuffer(slice) }
  }

  /// Adds what policies give of a piece of the stream.
  fileprivate mutating func add(_ release: StreamRelease, of buffer: ByteBuffer) {
    release.forEach { part in
      switch part {
      case .forwarded(let range): add(buffer, range)
      case .own(let range): bytes.writeBytes(release.bytes[range])
      }
    }
  }
}
