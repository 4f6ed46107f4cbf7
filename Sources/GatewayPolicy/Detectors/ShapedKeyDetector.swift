/// Keys whose form tells them without a prefix: tokens of bots at Telegram and Discord, keys of Mailchimp and Mailgun.
struct ShapedKeyDetector: Detector {
  private let kind: Kind

  private enum Kind: CaseIterable { case telegram, discord, hex }

  /// One for each form.
  static let all: [ShapedKeyDetector] = Kind.allCases.map(ShapedKeyDetector.init(kind:))

  var entities: [Entity] { [.secret] }
  var lookahead: Int { 100 }
  var starts: StartSet {
    switch kind {
    // The number of a bot has eight digits at least.
    case .telegram: Self.starts(Array(repeating: .digits, count: 5))
    case .discord: Self.starts(Self.digitTriple + [ByteSet.digitEnds])
    case .hex: Self.starts(Array(repeating: KeyFormat.Alphabet.hex.bytes, count: 5))
    }
  }

  private static func starts(_ ahead: [ByteSet]) -> StartSet {
    StartSet(.word, first: ahead[0], second: ahead[1], shapes: [StartShape(ahead: ahead)])
  }

  /// What three decimal digits begin with in base64.
  private static let digitTriple = [ByteSet("MNO"), ByteSet("DTjz"), ByteSet("AEIMQUYcgk")]

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    if probe.previous == UInt8(ascii: "-") || probe.previous == UInt8(ascii: ".") { return }
    let end =
      switch kind {
      case .telegram: Self.telegramEnd(&probe)
      case .discord: Self.discordEnd(&probe)
      case .hex: Self.hexEnd(&probe)
      }
    if let end, probe.endsWord(end) { matches.append(SpanMatch(.secret, length: end, score: 96)) }
  }

  /// The number of a bot, a colon, 35 characters that begin with AA.
  private static func telegramEnd(_ probe: inout Probe) -> Int? {
    let number = probe.number(at: 0, limit: 11)
    guard 8...10 ~= number.count, probe[number.count] == UInt8(ascii: ":"), probe.hasExactly("AA", at: number.count &+ 1) else {
      return nil
    }
    let count = probe.run(from: number.count &+ 1, limit: 40, where: KeyFormat.Alphabet.urlSafe.contains)
    return count == 35 ? number.count &+ 36 : nil
  }

  /// A user's number of 17 to 20 digits in base64, six characters of a time, 27 to 40 of a signature, with dots between.
  private static func discordEnd(_ probe: inout Probe) -> Int? {
    for place in 0..<3 where !digitTriple[place].contains(probe[place]) { return nil }
    let number = probe.run(from: 0, limit: 30, where: KeyFormat.Alphabet.alphanumeric.contains)
    guard 23...28 ~= number, probe[number] == UInt8(ascii: "."), isDecimal(&probe, number) else { return nil }
    let time = probe.run(from: number &+ 1, limit: 8, where: KeyFormat.Alphabet.urlSafe.contains)
    guard 5...7 ~= time, probe[number &+ 1 &+ time] == UInt8(ascii: ".") else { return nil }
    let start = number &+ time &+ 2
    let signature = probe.run(from: start, limit: 44, where: KeyFormat.Alphabet.urlSafe.contains)
    return 27...42 ~= signature ? start &+ signature : nil
  }

  /// Whether base64 spells decimal digits: every group of three of them ends as its second digit and its third one let it.
  private static func isDecimal(_ probe: inout Probe, _ count: Int) -> Bool {
    for place in 0..<count {
      let isPossible =
        switch place % 4 {
        case 3: ByteSet.digitEnds.contains(probe[place])
        // A single digit at the end.
        case 1 where place == count &- 1: ByteSet.loneDigitEnds.contains(probe[place])
        case let rest: digitTriple[rest].contains(probe[place])
        }
      if !isPossible { return false }
    }
    return true
  }

  /// 32 hexadecimal digits, and the data centre (Mailchimp, `-us1`) or two groups of eight (Mailgun).
  private static func hexEnd(_ probe: inout Probe) -> Int? {
    let isHex = KeyFormat.Alphabet.hex.contains
    guard probe.run(from: 0, limit: 33, where: isHex) == 32, probe[32] == UInt8(ascii: "-") else { return nil }
    if probe.hasExactly("us", at: 33) {
      let number = probe.number(at: 35, limit: 3).count
      return 1...2 ~= number ? 35 &+ number : nil
    }
    guard probe.run(from: 33, limit: 9, where: isHex) == 8, probe[41] == UInt8(ascii: "-") else { return nil }
    return probe.run(from: 42, limit: 9, where: isHex) == 8 ? 50 : nil
  }
}

extension ByteSet {
  /// What the third of three decimal digits ends with in base64.
  fileprivate static let digitEnds = ByteSet("wxyz012345")
  /// What a digit ends with in base64 that no other one follows.
  fileprivate static let loneDigitEnds = ByteSet("AQgw")
}
