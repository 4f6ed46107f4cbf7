/// International bank account numbers and the codes of banks.
enum BankCode {
  /// The length of an IBAN by its country, as two letters in one number.
  private static let lengths: [UInt16: Int] = {
    let table =
      "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30AO25BF28BJ28CF27CG27CI28CM27CV25DZ26GA27GQ27GW25IR26KM27MA28MG27ML28MZ25NE28SN28TD27TG28"
    let bytes = Array(table.utf8)
    var result: [UInt16: Int] = [:]
    for start in stride(from: 0, to: bytes.count - 3, by: 4) {
      result[key(bytes[start], bytes[start + 1])] = Int(bytes[start + 2] - 0x30) * 10 + Int(bytes[start + 3] - 0x30)
    }
    return result
  }()

  private static func key(_ one: UInt8, _ two: UInt8) -> UInt16 { UInt16(one & 0xdf) << 8 | UInt16(two & 0xdf) }

  /// An IBAN: country, length, and the remainder by 97; together, in groups with blanks or hyphens, or in groups of four with other marks.
  static func matchIBAN(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard ByteClass.isLetter(probe[1]), ByteClass.isDigit(probe[2]), ByteClass.isDigit(probe[3]) else { return }
    guard let official = lengths[key(probe[0], probe[1])] else { return }
    // Written together, one of a wrong length may be a slip: the check decides.
    let together = probe.run(from: 0, limit: 35, where: ByteClass.isAlphanumeric)
    let length = 15...34 ~= together ? together : official
    var remainder = 0
    var head = 0
    var offset = 0
    var count = 0
    while count < length {
      let byte = probe[offset]
      // Behind groups of four it may be another mark, or several.
      if count > 3, count % 4 == 0, !ByteClass.isAlphanumeric(byte), ByteClass.isAlphanumeric(probe[offset &- 1]) {
        let end = GroupSeparator.end(&probe, offset)
        guard end > offset else { return }
        offset = end
        continue
      }
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-"), count > 3, ByteClass.isAlphanumeric(probe[offset &- 1]) {
        offset &+= 1
        continue
      }
      guard ByteClass.isAlphanumeric(byte) else { return }
      let isDigit = ByteClass.isDigit(byte)
      let value = isDigit ? Int(byte &- 0x30) : Int((byte | 0x20) &- 0x61) &+ 10
      if count < 4 {
        head = head &* (isDigit ? 10 : 100) &+ value
      } else {
        remainder = (remainder &* (isDigit ? 10 : 100) &+ value) % 97
      }
      offset &+= 1
      count &+= 1
    }
    // The first four characters count last: two letters of two digits each, and two digits.
    guard (remainder &* 1_000_000 &+ head) % 97 == 1, probe.endsWord(offset) else { return }
    matches.append(SpanMatch(.iban, length: offset, score: length == official ? 100 : 70))
  }

  /// A bank's code, where the context speaks of one: four letters, a country, two and perhaps three more characters.
  static func matchSWIFT(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    if isSWIFT(&probe) { matches.append(SpanMatch(.swiftCode, length: probe.endsWord(8) ? 8 : 11, score: 90)) }
  }

  /// Whether the form is that of a bank's code.
  static func isSWIFT(_ probe: inout Probe) -> Bool {
    var count = 0
    while count < 12, ByteClass.isUpper(probe[count]) || ByteClass.isDigit(probe[count]) && count > 5 { count &+= 1 }
    return (count == 8 || count == 11) && probe.endsWord(count) && countries.contains(key(probe[4], probe[5]))
  }

  /// Countries without IBANs that have banks.
  private static let countries: Set<UInt16> = {
    var result = Set(lengths.keys)
    let others = Array(
      "USCAAUNZJPCNHKSGINKRTWTHMYIDPHVNMXARCLCOPEVEZAKENGGHETUGTZZWBWNAMUBDLKNPMMKHLAMVBTBNFJPGPYUYBOECPACRBSBBJMTTKYBMCUHTAFAMKGTJTMUZSYJEGGIM"
        .utf8)
    for start in stride(from: 0, to: others.count - 1, by: 2) { result.insert(key(others[start], others[start + 1])) }
    return result
  }()
}
