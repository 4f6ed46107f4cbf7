/// Keys and tokens of the common providers, by the prefixes they are issued with: one detector for each first byte, so that few words are asked about.
struct KeyDetector: Detector {
  private let first: UInt8

  /// One for each first byte that a prefix has, and one for digits.
  static let all: [KeyDetector] = {
    let bytes = (UInt8.min...UInt8.max).filter { !KeyFormat.byFirst[Int($0)].isEmpty }
    return bytes.map(KeyDetector.init(first:)) + [KeyDetector(first: 0x30)]
  }()

  var entities: [Entity] { [.secret] }
  var starts: StartSet {
    // The number of a bot has eight digits at least.
    if ByteClass.isDigit(first) {
      return StartSet(.word, first: .digits, second: .digits, shapes: [StartShape(.digits, .digits, .digits, .digits, .digits)])
    }
    let formats = KeyFormat.byFirst[Int(first)]
    var second = ByteSet()
    for format in formats where format.prefix.count > 1 { second.insert(format.prefix[1]) }
    let words = formats.map { format in
      format.prefix.map { ByteSet($0) } + Array(repeating: format.alphabet.bytes, count: StartShape.reach)
    }
    return StartSet(.word, first: ByteSet(first), second: second, shapes: StartShape.beginnings(of: words))
  }
  /// The longest prefix and the longest rest.
  var lookahead: Int { 260 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    // A part of a longer token is not read again.
    if probe.previous == UInt8(ascii: "-") || probe.previous == UInt8(ascii: ".") { return }
    if probe.isDigit(0) { return matchBotToken(&probe, &matches) }
    for format in KeyFormat.byFirst[Int(probe[0])] where hasPrefix(&probe, format.prefix) {
      let start = format.prefix.count
      var end = start
      while end &- start <= format.most, format.alphabet.contains(probe[end]) { end &+= 1 }
      while end > start, probe[end &- 1] == UInt8(ascii: ".") || probe[end &- 1] == UInt8(ascii: "-") { end &-= 1 }
      guard format.fewest...format.most ~= end &- start, probe.endsWord(end), isRandom(&probe, start, end, format) else { continue }
      matches.append(SpanMatch(.secret, length: end, score: 96))
      return
    }
  }

  private func hasPrefix(_ probe: inout Probe, _ prefix: [UInt8]) -> Bool {
    for index in prefix.indices where probe[index] != prefix[index] { return false }
    return true
  }

  /// Whether the rest looks drawn by lot: a name in words, or a row of x in a manual, does not.
  private func isRandom(_ probe: inout Probe, _ start: Int, _ end: Int, _ format: KeyFormat) -> Bool {
    let shape = ValueShape(&probe, from: start, to: end)
    if shape.digits == 0 { return shape.lower > 3 && shape.upper > 3 && shape.entropy >= 3.5 }
    guard shape.symbols &* 5 <= shape.count else { return false }
    return shape.entropy >= (shape.count >= 30 ? 3.0 : 2.6)
  }

  /// Telegram: the number of a bot, a colon, 35 characters that begin with AA.
  private func matchBotToken(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let number = probe.number(at: 0, limit: 11)
    guard 8...10 ~= number.count, probe[number.count] == UInt8(ascii: ":"), probe.hasExactly("AA", at: number.count &+ 1) else { return }
    var end = number.count &+ 1
    while end &- number.count < 40, KeyFormat.Alphabet.urlSafe.contains(probe[end]) { end &+= 1 }
    guard end &- number.count &- 1 == 35 else { return }
    matches.append(SpanMatch(.secret, length: end, score: 96))
  }
}
