import GatewayPolicy

/// Finds a literal, whole words only if asked.
struct LiteralDetector: Detector {
  let literal: [UInt8]
  let boundary: StartSet.Boundary
  var entity = Entity.custom

  init(_ literal: String, _ boundary: StartSet.Boundary = .none, _ entity: Entity = .custom) {
    self.literal = Array(literal.utf8)
    self.boundary = boundary
    self.entity = entity
  }

  var entities: [Entity] { [entity] }
  var starts: StartSet {
    var first = ByteSet()
    first.insert(literal[0])
    return StartSet(boundary, first: first)
  }
  var lookahead: Int { literal.count + (boundary == .word ? 1 : 0) }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    for (offset, byte) in literal.enumerated() where probe[offset] != byte { return }
    if boundary == .word, ByteClass.isWord(probe[literal.count]) { return }
    matches.append(SpanMatch(entity, length: literal.count, score: 100))
  }
}

/// Finds runs of `least` or more bytes of a set; a run of `most` is cut there.
struct RunDetector: Detector {
  let set: ByteSet
  let least: Int
  let most: Int
  var boundary = StartSet.Boundary.word

  var entities: [Entity] { [.custom] }
  var starts: StartSet { StartSet(boundary, first: set, second: least > 1 ? set : .all) }
  var lookahead: Int { most }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    var length = 0
    while length < most, set.contains(probe[length]) { length += 1 }
    if length >= least { matches.append(SpanMatch(.custom, length: length, score: 100)) }
  }
}

/// Finds runs of `a` and `1`, of which it sees `limit`: what is longer goes on.
struct EndlessDetector: Detector {
  var limit = 2
  var boundary = StartSet.Boundary.word
  var continuation: ByteSet { ByteSet("a1") }

  var entities: [Entity] { [.url] }
  var starts: StartSet { StartSet(boundary, first: ByteSet("a")) }
  var lookahead: Int { limit }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    var length = 0
    while length < limit, continuation.contains(probe[length]) { length += 1 }
    if length == limit { matches.append(SpanMatch(.url, length: length, score: 100, continues: true)) }
  }
}

/// Finds what has an `@` in it, as an e-mail address has.
struct AnchoredDetector: Detector {
  var entities: [Entity] { [.email] }
  var starts: StartSet { StartSet(first: ByteSet()) }
  var anchor: RunAnchor? { RunAnchor(run: ByteSet("ab1"), mark: 0x40, limit: 3) }
  var lookahead: Int { 8 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    var length = 0
    while length < 4, probe[length] != 0x40 { length += 1 }
    guard probe[length] == 0x40, ByteClass.isAlphanumeric(probe[length + 1]) else { return }
    length += 2
    while length < 8, ByteClass.isAlphanumeric(probe[length]) { length += 1 }
    matches.append(SpanMatch(.email, length: length, score: 100))
  }
}

/// A detector that has no sense at all: what it finds, and how far it looks, follows from a hash of what it has seen.
struct SenselessDetector: Detector {
  let seed: UInt64
  let lookahead: Int
  let boundary: StartSet.Boundary
  /// What its longest matches go on with.
  var continuation = ByteSet()

  var entities: [Entity] { [.custom] }
  var starts: StartSet {
    StartSet(
      boundary, first: ByteSet { "ab1 @-".utf8.contains($0) && UInt64($0) &* 7 &+ seed & 3 != 0 },
      second: seed & 8 == 0 ? .all : ByteSet { UInt64($0) ^ seed & 1 != 0 })
  }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    var hash = seed ^ UInt64(probe[-1]) &* 31 ^ UInt64(probe[-2]) &* 57
    var offset = 0
    while offset < lookahead {
      hash = (hash ^ UInt64(probe[offset])) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 29
      offset += 1
      if hash & 7 == 0 { matches.append(SpanMatch(.custom, length: offset, score: Int(hash >> 32 & 127), continues: offset == lookahead)) }
      if hash & 3 == 1 { return }
    }
  }
}
