/// What the lists say of a word: any of these.
struct WordClass: OptionSet, Sendable {
  let rawValue: UInt32

  static let given = WordClass(rawValue: 1 << 0)
  static let surname = WordClass(rawValue: 1 << 1)
  /// A country, state or large city.
  static let place = WordClass(rawValue: 1 << 2)
  /// The first word of a place's name of several words.
  static let placeStart = WordClass(rawValue: 1 << 3)
  static let nationality = WordClass(rawValue: 1 << 4)
  /// `Inc`, `GmbH`.
  static let legalForm = WordClass(rawValue: 1 << 5)
  /// `Bank`, `Consulting`.
  static let organizationWord = WordClass(rawValue: 1 << 6)
  static let organization = WordClass(rawValue: 1 << 7)
  /// `Street`, behind a name.
  static let streetWord = WordClass(rawValue: 1 << 8)
  /// `Rue`, in front of a name.
  static let streetLead = WordClass(rawValue: 1 << 9)
  /// `gasse`, at the end of a compound; also set for words that end so.
  static let streetTail = WordClass(rawValue: 1 << 10)
  /// `Apt`.
  static let unit = WordClass(rawValue: 1 << 11)
  /// `Mr`.
  static let title = WordClass(rawValue: 1 << 12)
  /// The head noun of an occupation.
  static let job = WordClass(rawValue: 1 << 13)
  /// A month or a day.
  static let calendar = WordClass(rawValue: 1 << 14)
  /// An ordinary word.
  static let common = WordClass(rawValue: 1 << 15)
  /// A word that begins sentences and never a name.
  static let stop = WordClass(rawValue: 1 << 16)
  /// Part of a place's name of several words; found by looking at two or three words.
  static let placePhrase = WordClass(rawValue: 1 << 17)
  /// A thing that closed compounds end in: `prompt`. Only ``WordTable`` knows it: a word that ends so is ``common``.
  static let compoundHead = WordClass(rawValue: 1 << 18)

  /// What a span may begin with although it is an ordinary word, too.
  private static let mayBegin: WordClass = [
    .given, .surname, .place, .placeStart, .nationality, .organizationWord, .organization, .title, .job, .streetLead,
  ]

  /// What a span does not begin with, unless it may for another reason.
  private static let neverBegins: WordClass = [.common, .legalForm, .calendar, .unit, .streetWord]

  /// Whether no span begins with the word, whatever follows: prose is not held back for it.
  var isOrdinary: Bool {
    contains(.stop) ? !contains(.placeStart) : !isDisjoint(with: Self.neverBegins) && isDisjoint(with: Self.mayBegin)
  }
}
