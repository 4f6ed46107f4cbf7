/// Runs detectors over a text, in one pass.
///
/// The scanner is what makes detection local: it asks every detector at every start position that the detector wants, and the answer at one position never depends on the
/// answer at another. A position is decided when no detector that was asked there looked past the known text. What is found in front of the first position that is not
/// decided is therefore what would be found in the whole text, however it goes on: see docs/streaming-redaction.md.
public struct SpanScanner: Sendable {
  /// What a pass over a text has found.
  public struct Result: Sendable {
    /// The findings that begin in front of ``decided``, by their start, longer ones first.
    public var findings: [SpanFinding] = []
    /// The first position at which something may begin that is not decided yet; the text's end if nothing may.
    public var decided = 0
  }

  private struct Anchored {
    let index: Int
    let anchor: RunAnchor
  }

  /// What a detector does, bound once: asking it costs no copy of its existential.
  private var detect: [@Sendable (inout Probe, inout [SpanMatch]) -> Void] = []
  private var lookaheads: [Int] = []
  private var continuations: [ByteSet] = []
  private var asksAnySecond: [Bool] = []
  private var anchored: Anchored?
  private var isRun: [Bool] = []
  /// Who is asked at a word's start, and elsewhere.
  private var atWords = StartTable()
  private var elsewhere = StartTable()

  /// The most folded bytes that a position may wait for, and so the most that are ever held back.
  public private(set) var bound = 0

  /// A scanner for detectors; their order gives the findings' ``SpanFinding/source``. At most one of them can have an anchor.
  public init(_ detectors: [any Detector]) {
    for (index, detector) in detectors.enumerated() {
      let starts = detector.starts
      detect.append(Self.bound(detector))
      lookaheads.append(max(1, detector.lookahead))
      continuations.append(detector.continuation)
      asksAnySecond.append(starts.second == .all)
      bound = max(bound, detector.lookahead)
      if let anchor = detector.anchor, anchored == nil {
        anchored = Anchored(index: index, anchor: anchor)
        isRun = (0...255).map { anchor.run.contains($0) }
      } else {
        atWords.add(UInt16(index), starts)
        if starts.boundary == .none { elsewhere.add(UInt16(index), starts) }
      }
    }
    atWords.finish()
    elsewhere.finish()
    if let anchored { bound &+= anchored.anchor.limit }
  }

  private static func bound<Found: Detector>(_ detector: Found) -> @Sendable (inout Probe, inout [SpanMatch]) -> Void {
    { probe, matches in detector.detect(&probe, &matches) }
  }

  /// The bytes with which a finding goes on that says so.
  func continuation(of finding: SpanFinding) -> ByteSet { continuations[finding.source] }

  /// Whether there is nothing to look for.
  public var isEmpty: Bool { detect.isEmpty }

  /// Looks for what begins at or behind `from`. Up to ``Probe/lookbehind`` bytes in front of `from` are context.
  public func scan(_ text: Span<UInt8>, from: Int = 0, isFinal: Bool) -> Result {
    var pass = Pass(text: text, from: max(0, min(from, text.count)), isFinal: isFinal)
    if let anchored { pass.runStart = runStart(text, at: pass.position, anchored) }
    walk(&pass)
    var result = Result(findings: pass.findings, decided: pass.decided)
    if result.findings.contains(where: { $0.start >= pass.decided }) { result.findings.removeAll { $0.start >= pass.decided } }
    if result.findings.count > 1 { result.findings.sort(by: SpanFinding.precedes) }
    return result
  }

  /// What one pass carries along.
  private struct Pass: ~Escapable {
    let text: Span<UInt8>
    let isFinal: Bool
    var position: Int
    var runStart = 0
    var decided: Int
    var findings: [SpanFinding] = []
    var matches: [SpanMatch] = []

    @_lifetime(copy text)
    init(text: Span<UInt8>, from: Int, isFinal: Bool) {
      self.text = text
      self.isFinal = isFinal
      position = from
      decided = text.count
    }
  }

