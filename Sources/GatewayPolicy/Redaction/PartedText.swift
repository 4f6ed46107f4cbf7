/// The folded parts of one text that a model reads one behind the other, as the content of a message may come.
///
/// How they are joined is the model's affair: some templates put them one directly behind the other, some on lines of their own. So what is found in them is what each has for itself, and what both ways of joining have. What only
/// joining makes longer is not: where a part has a finding, one of the same kind that goes on into the next part does not count (`bob@example.com` in front of `Thanks`).
struct PartedText {
  /// The parts, one directly behind the other.
  let bytes: [UInt8]
  /// Where each part ends.
  let ends: [Int]

  /// Parts, as they are folded.
  init(_ parts: [[UInt8]], _ folded: inout FoldedText) {
    var ends: [Int] = []
    for part in parts {
      folded.append(part.span)
      ends.append(folded.bytes.count)
    }
    folded.finish()
    if let last = ends.indices.last { ends[last] = folded.bytes.count }
    (bytes, self.ends) = (folded.bytes, ends)
  }

  /// What a scanner finds, all of which is decided.
  func scan(_ scanner: SpanScanner) -> SpanScanner.Result { SpanScanner.Result(findings: findings(scanner), decided: bytes.count) }

  /// What a scanner finds, in the order in which ``SpanCover`` looks at it.
  private func findings(_ scanner: SpanScanner) -> [SpanFinding] {
    var own = Set<SpanFinding>()
    var start = 0
    for end in ends {
      let part = Array(bytes[start..<end])
      for finding in scanner.scan(part.span, isFinal: true).findings { own.insert(finding.moved { $0 &+ start }) }
      start = end
    }
    let lines = lines
    let joined =
      scanner.scan(bytes.span, isFinal: true).findings + scanner.scan(lines.span, isFinal: true).findings.map { $0.moved(place(ofLined:)) }
    let taken = Taken(own)
    return own.union(joined.filter { $0.end > $0.start && !taken.overlaps($0) }).sorted(by: SpanFinding.precedes)
  }

  /// What is found already, by kind.
  private struct Taken {
    /// The starts in order, each with the furthest end of all up to it.
    private var ranges: [Entity: [(start: Int, furthest: Int)]] = [:]

    init(_ findings: Set<SpanFinding>) {
      for finding in findings.sorted(by: SpanFinding.precedes) {
        ranges[finding.entity, default: []].append((finding.start, max(finding.end, ranges[finding.entity]?.last?.furthest ?? 0)))
      }
    }

    func overlaps(_ finding: SpanFinding) -> Bool {
      guard let ranges = ranges[finding.entity] else { return false }
      let count = ranges.partition { $0.start < finding.end }
      return count > 0 && ranges[count &- 1].furthest > finding.start
    }
  }

  /// The parts on lines of their own.
  private var lines: [UInt8] {
    var lines: [UInt8] = []
    var start = 0
    for (index, end) in ends.enumerated() {
      if index > 0 { lines.append(0x0a) }
      lines += bytes[start..<end]
      start = end
    }
    return lines
  }

  /// The place in ``bytes`` of a place in ``lines``.
  private func place(ofLined place: Int) -> Int {
    place &- ends.indices.dropLast().partition { ends[$0] &+ $0 < place }
  }
}

extension RandomAccessCollection where Index == Int {
  /// How many elements a condition holds for, which holds for all up to one and for none behind it.
  fileprivate func partition(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low &+ (high &- low) / 2
      if holds(self[middle]) { low = middle &+ 1 } else { high = middle }
    }
    return low &- startIndex
  }
}
