/// Redacts one lane of an answer while it comes in: a value without I/O and clock.
///
/// Whatever the pieces are in which a text comes, what ``take(upTo:)`` gives, joined, is the redaction of the whole text, and it never gives a byte of a span that is
/// redacted in the end. Not more than ``SpanPlan/bound`` folded bytes are ever undecided. docs/streaming-redaction.md has the argument.
///
/// Buffered: the bytes that were not taken yet, and ``Probe/lookbehind`` folded bytes in front of them.
public struct LaneEnforcer: Sendable {
  private let plan: SpanPlan
  /// What shows.
  private var shown: LaneReading
  /// What tag characters spell, from the first one on.
  private var tagged: LaneReading?
  /// The bytes of the text from ``taken`` on.
  private var text: [UInt8] = []
  private var textStart = 0
  private var cover = SpanCover()
  /// A slice, for many may be taken from a text with many parts one by one.
  private var replacements: ArraySlice<Replacement> = []
  private var isFinished = false
  private var lastRange = 0..<0
  private var quotes: JSONQuoteTracker?
  /// Findings that go on, as far as the text is known.
  private var runs: [LaneRun] = []
  private var runCount = 0
  /// The folded offset up to which a finding of a detector is known to go on. What it finds in front of that goes no further.
  private var furthest: [LaneRun.Origin: Int] = [:]
  /// Whether the text came as a whole.
  private var isWhole = false

  /// The end of what was received, in bytes of the text as it came.
  public private(set) var received = 0
  /// Everything in front of it is decided and can be taken.
  public private(set) var decided = 0
  /// Everything in front of it was taken.
  public private(set) var taken = 0

  /// An enforcer for a lane; `isJSON` when the lane's text is JSON source: the arguments of a tool call.
  public init(_ plan: SpanPlan, isJSON: Bool = false) {
    self.plan = plan
    if isJSON { quotes = JSONQuoteTracker() }
    shown = LaneReading(FoldedText(isJSON: isJSON))
  }

  /// The hit that ends the answer; nothing from its start on is ever given.
  public var stop: SpanHit? { cover.stop }

  /// Whether something was found since the last time.
  var hasHits: Bool { cover.hasHits }

  /// What was found since the last time.
  public mutating func takeHits() -> [SpanHit] { cover.takeHits() }

  /// Takes the next piece of the text. The vault gets the values that a policy redacts reversibly.
  public mutating func receive(_ piece: Span<UInt8>, vault: inout PlaceholderVault) {
    append(piece.bytes)
    decide(vault: &vault)
  }

  /// Takes the next piece of the text without looking at it: ``decide(vault:)`` looks at all pieces since the last time together.
  mutating func append(_ piece: RawSpan) {
    guard !isFinished, !piece.isEmpty else { return }
    forgetText()
    text.append(piece)
    received &+= piece.byteCount
    shown.folded.append(piece)
    if tagged == nil { readTags() } else { tagged?.folded.append(piece) }
  }

  /// Begins to read what tag characters spell, if there is one: nothing behind the first one is decided yet.
  private mutating func readTags() {
    guard let first = shown.folded.firstTag else { return }
    var folded = FoldedText(tagsOf: quotes != nil, from: first)
    folded.append(Array(slice(first..<received)).span)
    tagged = LaneReading(folded)
  }

  /// Decides what can be decided of what was received.
  mutating func decide(vault: inout PlaceholderVault) {
    guard !isFinished else { return }
    scan(&vault)
  }

  /// Takes a whole text: nothing comes before or after it.
  mutating func receiveWhole(_ whole: Span<UInt8>, vault: inout PlaceholderVault) {
    guard !isFinished else { return }
    isFinished = true
    isWhole = true
    text.append(whole)
    received &+= whole.count
    shown.folded.append(whole)
    readTags()
    finishReadings()
    scan(&vault)
  }