  private func walk(_ pass: inout Pass) {
    let text = pass.text
    let count = text.count
    let isRun = isRun
    let hasElsewhere = !elsewhere.isEmpty
    var isInWord = pass.position > 0 && ByteClass.isWord(text[pass.position &- 1])
    var byte: UInt8 = pass.position < count ? text[pass.position] : 0
    while pass.position < count {
      let behind = pass.position &+ 1
      let next = behind < count ? text[behind] : 0
      if !isInWord || hasElsewhere {
        let isUnknown = behind == count && !pass.isFinal
        let list = (isInWord ? elsewhere : atWords).list(byte, next, isUnknown: isUnknown)
        if list != 0, !ask((isInWord ? elsewhere : atWords).members(list), isUnknown, &pass) { return stop(&pass) }
      }
      if let anchored, !isRun[Int(byte)] {
        if byte == anchored.anchor.mark, pass.runStart < pass.position {
          let start = max(pass.runStart, pass.position &- anchored.anchor.limit)
          if !ask(anchored.index, at: start, &pass) { return stop(&pass, at: start) }
        }
        pass.runStart = behind
      }
      isInWord = ByteClass.isWord(byte)
      pass.position = behind
      byte = next
    }
    stop(&pass)
  }

  /// Asks the detectors of a list at the pass's position.
  /// - Returns: false when one of them cannot decide yet.
  private func ask(_ list: [UInt16], _ isUnknown: Bool, _ pass: inout Pass) -> Bool {
    for index in list {
      let before = pass.findings.count
      if !ask(Int(index), at: pass.position, &pass) { return false }
      // Whether it should have been asked is known with the next byte.
      if isUnknown, !asksAnySecond[Int(index)], pass.findings.count > before { return false }
    }
    return true
  }

  private func ask(_ index: Int, at start: Int, _ pass: inout Pass) -> Bool {
    var probe = Probe(pass.text, at: start, lookahead: lookaheads[index], isFinal: pass.isFinal)
    detect[index](&probe, &pass.matches)
    if pass.matches.isEmpty { return !probe.lookedPastEnd }
    defer { pass.matches.removeAll(keepingCapacity: true) }
    if probe.lookedPastEnd { return false }
    for match in pass.matches where match.length > 0 && match.length <= pass.text.count &- start {
      pass.findings.append(
        SpanFinding(
          start: start, end: start &+ match.length, entity: match.entity, score: match.score, source: index,
          continues: match.continues))
    }
    return true
  }

  /// Notes how far everything is decided, when the pass ends at its position (the text's end, or a start that is not decided).
  private func stop(_ pass: inout Pass, at start: Int? = nil) {
    pass.decided = start ?? pass.position
    // The run in hand may still turn out to be in front of its mark.
    guard let anchored, start == nil, !pass.isFinal || pass.position < pass.text.count, pass.runStart < pass.position else { return }
    pass.decided = min(pass.decided, max(pass.runStart, pass.position &- anchored.anchor.limit))
  }

  /// Where the run that a position is in begins, as far as it matters.
  private func runStart(_ text: Span<UInt8>, at position: Int, _ anchored: Anchored) -> Int {
    var start = position
    while start > 0, position &- start < anchored.anchor.limit, isRun[Int(text[start &- 1])] { start &-= 1 }
    return start
  }
}

/// A span of a text that a detector objects to.
public struct SpanFinding: Hashable, Sendable {
  /// The first folded byte.
  public var start: Int
  /// Behind the last one.
  public var end: Int
  /// What it is.
  public let entity: Entity
  /// How sure it is, 0 to 100.
  public let score: Int
  /// The index of the detector among those of the scanner.
  public let source: Int
  /// Whether it goes on behind its end: ``SpanMatch/continues``.
  public let continues: Bool

  /// By start, longer ones first, then surer ones, then in the order of the detectors: the order in which ``SpanCover`` looks at them.
  static func precedes(_ one: SpanFinding, _ other: SpanFinding) -> Bool {
    if one.start != other.start { return one.start < other.start }
    if one.end != other.end { return one.end > other.end }
    if one.score != other.score { return one.score > other.score }
    if one.source != other.source { return one.source < other.source }
    return one.entity.rawValue < other.entity.rawValue
  }
}
