/// Phrases that attacks on instructions are made of, in several languages: words that must follow one another, with a few others between them.
enum PhraseFamilies {
  /// One family: a verb, and what it is done to.
  private struct Family: Sendable {
    let name: String
    let verbs: HashedSet
    let objects: HashedSet
    /// Words of which one must stand between or behind: it is about what came before.
    let qualifiers: HashedSet
    let reach: Int
  }

  /// The same words, each in a spelling of its bytes.
  private static func families(_ spelling: ([UInt8]) -> [UInt8]) -> [Family] {
    func set(_ words: [String]) -> HashedSet { HashedSet(words, spelling) }
    return vocabulary.map {
      Family(name: $0.name, verbs: set($0.verbs), objects: set($0.objects), qualifiers: set($0.qualifiers), reach: $0.reach)
    }
  }

  private static let plain = families { $0 }
  private static let rotated = families(HiddenSegments.rotated)
  private static let backward = families { $0.reversed() }
  /// The verbs of all families: most texts have none.
  private static let verbs = (plain + rotated + backward).reduce(into: HashedSet([])) { $0.formUnion($1.verbs) }

  /// So many words belong to a match at most.
  private static let longestReach = 12

  private static let vocabulary: [(name: String, verbs: [String], objects: [String], qualifiers: [String], reach: Int)] = [
    (
      name: "instruction_override",
      verbs: [
        "ignore", "ignoring", "disregard", "disregarding", "forget", "override", "bypass", "discard", "overlook", "ignoriere", "ignorieren",
        "vergiss", "vergessen", "missachte",
        "ignorez", "oublie", "oubliez", "ignora", "olvida", "olvide", "descarta", "dimentica", "esqueca", "desconsidere", "negeer",
        "vergeet", "zignoruj", "zapomnij",
      ],
      objects: [
        "instructions", "instruction", "rules", "guidelines", "prompt", "prompts", "directives", "commands", "orders", "anweisungen",
        "instruktionen", "regeln", "vorgaben", "consignes",
        "regles", "instrucciones", "reglas", "istruzioni", "regole", "instrucoes", "regras", "instructies", "instrukcje", "restrictions",
        "policies", "programming",
      ],
      qualifiers: [
        "previous", "previously", "prior", "above", "earlier", "preceding", "before", "all", "your", "any", "these", "original", "system",
        "initial", "vorherigen", "bisherigen", "obigen", "alle",
        "deine", "precedentes", "toutes", "anteriores", "todas", "precedenti", "tutte", "poprzednie", "given",
      ], reach: 8
    ),
    (
      name: "instruction_override",
      verbs: ["forget", "ignore", "disregard", "vergiss", "vergessen", "oublie", "oubliez", "olvida", "dimentica", "esqueca"],
      objects: ["before", "above", "davor", "vorher", "precede", "anterior", "prima", "acima", "prior", "previous"],
      qualifiers: ["everything", "all", "alles", "tout", "todo", "tutto", "tudo", "anything", "whatever"], reach: 6
    ),
    (
      name: "prompt_exfiltration",
      verbs: [
        "reveal", "print", "show", "repeat", "output", "display", "tell", "leak", "disclose", "zeige", "zeig", "nenne", "gib", "wiederhole",
        "montre", "revele", "affiche", "muestra", "revela",
        "mostra", "mostre", "dump", "recite",
      ],
      objects: [
        "prompt", "prompts", "systemprompt", "instructions", "anweisungen", "instrucciones", "consignes", "istruzioni", "instrucoes",
      ],
      qualifiers: [
        "system", "your", "hidden", "initial", "secret", "original", "deine", "geheimen", "ton", "votre", "tu", "tus", "ocultas", "cachees",
        "confidential", "internal", "verbatim",
      ],
      reach: 7
    ),
  ]

  private static let phrases: [(name: String, words: [UInt64])] = [
    ("role_play_jailbreak", "developer mode enabled"), ("role_play_jailbreak", "do anything now"),
    ("role_play_jailbreak", "you have no restrictions"),
    ("role_play_jailbreak", "without any restrictions"), ("role_play_jailbreak", "no longer bound by"),
    ("role_play_jailbreak", "stay in character"),
    ("role_play_jailbreak", "you are going to pretend to be"), ("role_play_jailbreak", "unfiltered and amoral"),
    ("role_play_jailbreak", "freed from the typical"),
    ("role_play_jailbreak", "not bound by openai"), ("role_play_jailbreak", "you will never refuse"),
    ("role_play_jailbreak", "from now on you are going to act"),
  ].map { name, text in (name, text.split(separator: " ").map { ReadWord.hash($0.utf8) }) }
  private static let firstWords = Set(phrases.compactMap(\.words.first))

  /// Chinese has no blanks: ignore or forget what was before or above.
  private static let substrings: [[UInt8]] = [
    "\u{5ffd}\u{7565}\u{4e4b}\u{524d}", "\u{5ffd}\u{7565}\u{4ee5}\u{4e0a}", "\u{5fd8}\u{8bb0}\u{4e4b}\u{524d}",
    "\u{65e0}\u{89c6}\u{4e4b}\u{524d}", "\u{5fd8}\u{8bb0}\u{4e0a}\u{9762}",
    "\u{5ffd}\u{7565}\u{4e0a}\u{9762}",
  ].map { Array($0.utf8) }

  /// The words that a family or a phrase begins with: most texts have few.
  private static let openings = firstWords.reduce(into: verbs) { $0.insert($1) }

  /// What a text has: families in plain text, each once, and whether one is there thirteen letters on, or backwards, word by word or the text as a whole.
  /// - Parameters:
  ///   - words: the hashes of the text's words.
  ///   - text: the folded text, if it is not all ASCII.
  static func found(in words: [UInt64], _ text: [UInt8]) -> (names: [String], isDisguised: Bool) {
    var names: [String] = []
    func add(_ name: String) { if !names.contains(name) { names.append(name) } }
    var isDisguised = false
    for place in words.indices where openings.contains(words[place]) {
      if verbs.contains(words[place]) {
        for family in plain where matches(family, words, place) { add(family.name) }
        isDisguised = isDisguised || (rotated + backward).contains { matches($0, words, place) }
        let before = Array(words[max(0, place - longestReach)...place].reversed())
        isDisguised = isDisguised || backward.contains { matches($0, before, 0) }
      }
      if firstWords.contains(words[place]) {
        for phrase in phrases where words[place...].starts(with: phrase.words) { add(phrase.name) }
      }
    }
    if text.contains(where: { $0 >= 0xe5 }), substrings.contains(where: { text.containsText($0) }) { add("instruction_override") }
    return (names, isDisguised)
  }

  private static func matches(_ family: Family, _ words: [UInt64], _ place: Int) -> Bool {
    guard family.verbs.contains(words[place]) else { return false }
    let behind = words[(place + 1)..<min(words.count, place + 1 + family.reach)]
    guard let object = behind.firstIndex(where: family.objects.contains) else { return false }
    return words[(place + 1)..<min(words.count, object + 3)].contains(where: family.qualifiers.contains)
  }
}
