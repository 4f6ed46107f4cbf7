public import OpenAIWire

/// All policies of a chain, applied to one streamed answer: a value without I/O and clock.
///
/// While it streams (`realtime`), what is decided goes out at once. Assembled (`buffered`), nothing goes out before the end, so that a block can still be a plain 409.
///
/// Buffered: in `realtime` the undecided text, see ``StreamEnforcer``; in `buffered` the whole answer, at most `limit` bytes.
public struct StreamPolicies: Sendable {
  private let chain: PolicyChain
  private let limit: Int
  private var enforcer: StreamEnforcer
  private var answer: PolicyAnswer?
  private var held: [UInt8] = []
  /// Whether nothing is given before the end.
  public let isBuffered: Bool
  /// The end that a policy has decided.
  public private(set) var block: PolicyBlock?
  /// What was found so far.
  public private(set) var findings: [PolicyFinding] = []
  /// What has to be asked before the answer may be given; nil when nothing has. Until ``conclude(_:into:)`` nothing of it is.
  public private(set) var hearing: JudgeHearing?
  /// What judges contributed.
  public private(set) var judgements: [PolicyJudgement] = []
  /// Whether a text was changed.
  public var isRedacted: Bool { findings.contains { $0.action == .redact } }

  /// The policies for the answer to a request. `vault` holds what was redacted reversibly; `limit` bounds an answer that is assembled.
  public init(_ chain: PolicyChain, request: PolicyRequest, vault: PlaceholderVault, limit: Int) {
    self.chain = chain
    self.limit = limit
    isBuffered = chain.buffersStreams
    enforcer = StreamEnforcer(chain.outputSpans, vault: vault, allowsMedia: chain.allowsUninspectableAnswers, failsOpen: chain.failsOpen)
    if chain.judgesAnswers { answer = PolicyAnswer(to: request) }
  }

  /// Reads the data of an event, for what the gateway must know of it and for its texts at once.
  /// - Returns: nil when it is neither `[DONE]` nor a JSON object.
  public mutating func read(_ data: RawSpan) -> ChunkFacts? { enforcer.read(data) }

  /// Takes the event whose data was read last; what may be sent is added to `output`. After a block nothing more is taken.
  /// - Returns: whether the event is to be sent as it came, and nothing else.
  public mutating func receive(event: RawSpan, data: RawSpan, into output: inout [UInt8]) -> Bool {
    guard block == nil else { return false }
    if isBuffered {
      let outcome = enforcer.receive(event: event, data: data, answer: &answer, into: &held)
      if outcome == .forward { event.append(event.byteOffsets, to: &held) }
      take(outcome)
      if held.count > limit { block = chain.uninspectableAnswer("The answer is too long to be assembled for its policies.") }
      return false
    }
    let outcome = enforcer.receive(event: event, data: data, answer: &answer, into: &output)
    take(outcome)
    if block != nil { output += enforcer.contentFilterEvent() }
    return outcome == .forward
  }

  /// The stream is over, in order: what is left goes out, unless a policy objects to the whole.
  public mutating func finish(into output: inout [UInt8]) {
    guard block == nil else { return }
    if isBuffered { take(enforcer.finish(answer: &answer, into: &held)) } else { take(enforcer.finish(answer: &answer, into: &output)) }
    if block == nil, let answer {
      let (verdict, hearing) = chain.inspect(answer, spanHits: [])
      findings += verdict.findings
      block = verdict.block
      self.hearing = hearing
    }
    release(into: &output)
  }

  /// The replies of a hearing: the answer goes out, or a policy objects.
  public mutating func conclude(_ replies: [JudgeHearing.Reply], into output: inout [UInt8]) {
    guard block == nil, let hearing else { return }
    self.hearing = nil
    let verdict = chain.conclude(hearing, replies)
    findings = findings.dropLast(hearing.verdict.findings.count) + verdict.findings
    judgements = verdict.judgements
    block = verdict.block
    release(into: &output)
  }

  private mutating func release(into output: inout [UInt8]) {
    guard hearing == nil else { return }
    if block == nil {
      output += held
      held = []
    } else if !isBuffered {
      output += enforcer.contentFilterEvent()
    }
  }

  private mutating func take(_ outcome: StreamEnforcer.Outcome) {
    if enforcer.hasHits {
      for entry in enforcer.takeHits() { findings += chain.findings([entry.hit], .output, location: PolicyAnswer.location(entry.lane)) }
    }
    switch outcome {
    case .proceed, .forward: break
    case .stop(let hit): block = chain.block(for: hit)
    case .uninspectable(let why): block = chain.uninspectableAnswer("The answer cannot be inspected: \(why).")
    }
  }
}
