internal import GatewayCore
internal import GatewayFleet
internal import GatewayHTTP
internal import GatewayPolicy
internal import NIOCore
internal import OpenAIWire

/// One stream to the client, over all the replicas that it takes to complete it.
///
/// What the replicas sent is kept, as it came, for as long as a rescue may be needed: at most ``historyLimit`` bytes; a longer stream is not rescued. Beside that, what is buffered is one
/// incomplete event, as in the ``StreamFilter``.
final class StreamSession {
  static let historyLimit = 8 << 20

  /// What stands between the replicas and the client.
  var filter: StreamFilter
  /// Joins the stream of a later replica to what came before; nil for the first one.
  private var stitcher: StreamStitcher?
  private var scanner = SSEScanner()
  private var pending = ByteBuffer()
  private var history: [ByteBuffer] = []
  private var historyBytes = 0
  private var isRecording: Bool
  /// Whether a replica that was to repeat what another one said has said something else.
  private(set) var hasParted = false
  /// Events of later replicas, whether anything of them goes on or not.
  private var stitched = 0

  /// Grows with all that comes of an answer: comments are none of it.
  var progress: Int { filter.progress &+ stitched &+ StreamFilter.unfinished(pending) }

  /// Whether an event is waited for that carries something of an answer: text, a tool call, a finish reason, usage. It is looked for while it is true only.
  var isSeeking: Bool {
    get { filter.isSeeking }
    set { filter.isSeeking = newValue }
  }

  /// Whether an event has begun that is longer than any that carries nothing.
  var hasLongEvent: Bool { filter.hasLongEvent || pending.readableBytes > StreamFilter.longEvent }

  /// Whether the answer is complete, and it has to be decided before the rest of it may be sent.
  var isUndecided: Bool { filter.isUndecided }

  init(filter: consuming StreamFilter, isRecording: Bool) {
    self.filter = filter
    self.isRecording = isRecording
  }

  /// Takes a piece of a replica's stream.
  func receive(_ piece: ByteBuffer) -> StreamFilter.Output {
    guard stitcher != nil else { return pass(piece) }
    pending.feed(piece)
    var output = stitch(isFinal: false)
    if output.end == nil, pending.readableBytes > filter.eventLimit { output.end = .failed(filter.tooLarge) }
    return output
  }

  /// A replica's stream is over: in order, or cut.
  func finish(isClean: Bool) -> StreamFilter.Output {
    var output = StreamFilter.Output()
    if stitcher != nil, isClean, pending.readableBytes > 0 {
      pending.writeStaticString("\n\n")
      output = stitch(isFinal: true)
      if output.end != nil { return output }
    }
    let last = filter.finish(isClean: isClean)
    output.bytes.writeImmutableBuffer(last.bytes)
    output.end = last.end
    return output
  }

  private func pass(_ piece: ByteBuffer) -> StreamFilter.Output {
    if isRecording {
      history.append(piece)
      historyBytes += piece.readableBytes
      if historyBytes > Self.historyLimit { forget() }
    }
    return filter.receive(piece)
  }

  private func forget() {
    isRecording = false
    history = []
  }

  private func stitch(isFinal: Bool) -> StreamFilter.Output {
    let buffer = pending
    var output = StreamFilter.Output()
    let length = scanner.forEachEvent(in: buffer.readableBytesSpan, isFinal: isFinal) { event, bytes in
      guard output.end == nil else { return false }
      guard bytes.byteCount <= filter.eventLimit else {
        output.end = .failed(filter.tooLarge)
        return false
      }
      take(event, bytes, &output)
      return true
    }
    pending.moveReaderIndex(forwardBy: length)
    return output
  }

  private func take(_ event: SSEEvent, _ eventBytes: RawSpan, _ output: inout StreamFilter.Output) {
    guard event.data != .none else { return }
    stitched &+= 1
    let result: StreamStitcher.Output? =
      if event.isError(in: eventBytes) { .failed(.upstreamError) } else { event.withData(of: eventBytes) { receive($0) } ?? nil }
    var bytes = ByteBuffer()
    switch result {
    case nil, .drop: return
    case .data(let data): bytes.writeBytes(SSEEvent.bytes(data: data))
    case .done: bytes.writeStaticString("data: [DONE]\n\n")
    case .failed(.otherText):
      hasParted = true
      // Nothing is wrong with this target.
      output.end = .failed(
        GatewayError(.upstreamRejected, "Target '\(filter.target)' gives another answer than the one that broke off.", detail: "other_text")
      )
      return
    case .failed(let problem):
      output.end = .failed(
        GatewayError(
          .upstreamAborted, "Target '\(filter.target)' could not go on with the answer of another one.", detail: problem.rawValue))
      return
    }
    let passed = pass(bytes)
    output.bytes.writeImmutableBuffer(passed.bytes)
    output.end = passed.end
  }

  /// What is left out of a later replica's stream shows that it goes on, too.
  private func receive(_ data: RawSpan) -> StreamStitcher.Output? {
    if isSeeking { filter.seek(data) }
    return stitcher?.receive(data: data)
  }

  // MARK: Rescue

  /// What was delivered so far; nil when that is not known any more.
  var delivered: DeliveredAnswer? {
    guard isRecording else { return nil }
    var answer = DeliveredAnswer()
    var all = ByteBuffer()
    for piece in history { all.writeImmutableBuffer(piece) }
    let buffer = all
    var scanner = SSEScanner()
    let length = scanner.forEachEvent(in: buffer.readableBytesSpan) { event, bytes in
      (event.hasOnlyFields || !filter.isGoverned) && event.withData(of: bytes) { answer.note(data: $0) } ?? true
    }
    // The half of an event that the dead replica left is nobody's, and so is what it said when it gave up, and behind that.
    if length < buffer.readableBytes {
      all.moveWriterIndex(to: all.readerIndex + length)
      history = [all]
    }
    return answer
  }

  /// Another replica goes on: what goes wrong from here on is its.
  func resume(_ stitcher: StreamStitcher, target: String) {
    self.stitcher = stitcher
    scanner = SSEScanner()
    pending = ByteBuffer()
    filter.resume()
    filter.target = target
  }

  /// Nothing is left to generate: the events that end the answer.
  func conclude(_ data: [[UInt8]]) -> StreamFilter.Output {
    filter.resume()
    var bytes = ByteBuffer()
    for event in data { bytes.writeBytes(SSEEvent.bytes(data: event)) }
    return filter.receive(bytes)
  }
}
