internal import GatewayCore
internal import NIOCore

/// Takes an answer's wire text.
protocol AnswerSink: AnyObject {
  /// Whether the client takes more; when it does again, `AnswerRun.resume()` is called.
  var isWritable: Bool { get }
  /// Puts events and comments on the wire.
  func write(_ text: String)
  /// Sends what was written.
  func flush()
  /// The stream ends properly.
  func end()
  /// FIN in the middle.
  func cut()
  /// A whole answer, or half of one and then FIN.
  func whole(status: Int, body: String, cut: Bool)
}

/// Gives an answer its time: has it step when a token is due, and tells the engine. Lives on one event loop, that of its connection.
final class AnswerRun {
  private struct Slot {
    var sequence: SequenceID
    var timer: Scheduled<Void>?
    var due = NIODeadline.distantFuture
    var admission = 0
    var revoked = 0
    /// Tokens that the engine has not heard of yet.
    var untold: [Int] = []
    var hasProduced = false
    var hasLeft = false
  }

  /// Tokens in one go when they are due all at once: other connections of the loop want their turn.
  private static let burst = 32
  /// The engine is told of tokens after the first one, and then block by block.
  private static let told = BlockHash.blockSize

  private let context: SimulatorContext
  private let loop: any EventLoop
  private unowned let sink: any AnswerSink
  private let isStream: Bool
  private let interval: TimeAmount
  private let extraDelay: TimeAmount
  private var state: AnswerState
  private var slots: [Slot] = []
  private var isOver = false
  private var isStalled = false
  /// Sent in place of the generated answer: embeddings use an answer for its timing only.
  var replacement: String?

  /// A run for `request`, which has not begun.
  init(request: GenerationRequest, faults: SimulatorFaults, context: SimulatorContext, loop: any EventLoop, sink: any AnswerSink) {
    self.context = context
    self.loop = loop
    self.sink = sink
    isStream = request.isStream
    interval = TimeAmount(context.settings.timeBetweenTokens)
    extraDelay = .milliseconds(Int64(faults[.slowFirst] ?? 0))
    state = AnswerState(request: request, faults: faults)
  }

  /// Brings the request to the engine; false when its queue is full.
  func submit(_ request: GenerationRequest) -> Bool {
    let prompts = (0..<request.choiceCount).map { index in
      var chain = BlockHash(salt: request.model + "\u{0}" + request.cacheSalt)
      chain.append(request.prompts[request.prompt(ofChoice: index)])
      return chain
    }
    let me = NIOLoopBound(self, eventLoop: loop)
    guard let ids = context.hub.submit(prompts, owner: EngineHub.Owner(eventLoop: loop) { me.value.receive($0) }) else { return false }
    slots = ids.map { Slot(sequence: $0) }
    return true
  }

  /// What comes before the first token; after the response head of a stream.
  func begin() { perform(state.begin()) }

  /// The client takes bytes again.
  func resume() {
    // By timer, not at once: this may be called from inside a flush.
    for index in slots.indices where slots[index].due < .distantFuture && slots[index].timer == nil && !slots[index].hasLeft {
      schedule(index, at: slots[index].due)
    }
  }

  /// The client is gone: all sequences leave the engine at once.
  func abandon() {
    isOver = true
    leave(nil)
  }

  /// The server stops: what runs ends as vLLM ends it, with `abort`. False when the answer can not be ended.
  func shutDown() -> Bool {
    guard !isStalled else { return false }
    for index in slots.indices where !isOver { perform(state.step(index, aborting: true)) }
    sink.flush()
    return true
  }

  private func receive(_ action: EngineState.Action) {
    guard !isOver else { return }
    switch action {
    case .start(let sequence, let admission, let nextToken, let cached):
      guard let index = index(of: sequence), admission > slots[index].revoked else { return }
      slots[index].admission = admission
      if !slots[index].hasProduced { state.foundCached(index, tokens: cached) }
      schedule(index, at: .now() + TimeAmount(nextToken) + (slots[index].hasProduced ? .zero : extraDelay))
    case .preempt(let sequence, let admission):
      guard let index = index(of: sequence) else { return }
      slots[index].revoked = max(slots[index].revoked, admission)
      guard slots[index].admission <= admission else { return }
      slots[index].timer?.cancel()
      slots[index].timer = nil
      slots[index].due = .distantFuture
    }
  }

  /// The engine numbers the sequences of one request one after the other.
  private func index(of sequence: SequenceID) -> Int? {
    guard let first = slots.first?.sequence, sequence >= first, sequence - first < slots.count else { return nil }
    return Int(sequence - first)
  }

  private func schedule(_ index: Int, at due: NIODeadline) {
    slots[index].due = due
    slots[index].timer?.cancel()
    // What is not seen token by token needs no timer for each of them.
    let wait = isStream || !slots[index].hasProduced ? due : due + interval * (Self.told - 1)
    slots[index].timer = loop.assumeIsolated().scheduleTask(deadline: wait) { [self] in
      slots[index].timer = nil
      pump(index)
    }
  }

  private func pump(_ index: Int) {
    let now = NIODeadline.now()
    var left = Self.burst
    while left > 0, slots[index].due <= now, canStep(index) {
      slots[index].due = slots[index].due + interval
      left -= 1
      perform(state.step(index))
    }
    if isStream { sink.flush() }
    if canStep(index) { schedule(index, at: slots[index].due) }
  }

  private func canStep(_ index: Int) -> Bool {
    !isOver && !isStalled && !slots[index].hasLeft && (!isStream || sink.isWritable)
  }

  private func perform(_ outputs: [AnswerState.Output]) {
    for output in outputs where !isOver {
      switch output {
      case .event(let data): sink.write("data: " + data + "\n\n")
      case .comment(let text): sink.write(": " + text + "\n\n")
      case .produced(let choice, let tokenID): produced(choice, tokenID)
      case .finished(let choice, let reason): finish(choice, reason)
      case .abandon(let reason): leave(reason)
      case .end: over { sink.end() }
      case .whole(let status, let body, let cut):
        let shown = status == 200 ? replacement ?? body : body
        over { sink.whole(status: status, body: shown, cut: cut) }
      case .cut: over { sink.cut() }
      case .stall:
        isStalled = true
        sink.flush()
      }
    }
  }

  private func over(_ last: () -> Void) {
    isOver = true
    last()
  }

  private func produced(_ index: Int, _ tokenID: Int) {
    slots[index].untold.append(tokenID)
    if !slots[index].hasProduced || slots[index].untold.count >= Self.told { tell(index) }
    slots[index].hasProduced = true
  }

  private func tell(_ index: Int) {
    guard !slots[index].untold.isEmpty else { return }
    context.hub.produced(slots[index].sequence, tokens: slots[index].untold)
    slots[index].untold.removeAll(keepingCapacity: true)
  }

  private func finish(_ index: Int, _ reason: FinishReason?) {
    guard !slots[index].hasLeft else { return }
    slots[index].hasLeft = true
    slots[index].timer?.cancel()
    slots[index].timer = nil
    tell(index)
    context.hub.finish(slots[index].sequence, reason: reason?.metric)
  }

  private func leave(_ reason: FinishReason?) {
    for index in slots.indices { finish(index, reason) }
  }
}

extension TimeAmount {
  /// The amount that `duration` is, not below zero and at most a year.
  init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    // A year is longer than any wait, and leaves room for sums.
    self = .nanoseconds(min(max(seconds, 0), 31_536_000) * 1_000_000_000 + max(0, attoseconds / 1_000_000_000))
  }
}
