/// Private keys of crypto currencies that carry a check: the wallet import format (Bitcoin, its test network, Litecoin) and extended keys (BIP 32, and the versions that wallets
/// use for the kinds of scripts).
struct CryptoKeyDetector: Detector {
  private let isExtended: Bool

  /// One for each form.
  static let all = [CryptoKeyDetector(isExtended: false), CryptoKeyDetector(isExtended: true)]

  var entities: [Entity] { [.privateKey] }
  var lookahead: Int { 120 }
  var starts: StartSet {
    let shapes = isExtended ? [Self.extended] : Self.importable
    return StartSet(
      .word, first: shapes.reduce(ByteSet()) { $0.union($1.ahead[0]) }, second: shapes.reduce(ByteSet()) { $0.union($1.ahead[1]) },
      shapes: shapes)
  }

  private static let extended = StartShape(ByteSet("xyztuvYZUV"), ByteSet("p"), ByteSet("r"), ByteSet("v"), Base58.digits)
  private static let importable = beginnings.map {
    StartShape(ByteSet($0.first), ByteSet($0.second), Base58.digits, Base58.digits, Base58.digits)
  }

  private static let extendedMasks = ShapeMasks([extended])
  private static let importableMasks = ShapeMasks(importable)

  /// The first two characters that the version and the size of a key leave possible.
  private static let beginnings: [(first: String, second: String)] = [
    ("5", "HJK"), ("K", "wxyz"), ("L", "12345"), ("9", "1234"), ("c", "MNPQRSTUV"), ("6", "uvwx"), ("T", "345678"),
  ]

  /// The versions of extended private keys: x, y, z, Y and Z for the main network, t, u, v, U and V for the others.
  private static let versions: Set<UInt32> = [
    0x0488_ade4, 0x049d_7878, 0x04b2_430c, 0x0295_b005, 0x02aa_7a99, 0x0435_8394, 0x044a_4e28, 0x045f_18bc, 0x0242_85b5, 0x0257_5048,
  ]

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard (isExtended ? Self.extendedMasks : Self.importableMasks).fit(&probe) else { return }
    var values: [UInt8] = []
    while values.count < 113, let value = Base58.value(of: probe[values.count]) { values.append(value) }
    guard isExtended ? values.count == 111 : 51...52 ~= values.count, probe.endsWord(values.count) else { return }
    if isExtended ? Self.isExtendedKey(values) : Self.isImportable(values) {
      matches.append(SpanMatch(.privateKey, length: values.count, score: 100))
    }
  }

  private static func isExtendedKey(_ values: [UInt8]) -> Bool {
    guard let payload = Base58.checked(values, count: 82) else { return false }
    return versions.contains(payload.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
  }

  /// A version, 32 bytes, and a one when the public key is compressed.
  private static func isImportable(_ values: [UInt8]) -> Bool {
    guard let payload = Base58.checked(values, count: 37) ?? Base58.checked(values, count: 38), let version = payload.first else {
      return false
    }
    return [0x80, 0xef, 0xb0].contains(version) && (payload.count == 33 || payload.last == 1)
  }
}
