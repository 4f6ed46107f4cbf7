public import OpenAIWire

/// All policies of a chain, applied to one streamed answer: a value without I/O and clock.
///
/// While it streams (`realtime`), what is decided goes out at once. Assembled (`buffered`), nothing goes out before the end, so that a block can still be a plain 409.
///
/// Buffered: in `realtime` the undecided text, see ``StreamEnforcer``, and where policies note what they think of the whole, its first `limit` bytes; in `buffered` the whole
/// answer, at most `limit` bytes.
public struct StreamPolicies: ~Copyable, Sendable {
  private let chain: PolicyChain
  private let limit: Int
  private var enforcer: StreamEnforcer
  private var answer: PolicyAnswer?
  private var held: [UInt8] = []
  /// Whether nothing is given before the end.
  public let isBuffered: Bool
  /// What the policies say so far.
  public var verdict: PolicyVerdict {
    var verdict = said
    verdict.isRedacted = said.findings.contains { $0.action == .redact }
    return verdict
  }
  private var said = PolicyVerdict()
  /// What somebody else has to do before the rest of an answer that is complete may be given.
  public enum Undecided: Sendable {
    /// Policies have to look at the whole of it, which takes long: for ``conclude(_:into:)-(UnjudgedAnswer.Judged,_)``.
    case whole(UnjudgedAnswer)
    /// Judges have to be asked: for ``conclude(_:into:)-([JudgeHearing.Reply],_)``.
    case hearing(JudgeHearing)
  }

  /// What has to be done before the rest of the answer is given; nil when nothing has.
  public private(set) var undecided: Undecided?
  /// The end that a policy has decided.
  public var block: PolicyBlock? { said.block }
  /// Whether there is a ``block``. It is asked after every event, and a block is large to look at.
  public private(set) var isStopped = false

  /// The policies for the answer to a request. `vault` holds what was redacted reversibly; `limit` bounds an answer that is assembled.
  public init(_ chain: PolicyChain, request: PolicyRequest, vault: PlaceholderVault, limit: Int) {
    self.chain = chain
    self.limit = limit
    isBuffered = chain.buffersStreams
    enforcer = StreamEnforcer(chain.outputSpans, vault: vault, allowsMedia: chain.allowsUninspectableAnswers, failsOpen: chain.failsOpen)
    if chain.judgesAnswers { answer = PolicyAnswer(to: request, limit: limit) }
  }

  /// Notes that events are known by the one that was taken last: the reader has learned it, and its data stand at an offset.
  public mutating func learn(_ reader: borrowing AnswerReader, dataOffset: Int) { enforcer.learn(reader, dataOffset: dataOffset) }

  /// Takes an event of a read that is like the one that was learned.
  public mutating func take(_ event: LikeEvent, of read: RawSpan, _ reader: borrowing AnswerReader, into release: inout StreamRelease) {
    guard !isStopped else { return }
    follow(enforcer.take(event, of: read, answer: &answer), read, reader, &release)
  }

  /// Takes the event at a place of what came in one read, whose data the reader has read last. What may be sent of it says ``settle(_:_:into:)``, at the latest at the read's end.
  public mutating func take(
    _ place: Range<Int>, of read: RawSpan, data: RawSpan, _ reader: borrowing AnswerReader, into release: inout StreamRelease
  ) {
    guard !isStopped else { return }
    follow(enforcer.take(place, of: read, data: data, reader, answer: &answer), read, reader, &release)
  }

  /// What follows from an event that was taken, or could not be.
  @inline(__always)
  private mutating func follow(
    _ outcome: StreamEnforcer.Outcome, _ read: RawSpan, _ reader: borrowing AnswerReader, _ release: inout StreamRelease
  ) {
    guard !outcome.proceeds || enforcer.settlesEachEvent else { return }
    settle(read, reader, into: &release)
    guard !isStopped else { return }
    note(outcome)
    end(into: &release)
  }

  /// Takes an event that has no data.
  public mutating func pass(_ place: Range<Int>) {
    // It would begin the client's stream, and a block could not be a status any more.
    if !isStopped, !isBuffered { enforcer.pass(place) }
  }

  /// Looks at what was taken of a read. To be called before its bytes go: what may be sent of them is added to `release`. After a block nothing more is taken.
  public mutating func settle(_ read: RawSpan, _ reader: borrowing AnswerReader, into release: inout StreamRelease) {
    guard !isStopped else { return }
    let outcome = enforcer.settle(read, reader, into: &release)
    if isBuffered { release.move(of: read, to: &held) }
    note(outcome)
    checkLength()
    end(into: &release)
  }

  /// What is assembled is given as a whole, so that it is judged as a whole.
  private mutating func checkLength() {
    guard isBuffered, !isStopped, held.count > limit || answer?.isCut == true else { return }
    stop(chain.uninspectableAnswer("The answer is too long to be assembled for its policies."))
  }

  /// Tells the client when a policy has ended the answer that it gets.
  private func end(into release: inout StreamRelease) {
    if isStopped, !isBuffered { release.bytes += enforcer.contentFilterEvent() }
  }

  /// The stream is over, in order: what is left goes out, unless a policy objects to the whole.
  public mutating func finish(into output: inout [UInt8]) {
    guard !isStopped else { return }
    if isBuffered { note(enforcer.finish(answer: &answer, into: &held)) } else { note(enforcer.finish(answer: &answer, into: &output)) }
    checkLength()
    if !isStopped, let answer {
      let whole = UnjudgedAnswer(answer, for: chain)
      guard whole.size <= PolicyChain.shortText else {
        undecided = .whole(whole)
        return
      }
      take(whole.judge())
    }
    give(into: &output)
  }

  /// What was said of the whole: the answer goes out, or a policy objects, or something has to be asked.
  public mutating func conclude(_ judged: UnjudgedAnswer.Judged, into output: inout [UInt8]) {
    guard !isStopped, case .whole? = undecided else { return }
    undecided = nil
    take(judged)
    give(into: &output)
  }

  private mutating func take(_ judged: UnjudgedAnswer.Judged) {
    said.findings += judged.verdict.findings
    stop(judged.verdict.block)
    undecided = judged.hearing.map { .hearing($0) }
  }

  /// The replies of a hearing: the answer goes out, or a policy objects.
  public mutating func conclude(_ replies: [JudgeHearing.Reply], into output: inout [UInt8]) {
    guard !isStopped, case .hearing(let hearing)? = undecided else { return }
    undecided = nil
    let judged = chain.conclude(hearing, replies)
    said.findings = said.findings.dropLast(hearing.verdict.findings.count) + judged.findings
    said.judgements = judged.judgements
    stop(judged.block)
    give(into: &output)
  }

  private mutating func give(into output: inout [UInt8]) {
    guard undecided == nil else { return }
    if !isStopped {
      output += held
      held = []
    } else if !isBuffered {
      output += enforcer.contentFilterEvent()
    }
  }

  private mutating func stop(_ block: PolicyBlock?) {
    said.block = block
    isStopped = block != nil
  }

  private mutating func note(_ outcome: StreamEnforcer.Outcome) {
    if enforcer.hasHits {
      for entry in enforcer.takeHits() {
        said.findings += chain.findings([entry.hit], .output, location: PolicyAnswer.location(entry.lane))
      }
    }
    switch outcome {
    case .proceed: break
    case .stop(let hit): stop(chain.block(for: hit))
    case .uninspectable(let why): stop(chain.uninspectableAnswer("The answer cannot be inspected: \(why)."))
    }
  }
}
