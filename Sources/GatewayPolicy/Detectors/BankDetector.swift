/// International bank account numbers.
struct IBANDetector: Detector {
  /// Lengths by country, from the registry of the standard (ISO 13616).
  private static let lengths: [String: Int] = [
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29, "BY": 28, "CH": 21,
    "CR": 22, "CY": 28,
    "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27, "GB": 22,
    "GE": 22, "GI": 23,
    "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20,
    "LB": 28, "LC": 32,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MN": 20, "MR": 27, "MT": 31, "MU": 30,
    "NI": 28, "NL": 18,
    "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31, "SD": 18,
    "SE": 24, "SI": 19,
    "SK": 24, "SM": 27, "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
  ]
  private static let table: [UInt16: Int] = Dictionary(
    uniqueKeysWithValues: lengths.map { name, length in
      let bytes = Array(name.utf8)
      return (UInt16(bytes[0]) << 8 | UInt16(bytes[1]), length)
    })

  var entities: [Entity] { [.iban] }
  var starts: StartSet { StartSet(.word, first: .letters, second: .letters) }
  var lookahead: Int { 48 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    var offset = 2
    if probe[offset] == 0x20 { offset &+= 1 }
    guard ByteClass.isDigit(probe[offset]), ByteClass.isDigit(probe[offset &+ 1]) else { return }
    let country = UInt16(probe[0] & 0xdf) << 8 | UInt16(probe[1] & 0xdf)
    guard let length = Self.table[country] else { return }
    var number = [probe[0] & 0xdf, probe[1] & 0xdf, probe[offset], probe[offset &+ 1]]
    offset &+= 2
    while number.count < length {
      let byte = probe[offset]
      if ByteClass.isAlphanumeric(byte) {
        number.append(ByteClass.isDigit(byte) ? byte : byte & 0xdf)
      } else if byte != 0x20 && byte != 0x2d || !ByteClass.isAlphanumeric(probe[offset &+ 1]) {
        return
      }
      offset &+= 1
    }
    guard !ByteClass.isWord(probe[offset]), Checksums.iban(number) else { return }
    matches.append(SpanMatch(.iban, length: offset, score: 100))
  }
}

/// Addresses of Bitcoin (with their checksums) and of Ethereum.
struct CryptoDetector: Detector {
  var entities: [Entity] { [.cryptoAddress] }
  var starts: StartSet { StartSet(.word, first: ByteSet("013bBtT"), second: .alphanumerics) }
  var lookahead: Int { 92 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    if probe[0] == 0x30 {
      ethereum(&probe, &matches)
    } else if probe.hasPrefix("bc1") || probe.hasPrefix("tb1") {
      segwit(&probe, &matches)
    } else if probe[0] == 0x31 || probe[0] == 0x33 {
      base58(&probe, &matches)
    }
  }

  private func ethereum(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard probe[1] | 0x20 == 0x78 else { return }
    let digits = probe.run(from: 2, limit: 41) { ByteClass.isDigit($0) || ($0 | 0x20) &- 0x61 < 6 }
    guard digits == 40, !ByteClass.isWord(probe[42]) else { return }
    matches.append(SpanMatch(.cryptoAddress, length: 42, score: 95))
  }

  private func segwit(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let length = 3 &+ probe.run(from: 3, limit: 88, where: ByteClass.isAlphanumeric)
    guard 14...90 ~= length, !ByteClass.isWord(probe[length]), Bech32.isValid(probe.bytes(0..<length)) else { return }
    matches.append(SpanMatch(.cryptoAddress, length: length, score: 100))
  }

  private func base58(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let length = probe.run(from: 0, limit: 36, where: ByteClass.isAlphanumeric)
    guard 25...35 ~= length, !ByteClass.isWord(probe[length]), Base58.isAddress(probe.bytes(0..<length)) else { return }
    matches.append(SpanMatch(.cryptoAddress, length: length, score: 100))
  }
}

/// The checksum of segwit addresses (BIP 173 and 350).
enum Bech32 {
  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  static func isValid(_ address: [UInt8]) -> Bool {
    let isUpper = address.contains(where: ByteClass.isUpper)
    guard !isUpper || !address.contains(where: ByteClass.isLower) else { return false }
    let text = address.map(ByteClass.lowered)
    var values: [Int] = text.prefix(2).map { Int($0) >> 5 } + [0] + text.prefix(2).map { Int($0) & 31 }
    for byte in text.dropFirst(3) {
      guard let value = alphabet.firstIndex(of: byte) else { return false }
      values.append(value)
    }
    let check = checksum(values)
    return check == 1 || check == 0x2bc8_30a3
  }

  private static func checksum(_ values: [Int]) -> Int {
    let generators = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
    var check = 1
    for value in values {
      let top = check >> 25
      check = (check & 0x1ff_ffff) << 5 ^ value
      for (place, generator) in generators.enumerated() where top >> place & 1 == 1 { check ^= generator }
    }
    return check
  }
}

/// Bitcoin addresses in base 58, with the checksum of two rounds of SHA-256.
enum Base58 {
  private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

  static func isAddress(_ text: [UInt8]) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 25)
    for byte in text {
      guard let digit = alphabet.firstIndex(of: byte) else { return false }
      var carry = digit
      for place in bytes.indices.reversed() {
        carry += Int(bytes[place]) * 58
        bytes[place] = UInt8(truncatingIfNeeded: carry)
        carry >>= 8
      }
      guard carry == 0 else { return false }
    }
    let hash = SHA256Digest.of(SHA256Digest.of(Array(bytes[..<21])))
    return hash.prefix(4).elementsEqual(bytes[21...])
  }
}
