/// One of the two readings of a lane's text, and how far it is scanned: what shows, or what tag characters spell.
struct LaneReading: Sendable {
  /// The text as it is read.
  var folded: FoldedText
  /// The folded offset in front of which everything is decided.
  var scanned = 0

  /// A reading of which nothing is scanned.
  init(_ folded: FoldedText) { self.folded = folded }

  /// What is found behind what is decided.
  func scan(_ scanner: SpanScanner, isFinal: Bool) -> SpanScanner.Result {
    scanner.scan(folded.bytes.span, from: scanned, isFinal: isFinal)
  }

  /// Where a folded offset lies in the text as it came, of which `known` is the end.
  func place(_ offset: Int, known: Int) -> Int { offset < folded.bytes.count ? folded.originalStart(offset) : known }

  /// Everything in front of an offset of the text as it came is decided.
  mutating func decide(upTo offset: Int) {
    let first = scanned
    scanned = folded.bytes.count
    while scanned > first, folded.originalStart(scanned &- 1) >= offset { scanned &-= 1 }
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
    let spare = scanned &- Probe.lookbehind
    guard spare > 1024, spare > folded.bytes.count / 2 else { return 0 }
    folded.removeFirst(spare)
    scanned &-= spare
    return spare
  }
}

/// A finding that goes on behind its end for as long as the bytes are those of a set.
struct LaneRun: Sendable {
  /// The reading and the detector of a finding.
  struct Origin: Hashable, Sendable {
    let isTagged: Bool
    let source: Int
  }

  let number: Int
  let origin: Origin
  let bytes: ByteSet
  /// The folded offset up to which it is known to go on.
  var position: Int
}
