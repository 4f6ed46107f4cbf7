/// Runs detectors over a text, in one pass.
///
/// The scanner is what makes detection local: it asks every detector at every start position that the detector wants, and the answer at one position never depends on the
/// answer at another. A position is decided when no detector that was asked there looked past the known text. What is found in front of the first position that is not
/// decided is therefore what would be found in the whole text, however it goes on: see docs/streaming-redaction.md.
///
/// What makes it fast is that few detectors are asked: the beginnings of words and the marks are found 64 bytes at a time (``TextBlock``), and what stands around a beginning
/// says who can find something there (``StartRows``).
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

  /// A detector, to call without counting references, and how far it looks.
  private struct Asked {
    let detector: Unmanaged<BoundDetector>
    let lookahead: Int
  }

  private var askable: [BoundDetector] = []
  /// The same, as asking needs them.
  private var asked: [Asked] = []
  private var continuations: [ByteSet] = []
  private var asksAnySecond: [Bool] = []
  private var anchored: [Anchored] = []
  private var marks = TextBlock.Marks()
  private var rows = StartRows()

  /// The most folded bytes that a position may wait for, and so the most that are ever held back.
  public private(set) var bound = 0

  /// A scanner for detectors; their order gives the findings' ``SpanFinding/source``.
  public init(_ detectors: [any Detector]) {
    for (index, detector) in detectors.enumerated() {
      let starts = detector.starts
      let bound = BoundDetector.bound(detector)
      askable.append(bound)
      // SAFETY: `askable` keeps it for as long as the scanner is there, and copies of both go together.
      asked.append(unsafe Asked(detector: Unmanaged.passUnretained(bound), lookahead: max(1, detector.lookahead)))
      continuations.append(detector.continuation)
      asksAnySecond.append(starts.second == .all)
      self.bound = max(self.bound, detector.lookahead)
      if let anchor = detector.anchor, marks.add(anchor.mark) {
        anchored.append(Anchored(index: index, anchor: anchor))
      } else {
        rows.add(index, starts)
      }
    }
    rows.finish()
    // What is not decided may stand at the end of a run that is not over.
    bound &+= anchored.lazy.filter { !$0.anchor.isWhole }.map(\.anchor.limit).max() ?? 0
  }

  /// The bytes with which a finding goes on that says so.
  func continuation(of finding: SpanFinding) -> ByteSet { continuations[finding.source] }

  /// Whether there is nothing to look for.
  public var isEmpty: Bool { askable.isEmpty }

  /// Looks for what begins at or behind `from`. Up to ``Probe/lookbehind`` bytes in front of `from` are context.
  public func scan(_ text: Span<UInt8>, from: Int = 0, isFinal: Bool) -> Result {
    var pass = Pass(text: text, from: max(0, min(from, text.count)), isFinal: isFinal)
    walk(&pass)
    var result = Result(findings: pass.findings, decided: pass.decided)
    if result.findings.contains(where: { $0.start >= pass.decided }) { result.findings.removeAll { $0.start >= pass.decided } }
    if result.findings.count > 1 { result.findings.sort(by: SpanFinding.precedes) }
    return result
  }

  /// What one pass carries along.
  private struct Pass: ~Escapable {
    let text: Span<UInt8>
    let from: Int
    let isFinal: Bool
    var decided: Int
    var findings: [SpanFinding] = []
    var matches: [SpanMatch] = []

    @_lifetime(copy text)
    init(text: Span<UInt8>, from: Int, isFinal: Bool) {
      self.text = text
      self.from = from
      self.isFinal = isFinal
      decided = text.count
    }
  }

  private func walk(_ pass: inout Pass) {
    let count = pass.text.count
    var base = pass.from
    var wasWord = base > 0 && ByteClass.isWord(pass.text[base &- 1])
    var wasUnderscore = base > 0 && pass.text[base &- 1] == UInt8(ascii: "_")
    let hasElsewhere = rows.elsewhereFirst != ByteSet()
    while base < count {
      let block = TextBlock(pass.text, at: base, marks: marks)
      let within = block.words << 1 | (wasWord ? 1 : 0)
      wasWord = block.words >> 63 != 0
      var places = ~within | block.marks
      if rows.asksParts {
        places |= block.underscores << 1 | (wasUnderscore ? 1 : 0)
        wasUnderscore = block.underscores >> 63 != 0
      }
      if hasElsewhere { places |= elsewhere(pass.text, base) }
      if count &- base < TextBlock.size { places &= (1 << UInt64(count &- base)) &- 1 }
      places &= ~rows.idle(pass.text, block, at: base, starts: ~within)
      while places != 0 {
        let place = places.trailingZeroBitCount
        places &= places &- 1
        let position = base &+ place
        let worth = rows.worth(pass.text, at: position)
        if worth != 0, !askRows(worth, at: position, isInWord: within >> UInt64(place) & 1 != 0, &pass) {
          return stop(&pass, at: position, reached: position)
        }
        if block.marks >> UInt64(place) & 1 != 0, let start = askAnchored(at: position, &pass) {
          return stop(&pass, at: start, reached: position &+ 1)
        }
      }
      base &+= TextBlock.size
    }
    if !pass.isFinal { stop(&pass, at: count, reached: count) }
  }

  /// The places of a block at which detectors are asked that do not care about words.
  private func elsewhere(_ text: Span<UInt8>, _ base: Int) -> UInt64 {
    var places: UInt64 = 0
    for index in base..<min(base &+ TextBlock.size, text.count) where rows.elsewhereFirst.contains(text[index]) {
      places |= 1 << UInt64(index &- base)
    }
    return places
  }

  /// Asks the detectors that can find something at a position.
  /// - Returns: false when one of them cannot decide yet.
  // Not inlined, nor is the other one below: they are rare, and the loop over the starts has few registers.
  @inline(never)
  private func askRows(_ worth: UInt16, at position: Int, isInWord: Bool, _ pass: inout Pass) -> Bool {
    var asked: UInt64 = 0
    var next = rows.nextPair(from: 0, worth)
    while let pair = next {
      let fitting = rows.fitting(pass.text, at: position, pair: pair, isInWord: isInWord, isFinal: pass.isFinal)
      if fitting.first != 0, !askRows(fitting.first, pair << 1, at: position, &asked, &pass) { return false }
      if fitting.second != 0, !askRows(fitting.second, pair << 1 | 1, at: position, &asked, &pass) { return false }
      next = rows.nextPair(from: pair &+ 1, worth)
    }
    return true
  }

  private func askRows(_ fitting: UInt64, _ group: Int, at position: Int, _ asked: inout UInt64, _ pass: inout Pass) -> Bool {
    var fitting = fitting
    let isUnknown = position &+ 1 == pass.text.count && !pass.isFinal
    while fitting != 0 {
      let row = group << 6 | fitting.trailingZeroBitCount
      fitting &= ~rows.siblings[row]
      // A detector is asked once, whatever fits.
      if rows.spread[row] & asked != 0 { continue }
      asked |= rows.spread[row]
      let index = rows.detectors[row]
      let before = pass.findings.count
      if !ask(index, at: position, &pass) { return false }
      // Whether it should have been asked is known with the next byte.
      if isUnknown, !asksAnySecond[index], pass.findings.count > before { return false }
    }
    return true
  }

  /// Asks the detectors whose mark stands at a position, at the beginning of the run in front of it.
  /// - Returns: the start that cannot be decided yet, if there is one.
  @inline(never)
  private func askAnchored(at mark: Int, _ pass: inout Pass) -> Int? {
    for one in anchored where isMark(one.anchor, at: mark, pass) {
      let start = runStart(pass.text, endingAt: mark, one.anchor)
      if start < mark, start >= pass.from, !ask(one.index, at: start, &pass) { return start }
    }
    return nil
  }

  private func ask(_ index: Int, at start: Int, _ pass: inout Pass) -> Bool {
    let asked = asked[index]
    var probe = Probe(pass.text, at: start, lookahead: asked.lookahead, isFinal: pass.isFinal)
    // SAFETY: `askable` keeps it.
    unsafe asked.detector._withUnsafeGuaranteedRef { $0.detect(&probe, &pass.matches) }
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

  /// Notes how far everything is decided, when the pass ends at a position: the text's end, or a start that is not decided. Marks in front of `reached` have asked.
  private func stop(_ pass: inout Pass, at position: Int, reached: Int) {
    pass.decided = position
    for one in anchored {
      let start = runStart(pass.text, endingAt: position, one.anchor)
      guard start < position, start >= pass.from else { continue }
      if !isDecided(one, runFrom: start, reached, &pass) { pass.decided = min(pass.decided, start) }
    }
  }

  /// Whether the run in hand at a pass's end has no mark, and will have none, or its detector can decide at its beginning.
  private func isDecided(_ one: Anchored, runFrom start: Int, _ reached: Int, _ pass: inout Pass) -> Bool {
    let end = runEnd(pass.text, from: start, one.anchor)
    if end < reached { return true }
    // The mark of a run that is too long asks at a later start, or not at all.
    if end &- start > one.anchor.limit { return one.anchor.isWhole }
    if end < pass.text.count { return !isMark(one.anchor, at: end, pass) || ask(one.index, at: start, &pass) }
    return one.anchor.isWhole && findsNothing(one.index, at: start, &pass)
  }

  /// Whether a detector would find nothing at a start, however the text goes on.
  private func findsNothing(_ index: Int, at start: Int, _ pass: inout Pass) -> Bool {
    let before = pass.findings.count
    let isDecided = ask(index, at: start, &pass)
    defer { pass.findings.removeLast(pass.findings.count - before) }
    return isDecided && pass.findings.count == before
  }

  /// Whether a mark stands at a position, and what may stand behind it.
  private func isMark(_ anchor: RunAnchor, at position: Int, _ pass: borrowing Pass) -> Bool {
    guard pass.text[position] == anchor.mark else { return false }
    let next = position &+ 1
    if next == pass.text.count { return !pass.isFinal || anchor.behind.contains(0) }
    return anchor.behind.contains(pass.text[next])
  }

  /// Where the run begins that ends in front of a position, as far as it matters; the position itself if there is none that does.
  private func runStart(_ text: Span<UInt8>, endingAt position: Int, _ anchor: RunAnchor) -> Int {
    var start = position
    while start > 0, position &- start < anchor.limit, anchor.run.contains(text[start &- 1]) { start &-= 1 }
    if anchor.isWhole, start > 0, anchor.run.contains(text[start &- 1]) { return position }
    return start
  }

  /// Where a run ends that begins at a position, or goes on there: the text's end, or one byte behind the limit, if it is not over.
  private func runEnd(_ text: Span<UInt8>, from start: Int, _ anchor: RunAnchor) -> Int {
    var end = start
    while end < text.count, end &- start <= anchor.limit, anchor.run.contains(text[end]) { end &+= 1 }
    return end
  }
}
