/// Names of months and days of the week, accents folded: where they begin a date in English, German, French, Spanish, Portuguese and Italian; behind the day in some twenty
/// languages, in the form that stands there.
enum MonthNames {
  /// A name that was read.
  struct Name: Sendable {
    /// Its length.
    let length: Int
    /// Whether it is a common word as well: may, march, mar, mai, mars.
    let isWord: Bool
  }

  /// A name that was read, whatever it names.
  struct Read: Sendable {
    let length: Int
    fileprivate let kinds: Kinds
  }

  fileprivate struct Kinds: OptionSet {
    let rawValue: UInt8

    static let month = Kinds(rawValue: 1)
    static let monthBehindDay = Kinds(rawValue: 2)
    static let day = Kinds(rawValue: 4)
    /// A common word as well.
    static let word = Kinds(rawValue: 8)
  }

  private static let months = folded(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec januar februar marz maerz mai juni juli oktober dezember okt dez janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre janv fevr avr juil enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene abr ago dic janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre"
  )
  /// Months behind their day: Dutch, the Scandinavian languages, Finnish, Polish, Czech, Slovak, Croatian, Romanian, Turkish, Indonesian, Catalan, Russian, Ukrainian, Bulgarian.
  private static let monthsBehindDays = folded(
    "januari februari maart mei augustus mrt marts maj augusti desember tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesakuuta heinakuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince januara februara aprila juna jula augusta septembra oktobra novembra decembra sijecnja veljace ozujka travnja svibnja lipnja srpnja kolovoza rujna studenoga prosinca ianuarie februarie martie iunie iulie septembrie octombrie noiembrie decembrie ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik maret agustus gener febrer marc abril maig juny juliol agost octubre novembre desembre января февраля марта апреля мая июня июля августа сентября октября ноября декабря січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня януари февруари март април май юни юли август септември октомври ноември декември"
  )
  private static let words = folded("may march mar mai mars dec jan sep august mart marts maj maja mei maret gener")
  private static let days = folded(
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo"
  )
  /// In bytes.
  private static let longest = 18

  /// The first three letters of all of them: most other words are left there.
  private static let beginnings =
    "jan feb mar apr may jun jul aug sep oct nov dec okt dez mae mai fev avr jui aou ene abr ago dic fev out set gen mag giu lug ott mon tue wed thu fri sat sun die mit don fre sam son lun mer jeu ven dim mie jue vie sab dom"
  private static let prefixes = HashedWords(folded(beginnings))

  /// What a word is, by its hash.
  private static let names: HashedTable<Kinds> = {
    var names: [UInt64: Kinds] = [:]
    for (list, kind) in [(months, Kinds.month), (monthsBehindDays, .monthBehindDay), (days, .day), (words, .word)] {
      for name in list.split(separator: " ") { names[HashedWords.hash(name), default: []].insert(kind) }
    }
    return HashedTable(names)
  }()

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

  /// A text folded as texts are, in lower case.
  private static func folded(_ list: String) -> String { String(decoding: FoldedText.lowered(list), as: UTF8.self) }

  /// The month at an offset, where one begins a date.
  static func month(_ probe: inout Probe, at offset: Int) -> Name? { named(&probe, at: offset).flatMap(month) }

  /// The name at an offset: a month or a day of the week, wherever it may stand.
  static func named(_ probe: inout Probe, at offset: Int) -> Read? { read(&probe, at: offset, beginningWith: prefixes) }

  /// The month that a name is, where one begins a date.
  static func month(_ name: Read) -> Name? {
    name.kinds.contains(.month) ? Name(length: name.length, isWord: name.kinds.contains(.word)) : nil
  }

  /// The length of the day of the week that a name is.
  static func day(_ name: Read) -> Int? { name.kinds.contains(.day) ? name.length : nil }

  /// The month at an offset behind a day.
  static func monthBehindDay(_ probe: inout Probe, at offset: Int) -> Name? {
    if let month = month(&probe, at: offset) { return month }
    guard let name = read(&probe, at: offset, beginningWith: nil), name.kinds.contains(.monthBehindDay) else { return nil }
    return Name(length: name.length, isWord: name.kinds.contains(.word))
  }

  /// Whether a byte may be one of a name: a letter, or of a script that is not folded.
  static func isLetter(_ byte: UInt8) -> Bool { ByteClass.isLetter(byte) || byte >= 0x80 }

  /// The name at an offset, read no further than it may be one.
  private static func read(_ probe: inout Probe, at offset: Int, beginningWith prefixes: HashedWords?) -> Read? {
    var hash = HashedWords.seed
    var length = 0
    while length <= longest, length != 3 || prefixes?.contains(hash) ?? true {
      let byte = probe[offset &+ length]
      guard isLetter(byte) else { return length >= 3 ? names[hash].map { Read(length: length, kinds: $0) } : nil }
      hash = HashedWords.extend(hash, ByteClass.lowered(byte))
      length &+= 1
    }
    return nil
  }
}
