/// Phrases that attacks on instructions are made of: demands by their grammar in some twenty languages, and a few fixed turns.
enum PhraseFamilies {
  /// One spelling of a language.
  private struct Spelling: Sendable {
    let language: DemandLanguage
    /// Thirteen letters on, or backwards.
    let isDisguise: Bool
  }

  private static let spellings: [Spelling] =
    [
      DemandVocabulary.english, DemandVocabulary.german, DemandVocabulary.dutch, DemandVocabulary.swedish, DemandVocabulary.french,
      DemandVocabulary.spanish, DemandVocabulary.italian, DemandVocabulary.portuguese, DemandVocabulary.polish, DemandVocabulary.czech,
      DemandVocabulary.russian, DemandVocabulary.ukrainian, DemandVocabulary.greek, DemandVocabulary.turkish, DemandVocabulary.arabic,
      DemandVocabulary.hindi, DemandVocabulary.vietnamese, DemandVocabulary.indonesian,
    ].map { Spelling(language: DemandLanguage($0), isDisguise: false) } + [
      Spelling(language: DemandLanguage(DemandVocabulary.english, HiddenSegments.rotated), isDisguise: true),
      Spelling(language: DemandLanguage(backward) { $0.reversed() }, isDisguise: true),
    ]
  private static let unspaced = UnspacedDemands([DemandVocabulary.chinese, DemandVocabulary.japanese, DemandVocabulary.korean])

  /// English for texts that are written backwards, word by word or as a whole: what a verb disregards may stand on both sides of it.
  private static var backward: DemandVocabulary.Words {
    DemandVocabulary.english.merging([.disregardBehind: DemandVocabulary.english[.disregard] ?? ""]) { known, _ in known }
  }

  /// The languages in which a word is the core of a demand.
  private static let cores: HashedTable<[Int]> = {
    var cores: [UInt64: [Int]] = [:]
    for (index, spelling) in spellings.enumerated() {
      for word in spelling.language.cores { cores[word, default: []].append(index) }
    }
    return HashedTable(cores)
  }()

  private static let phrases: [(name: String, words: [UInt64])] = [
    ("role_play_jailbreak", "developer mode enabled"), ("role_play_jailbreak", "do anything now"),
    ("role_play_jailbreak", "you have no restrictions"),
    ("role_play_jailbreak", "no longer bound by"),
    ("role_play_jailbreak", "you are going to pretend to be"), ("role_play_jailbreak", "unfiltered and amoral"),
    ("role_play_jailbreak", "freed from the typical"),
    ("role_play_jailbreak", "not bound by openai"), ("role_play_jailbreak", "you will never refuse"),
    ("role_play_jailbreak", "from now on you are going to act"),
  ].map { name, text in (name, text.split(separator: " ").map { ReadWord.hash($0.utf8) }) }
  private static let firstWords = phrases.reduce(into: HashedSet()) { set, phrase in phrase.words.first.map { set.insert($0) } }

  /// The words that something can be found at: most texts have few.
  private static let openings = spellings.reduce(into: firstWords) { openings, spelling in
    for word in spelling.language.cores { openings.insert(word) }
  }

  /// What a text has: families in plain text, each once, and whether one is there thirteen letters on, or backwards, word by word or the text as a whole.
  /// - Parameters:
  ///   - words: the hashes of the text's words.
  ///   - text: the folded text, if it is not all ASCII.
  static func found(in words: [UInt64], _ text: [UInt8]) -> (names: [String], isDisguised: Bool) {
    var names: Set<String> = []
    var places = [[Int]](repeating: [], count: spellings.count)
    for place in words.indices where openings.contains(words[place]) {
      for language in cores[words[place]] ?? [] { places[language].append(place) }
      for phrase in phrases where words[place...].starts(with: phrase.words) { names.insert(phrase.name) }
    }
    var isDisguised = false
    for (spelling, places) in zip(spellings, places) where !places.isEmpty {
      let families = DemandGrammar.families(in: tokens(spelling.language, words, around: places))
      if spelling.isDisguise { isDisguised = isDisguised || !families.isEmpty } else { names.formUnion(families) }
    }
    if text.contains(where: { $0 >= 0xe3 }) { names.formUnion(unspaced.families(in: text.span)) }
    return (names.sorted(), isDisguised)
  }

  /// What words near some places do in demands, each once.
  private static func tokens(_ language: DemandLanguage, _ words: [UInt64], around places: [Int]) -> [DemandToken] {
    var tokens: [DemandToken] = []
    var next = 0
    for place in places {
      let first = max(next, place - 2 * DemandGrammar.reach)
      next = min(words.count, place + 2 * DemandGrammar.reach + 1)
      guard first < next else { continue }
      for index in first..<next {
        if let roles = language.roles[words[index]] { tokens.append(DemandToken(place: index, roles: roles)) }
      }
    }
    return tokens
  }
}