  /// Takes a whole text in its parts: what is found is what they have each for itself, and together.
  mutating func receiveWhole(_ parts: [[UInt8]], vault: inout PlaceholderVault) {
    guard !isFinished else { return }
    isFinished = true
    isWhole = true
    for part in parts {
      text += part
      received &+= part.count
    }
    shown.take(PartedText(parts, &shown.folded).scan(plan.scanner))
    if shown.folded.firstTag != nil {
      var folded = FoldedText(tagsOf: false, from: 0)
      let hidden = PartedText(parts, &folded).scan(plan.scanner)
      tagged = LaneReading(folded)
      tagged?.take(hidden)
    }
    settle(&vault)
  }

  /// The text is over: everything is decided.
  public mutating func finish(vault: inout PlaceholderVault) {
    guard !isFinished else { return }
    isFinished = true
    finishReadings()
    scan(&vault)
  }

  private mutating func finishReadings() {
    shown.folded.finish()
    tagged?.folded.finish()
  }

  private mutating func scan(_ vault: inout PlaceholderVault) {
    guard cover.stop == nil else { return }
    shown.scan(plan.scanner, isFinal: isFinished)
    tagged?.scan(plan.scanner, isFinal: isFinished)
    if !runs.isEmpty { advanceRuns() }
    settle(&vault)
  }

  /// The end of the text that is folded.
  private var known: Int { isFinished ? received : shown.folded.originalCount }

  /// Covers what was found in both readings, by its start in the text as it came, as far as both are decided.
  private mutating func settle(_ vault: inout PlaceholderVault) {
    decided = shown.decided(known: known)
    if let tagged { decided = min(decided, tagged.decided(known: known)) }
    addInOrder(shown.findings(before: decided)[...], (tagged?.findings(before: decided) ?? [])[...], &vault)
    replacements += cover.takeReplacements()
    if let stop = cover.stop { decided = min(decided, stop.range.lowerBound) }
    forget()
  }

  /// Adds what both readings have found, by its start in the text as it came.
  private mutating func addInOrder(_ found: ArraySlice<SpanFinding>, _ hidden: ArraySlice<SpanFinding>, _ vault: inout PlaceholderVault) {
    var (found, hidden) = (found, hidden)
    while let next = found.first ?? hidden.first {
      let isHidden = found.isEmpty || hidden.first.map { place($0, .tags) < place(next, .shown) } ?? false
      if isHidden { add(hidden.removeFirst(), .tags, &vault) } else { add(found.removeFirst(), .shown, &vault) }
    }
  }

  /// Where a finding of a reading begins in the text as it came.
  private func place(_ finding: SpanFinding, _ kind: LaneReading.Kind) -> Int { reading(kind).folded.originalStart(finding.start) }

  /// A reading that has findings.
  private func reading(_ kind: LaneReading.Kind) -> LaneReading {
    switch kind {
    case .shown: shown
    case .tags: tagged ?? shown
    }
  }

  private mutating func add(_ finding: SpanFinding, _ kind: LaneReading.Kind, _ vault: inout PlaceholderVault) {
    let claims = plan.claims(on: finding)
    guard !claims.isEmpty, let range = reading(kind).range(of: finding) else { return }
    var found = SpanCover.Found(range: range, value: slice(range), score: finding.score)
    let origin = LaneRun.Origin(reading: kind, source: finding.source)
    guard finding.continues, finding.end > furthest[origin] ?? 0 else { return cover.add(found, claims: claims, vault: &vault) }
    runCount &+= 1
    var run = LaneRun(number: runCount, origin: origin, bytes: plan.scanner.continuation(of: finding), position: finding.end)
    found.run = run.number
    if isWhole { found.whole = slice(range.lowerBound..<max(range.upperBound, end(of: &run))) }
    cover.add(found, claims: claims, vault: &vault)
    advance(&run)
  }

  private mutating func advanceRuns() {
    let open = runs
    runs = []
    for var run in open { advance(&run) }
  }

  /// Follows a run to its end, or to the end of what is known, and removes what belongs to it.
  private mutating func advance(_ run: inout LaneRun) {
    let end = end(of: &run)
    let rest = slice(cover.uncovered(upTo: end))
    cover.extend(run.number, to: end, rest: rest)
    furthest[run.origin] = max(furthest[run.origin] ?? 0, run.position)
    if run.position == reading(run.origin.reading).folded.bytes.count { runs.append(run) }
  }

