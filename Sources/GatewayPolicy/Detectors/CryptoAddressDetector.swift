/// Addresses of crypto currencies: base58check (Bitcoin, Litecoin, Dogecoin, Tron), bech32 and bech32m (Bitcoin, Litecoin), and Ethereum by its form.
///
/// One detector for each way to begin, so that few words are asked about.
struct CryptoAddressDetector: Detector {
  private let start: Start

  private enum Start: CaseIterable { case number, capital, hex, bitcoin, litecoin, testnet }

  static let all: [CryptoAddressDetector] = Start.allCases.map(CryptoAddressDetector.init(start:))

  var entities: [Entity] { [.cryptoAddress] }
  var starts: StartSet {
    switch start {
    case .number: Self.starts("123", Base58.digits, Base58.digits, Base58.digits, Base58.digits)
    case .capital:
      Self.starts("LMTD", ByteSet { Base58.digits.contains($0) && !ByteClass.isLower($0) }, Base58.digits, Base58.digits, Base58.digits)
    case .hex: Self.starts("0", ByteSet("xX"), ByteSet.hexDigits, ByteSet.hexDigits, ByteSet.hexDigits)
    case .bitcoin: Self.starts("bB", ByteSet("cC"), ByteSet("1"))
    case .litecoin: Self.starts("lL", ByteSet("tT"), ByteSet("cC"), ByteSet("1"))
    case .testnet: Self.starts("tT", ByteSet("bB"), ByteSet("1"))
    }
  }

  private static func starts(_ first: String, _ second: ByteSet, _ rest: ByteSet...) -> StartSet {
    StartSet(.word, first: ByteSet(first), second: second, shapes: [StartShape(ahead: [ByteSet(first), second] + rest)])
  }
  var lookahead: Int { 96 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    switch start {
    case .number, .capital: matchBase58(&probe, &matches)
    case .hex: matchEthereum(&probe, &matches)
    case .bitcoin: if probe.has("bc1", at: 0) { Bech32Address.match(&probe, prefix: "bc", &matches) }
    case .litecoin: if probe.has("ltc1", at: 0) { Bech32Address.match(&probe, prefix: "ltc", &matches) }
    case .testnet: if probe.has("tb1", at: 0) { Bech32Address.match(&probe, prefix: "tb", &matches) }
    }
  }

  /// The form alone: the check of an Ethereum address is in the case of its letters, and many are written without.
  private func matchEthereum(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    for index in 2..<42 {
      let byte = probe[index]
      guard ByteClass.isDigit(byte) || (byte | 0x20) &- 0x61 < 6 else { return }
    }
    if probe.endsWord(42) { matches.append(SpanMatch(.cryptoAddress, length: 42, score: 90)) }
  }

  private func matchBase58(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    var end = 0
    var digits = 0
    var values: [UInt8] = []
    while end < 37, let value = Base58.value(of: probe[end]) {
      if ByteClass.isDigit(probe[end]) { digits &+= 1 }
      // A long word without a digit is a word; a number without a letter a number.
      if end == 12, digits == 0 || digits == 13 { return }
      values.append(value)
      end &+= 1
    }
    guard 26...35 ~= end, probe.endsWord(end), let payload = Base58.checked(values, count: 25) else { return }
    switch payload[0] {
    case 0x00, 0x05, 0x6f, 0xc4, 0x30, 0x32, 0x3a, 0x1e, 0x16, 0x41: break
    default: return
    }
    matches.append(SpanMatch(.cryptoAddress, length: end, score: 100))
  }
}
