/// Finds terms of the configuration: without regard to case, as whole words, with any white space between the words of a term, and, if wanted, with typing errors.
struct TermDetector: Detector {
  private let terms: [[UInt8]]
  private let byFirst: [[Int]]
  private let maxDistance: Int
  private let longest: Int
  /// How the terms begin. With errors they may begin as they like.
  private let shapes: [StartShape]

  init(_ terms: [String], maxDistance: Int) {
    self.maxDistance = maxDistance
    self.terms = terms.map(Self.normalized).filter { !$0.isEmpty }
    longest = (self.terms.map(\.count).max() ?? 0) &+ maxDistance
    var byFirst = [[Int]](repeating: [], count: 256)
    for (index, term) in self.terms.enumerated() {
      // A typing error may be in the first letter.
      let firsts = Self.isFuzzy(term, maxDistance) ? Array(UInt8(1)...UInt8(255)) : [term[0]]
      for byte in firsts { byFirst[Int(byte)].append(index) }
    }
    self.byFirst = byFirst
    let isFuzzy = self.terms.contains { Self.isFuzzy($0, maxDistance) }
    shapes = isFuzzy ? [] : StartShape.beginnings(of: self.terms.map(Self.beginning))
  }

  /// Folded, in lower case, with single blanks.
  static func normalized(_ term: String) -> [UInt8] {
    var folded = FoldedText()
    folded.append(Array(term.utf8).span)
    folded.finish()
    return Array(folded.bytes.split { ByteClass.isSpace($0) }.map { $0.map(ByteClass.lowered) }.joined(separator: [0x20]))
  }

  /// A short term with errors could be anything: one error needs four letters, two need seven, and so on.
  static func distance(_ term: [UInt8], _ most: Int) -> Int { min(most, max(0, (term.count - 1) / 3)) }
  private static func isFuzzy(_ term: [UInt8], _ most: Int) -> Bool { distance(term, most) > 0 }

  var entities: [Entity] { [.custom] }
  var starts: StartSet {
    var first = ByteSet()
    for byte in UInt8.min...UInt8.max where !byFirst[Int(ByteClass.lowered(byte))].isEmpty && byte > 0x20 { first.insert(byte) }
    return StartSet(.word, first: first, shapes: shapes)
  }
  var lookahead: Int { longest &* 2 &+ 2 }

  /// The first bytes of a term, in either case; behind a blank may stand more white space, and so anything.
  private static func beginning(_ term: [UInt8]) -> [ByteSet] {
    let word = term.prefix(StartShape.reach).prefix { $0 != 0x20 }
    let bytes = word.map { byte in ByteSet { ByteClass.lowered($0) == byte } }
    return word.count < min(term.count, StartShape.reach) ? bytes + [ByteSet(where: ByteClass.isSpace)] : bytes
  }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    var best = 0
    for index in byFirst[Int(ByteClass.lowered(probe[0]))] {
      let term = terms[index]
      let allowed = Self.distance(term, maxDistance)
      let length = allowed == 0 ? exact(term, &probe) : fuzzy(term, allowed, &probe)
      best = max(best, length ?? 0)
    }
    if best > 0 { matches.append(SpanMatch(.custom, length: best, score: 100)) }
  }

  private func exact(_ term: [UInt8], _ probe: inout Probe) -> Int? {
    var offset = 0
    for byte in term {
      if byte == 0x20 {
        let space = probe.run(from: offset, limit: longest, where: ByteClass.isSpace)
        guard space > 0 else { return nil }
        offset &+= space
      } else {
        guard ByteClass.lowered(probe[offset]) == byte else { return nil }
        offset &+= 1
      }
    }
    if let last = term.last, ByteClass.isWord(last), ByteClass.isWord(probe[offset]) { return nil }
    return offset
  }

  /// The longest text from the start on that ends with a word's end and differs from the term by no more than the distance (Levenshtein, in a band).
  private func fuzzy(_ term: [UInt8], _ allowed: Int, _ probe: inout Probe) -> Int? {
    let width = term.count
    var row = Array(0...width)
    var offset = 0
    var best: Int?
    while offset < lookahead &- 1 {
      let byte = probe[offset]
      guard byte != 0 else { break }
      // Any run of white space is one blank.
      if ByteClass.isSpace(byte), offset > 0, ByteClass.isSpace(probe[offset &- 1]) {
        offset &+= 1
        continue
      }
      let lowered = ByteClass.isSpace(byte) ? 0x20 : ByteClass.lowered(byte)
      var diagonal = row[0]
      row[0] = offset &+ 1
      for column in 1...width {
        let substitution = diagonal &+ (term[column &- 1] == lowered ? 0 : 1)
        diagonal = row[column]
        row[column] = min(substitution, min(row[column], row[column &- 1]) &+ 1)
      }
      offset &+= 1
      guard row.min() ?? 0 <= allowed else { break }
      if row[width] <= allowed, ByteClass.isWord(byte), !ByteClass.isWord(probe[offset]) { best = offset }
    }
    return best
  }
}
