/// Names of months and days of the week, in English, German, French and Spanish, accents folded.
enum MonthNames {
  /// A name that was read.
  struct Name: Sendable {
    /// Its length.
    let length: Int
    /// Whether it is a common word as well: may, march, mar, mai, mars.
    let isWord: Bool
  }

  private static let months = hashes(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec januar februar marz maerz mai juni juli oktober dezember okt dez janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre janv fevr avr juil enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene abr ago dic janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre"
  )
  private static let words = hashes("may march mar mai mars dec jan sep august")
  private static let days = hashes(
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo"
  )
  private static let longest = 12

  private static func hashes(_ list: String) -> Set<UInt64> {
    Set(list.split(separator: " ").map { $0.utf8.reduce(ContextVocabulary.seed) { ContextVocabulary.extend($0, $1) } })
  }

  /// The pairs of letters that months and days begin with.
  static let pairs: Set<UInt16> = {
    var result: Set<UInt16> = []
    let all =
      "ja fe ma ap ju au se oc no de ok av ao ab en ag di ou fé mo tu we th fr sa su lu me je ve mi do so vi di se ge gi ot ao ab la"
    for pair in all.split(separator: " ") where pair.utf8.count == 2 {
      let bytes = Array(pair.utf8)
      result.insert(UInt16(bytes[0]) << 8 | UInt16(bytes[1]))
    }
    return result
  }()

  /// The month at an offset. It is read no further than it may be one.
  static func month(_ probe: inout Probe, at offset: Int) -> Name? {
    guard let name = name(&probe, at: offset, in: months) else { return nil }
    return Name(length: name.length, isWord: words.contains(name.hash))
  }

  /// The length of the day of the week at an offset.
  static func day(_ probe: inout Probe, at offset: Int) -> Int? { name(&probe, at: offset, in: days)?.length }

  private static func name(_ probe: inout Probe, at offset: Int, in set: Set<UInt64>) -> (length: Int, hash: UInt64)? {
    var hash = ContextVocabulary.seed
    var length = 0
    // Accents are folded; where they are not, their bytes end no name.
    while length <= longest, ByteClass.isLetter(probe[offset &+ length]) {
      hash = ContextVocabulary.extend(hash, ByteClass.lowered(probe[offset &+ length]))
      length &+= 1
      if length == 2 {
        let pair = UInt16(ByteClass.lowered(probe[offset])) << 8 | UInt16(ByteClass.lowered(probe[offset &+ 1]))
        guard pairs.contains(pair) else { return nil }
      }
    }
    guard length >= 3, length <= longest, probe[offset &+ length] < 0x80, set.contains(hash) else { return nil }
    return (length, hash)
  }
}
