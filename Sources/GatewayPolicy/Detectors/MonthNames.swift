/// Names of months and days of the week, in English, German, French and Spanish, accents folded.
enum MonthNames {
  /// A name that was read.
  struct Name: Sendable {
    /// Its length.
    let length: Int
    /// Whether it is a common word as well: may, march, mar, mai, mars.
    let isWord: Bool
  }

  private static let months = table(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec januar februar marz maerz mai juni juli oktober dezember okt dez janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre janv fevr avr juil enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene abr ago dic janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre"
  )
  private static let words = table("may march mar mai mars dec jan sep august")
  private static let days = table(
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo"
  )
  private static let longest = 12

  /// The first three letters of all of them: most other words are left there.
  private static let beginnings =
    "jan feb mar apr may jun jul aug sep oct nov dec okt dez mae mai fev avr jui aou ene abr ago dic fev out set gen mag giu lug ott mon tue wed thu fri sat sun die mit don fre sam son lun mer jeu ven dim mie jue vie sab dom"
  private static let prefixes = table(beginnings)

  /// The starts of names that begin with a letter, by their first three letters; what follows is in either case.
  static func shapes(beginningWith first: UInt8) -> [StartShape] {
    let words = beginnings.split(separator: " ").filter { $0.utf8.first == ByteClass.lowered(first) }
    return StartShape.beginnings(
      of: words.map { word in
        word.utf8.enumerated().map { place, letter in
          place == 0 ? ByteSet(first) : ByteSet(letter).union(ByteSet(letter ^ 0x20))
        }
      })
  }

  /// The words as a table by their hash, here from the first byte to the last.
  private static func table(_ list: String) -> HashedWords { HashedWords(list) }

  /// The month at an offset. It is read no further than it may be one.
  static func month(_ probe: inout Probe, at offset: Int) -> Name? {
    guard let name = name(&probe, at: offset, in: months) else { return nil }
    return Name(length: name.length, isWord: words.contains(name.hash))
  }

  /// The length of the day of the week at an offset.
  static func day(_ probe: inout Probe, at offset: Int) -> Int? { name(&probe, at: offset, in: days)?.length }

  private static func name(_ probe: inout Probe, at offset: Int, in set: HashedWords) -> (length: Int, hash: UInt64)? {
    var hash = HashedWords.seed
    var length = 0
    // Accents are folded; where they are not, their bytes end no name.
    while length <= longest, length != 3 || prefixes.contains(hash), ByteClass.isLetter(probe[offset &+ length]) {
      hash = HashedWords.extend(hash, ByteClass.lowered(probe[offset &+ length]))
      length &+= 1
    }
    guard length >= 3, length <= longest, probe[offset &+ length] < 0x80, set.contains(hash) else { return nil }
    return (length, hash)
  }
}
