/// Keys and tokens of the common providers, by the prefixes they are issued with: one detector for each first byte, so that few words are asked about.
///
/// A prefix begins a word, or stands behind an underscore (`key_AKIA…`). What may have any length goes on to the end of its alphabet's bytes.
struct KeyDetector: Detector {
  private let first: UInt8
  /// Those that begin so.
  private let formats: [KeyFormat]

  /// One for each first byte that a prefix has.
  static let all: [KeyDetector] = (UInt8.min...UInt8.max).filter { !KeyFormat.byFirst[Int($0)].isEmpty }.map(KeyDetector.init(first:))

  private init(first: UInt8) {
    self.first = first
    formats = KeyFormat.byFirst[Int(first)]
  }

  var entities: [Entity] { [.secret] }
  var starts: StartSet {
    var second = ByteSet()
    for format in formats where format.prefix.count > 1 { second.insert(format.prefix[1]) }
    let words = formats.map { format in
      format.prefix.map { ByteSet($0) } + Array(repeating: format.alphabet.bytes, count: StartShape.reach)
    }
    return StartSet(.part, first: ByteSet(first), second: second, shapes: StartShape.beginnings(of: words))
  }
  /// The longest prefix and the longest rest.
  var lookahead: Int { 260 }
  var continuation: ByteSet { formats.reduce(ByteSet()) { $1.isOpen ? $0.union($1.alphabet.bytes) : $0 } }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let previous = probe.previous
    // A part of a longer token is not read again, unless its beginning cannot be anything else.
    let isPart = previous == UInt8(ascii: "-") || previous == UInt8(ascii: ".")
    if isPart, isDeep(&probe) { return }
    let isGlued = previous == UInt8(ascii: "_")
    for format in formats where hasPrefix(&probe, format.prefix) {
      if isPart && format.prefix.count < 4 || isPart && format.isStrict || isGlued && format.isStrict { continue }
      let start = format.prefix.count
      var end = start
      while end &- start <= format.most, format.alphabet.contains(probe[end]) { end &+= 1 }
      let goesOn = format.isOpen && end &- start > format.most
      if goesOn { end = start &+ format.most }
      while !goesOn, end > start, probe[end &- 1] == UInt8(ascii: ".") || probe[end &- 1] == UInt8(ascii: "-") { end &-= 1 }
      guard format.fewest...format.most ~= end &- start, goesOn || probe.endsWord(end) else { continue }
      guard format.isRandom(ValueShape(&probe, from: start, to: end)) else { continue }
      matches.append(SpanMatch(.secret, length: end, score: 96, continues: goesOn))
      return
    }
  }

  /// Whether the start stands far inside of a token: to read on at each hyphen of one would cost the square of its length.
  private func isDeep(_ probe: inout Probe) -> Bool {
    for offset in 2...32 where !KeyFormat.Alphabet.dotted.contains(probe[back: -offset]) { return false }
    return true
  }

  private func hasPrefix(_ probe: inout Probe, _ prefix: [UInt8]) -> Bool {
    for index in prefix.indices where probe[index] != prefix[index] { return false }
    return true
  }
}
