/// One of the two readings of a lane's text, and how far it is scanned: what shows, or what tag characters spell.
struct LaneReading: Sendable {
  /// What is read.
  enum Kind: Sendable { case shown, tags }

  /// The text as it is read.
  var folded: FoldedText
  /// The folded offset in front of which everything is decided in this reading.
  private var scanned = 0
  /// What was found in front of it and was not taken yet, by its start: the other reading may be behind.
  private var waiting: [SpanFinding] = []

  /// A reading of which nothing is scanned.
  init(_ folded: FoldedText) { self.folded = folded }

  /// Looks for what begins behind what is decided.
  mutating func scan(_ scanner: SpanScanner, isFinal: Bool) { take(scanner.scan(folded.bytes.span, from: scanned, isFinal: isFinal)) }

  /// Takes over what was found behind what was decided.
  mutating func take(_ result: SpanScanner.Result) {
    if !result.findings.isEmpty { waiting += result.findings }
    scanned = result.decided
  }

  /// The place in the text as it came, of which `known` is the end, in front of which everything is decided.
  func decided(known: Int) -> Int { scanned < folded.bytes.count ? folded.originalStart(scanned) : known }

  /// Takes the findings that begin in front of an offset of the text as it came.
  mutating func findings(before offset: Int) -> [SpanFinding] {
    let count = waiting.firstIndex { folded.originalStart($0.start) >= offset } ?? waiting.count
    if count == 0 { return [] }
    defer { waiting.removeFirst(count) }
    return Array(waiting.prefix(count))
  }

  /// Where a finding stands in the text as it came; nil for one that goes over the end of what tag characters spell.
  func range(of finding: SpanFinding) -> Range<Int>? {
    guard finding.end > finding.start, !folded.readsTags || !folded.bytes[finding.start..<finding.end].contains(0) else { return nil }
    return folded.originalStart(finding.start)..<folded.originalEnd(finding.end &- 1)
  }

  /// Goes on over bytes of a set, and says where they end in the text as it came, of which `known` is the end. What is invisible behind them belongs to them.
  func end(of bytes: ByteSet, from position: inout Int, known: Int) -> Int {
    // A NUL is where the text ends for detectors.
    while position < folded.bytes.count, folded.bytes[position] != 0, bytes.contains(folded.bytes[position]) { position &+= 1 }
    guard position < folded.bytes.count else { return known }
    return max(folded.originalStart(position), folded.originalEnd(position &- 1))
  }

  /// Drops folded text that no detector can look back to. Not at every piece: moving memory costs.
  /// - Returns: how many bytes.
  mutating func forget() -> Int {
    let spare = min(scanned, waiting.first?.start ?? scanned) &- Probe.lookbehind
    guard spare > 1024, spare > folded.bytes.count / 2 else { return 0 }
    folded.removeFirst(spare)
    scanned &-= spare
    for index in waiting.indices { waiting[index] = waiting[index].moved { $0 &- spare } }
    return spare
  }
}

/// A finding that goes on behind its end for as long as the bytes are those of a set.
struct LaneRun: Sendable {
  /// The reading and the detector of a finding.
  struct Origin: Hashable, Sendable {
    let reading: LaneReading.Kind
    let source: Int
  }

  let number: Int
  let origin: Origin
  let bytes: ByteSet
  /// The folded offset up to which it is known to go on.
  var position: Int
}