  /// Follows a run, and says where it ends in the text as it came. What is invisible behind a byte of the run goes away as it comes, too.
  private func end(of run: inout LaneRun) -> Int {
    reading(run.origin.reading).end(of: run.bytes, from: &run.position, known: known)
  }

  private func slice(_ range: Range<Int>) -> ArraySlice<UInt8> {
    let lower = min(max(range.lowerBound &- textStart, 0), text.count)
    return text[lower..<min(max(range.upperBound &- textStart, lower), text.count)]
  }

  private mutating func forget() {
    forget(shown.forget(), of: .shown)
    forget(tagged?.forget() ?? 0, of: .tags)
  }

  private mutating func forget(_ spare: Int, of kind: LaneReading.Kind) {
    guard spare > 0 else { return }
    for index in runs.indices where runs[index].origin.reading == kind { runs[index].position &-= spare }
    for origin in furthest.keys where origin.reading == kind { furthest[origin, default: 0] &-= spare }
  }

  /// What a range of the text becomes.
  public enum Piece: Hashable, Sendable {
    /// The bytes as they came; ``LaneEnforcer/lastTaken`` has them.
    case unchanged
    /// Other bytes, maybe none.
    case changed([UInt8])
  }

  /// Whether something in front of an offset will not be given as it came.
  func changes(before offset: Int) -> Bool { (replacements.first?.range.lowerBound ?? .max) < offset }

  /// Whether a range of the text is what comes next, is decided, and is given as it came.
  func isClear(_ range: Range<Int>) -> Bool {
    decided >= range.upperBound && taken == range.lowerBound && !changes(before: range.upperBound)
  }

  /// Takes text that ``isClear(_:)`` has been said of, and that the caller has.
  mutating func pass(upTo offset: Int) {
    let end = min(offset, decided)
    guard end > taken else { return }
    if quotes != nil {
      let kept = slice(taken..<end)
      quotes?.pass(kept)
    }
    lastRange = taken..<end
    drop(upTo: end)
  }

  /// Gives the text from where it was taken last up to an offset, which must be decided (else it gives what is).
  public mutating func take(upTo offset: Int) -> Piece {
    let end = min(offset, decided)
    guard end > taken else { return .changed([]) }
    lastRange = taken..<end
    defer { drop(upTo: end) }
    guard changes(before: end) else {
      let kept = slice(taken..<end)
      quotes?.pass(kept)
      return .unchanged
    }
    var result: [UInt8] = []
    var position = taken
    var used = 0
    for replacement in replacements {
      guard replacement.range.lowerBound < end else { break }
      keep(position..<max(position, replacement.range.lowerBound), in: &result)
      if replacement.range.lowerBound >= position { result += quotes?.written(replacement.text) ?? replacement.text }
      let next = max(position, min(replacement.range.upperBound, end))
      let removed = slice(max(position, replacement.range.lowerBound)..<next)
      quotes?.pass(removed)
      position = next
      if replacement.range.upperBound > end { break }
      used &+= 1
    }
    keep(position..<max(position, end), in: &result)
    replacements.removeFirst(used)
    // The marker of a span that goes on stands where the span began.
    if let open = replacements.first, open.range.lowerBound < end {
      replacements[replacements.startIndex] = Replacement(range: end..<open.range.upperBound, text: [])
    }
    return .changed(result)
  }

  private mutating func keep(_ range: Range<Int>, in result: inout [UInt8]) {
    let kept = slice(range)
    quotes?.pass(kept)
    result += kept
  }

  /// What ``take(upTo:)`` gave last, as it came. Holds until the next piece is received.
  var lastTaken: [UInt8] { Array(slice(lastRange)) }

  private mutating func drop(upTo end: Int) { taken = end }

  /// Drops text that was taken. A finding that is not decided yet lies behind it.
  private mutating func forgetText() {
    let spare = taken &- textStart
    guard spare == text.count || spare > 1024 && spare > text.count / 2 else { return }
    text.removeFirst(spare)
    textStart = taken
  }
}
