/// How much of each category of harmful content a text has, 0 to 1.
public struct ContentScores: Sendable, Hashable {
  /// The scores by the category's name.
  public fileprivate(set) var values: [String: Double] = [:]

  /// The score of a category; 0 for one that is not known.
  public subscript(_ category: String) -> Double { values[category] ?? 0 }
}

/// Judges content by category. `violence` and `self_harm` are trained classifiers with term families beside them; `hate`, `harassment`, `sexual` and `illicit` are term
/// families alone, which find open language and miss veiled language.
public enum ContentClassifier {
  /// The scores of the three levels: what `low`, `medium` and `high` ask for.
  public static let levels: [String: Double] = ["low": 0.35, "medium": 0.5, "high": 0.75]

  /// The scores of a text in UTF-8.
  public static func scores(_ text: Span<UInt8>) -> ContentScores { scores(TextReading(text)) }

  /// The scores of a text that was read.
  public static func scores(_ reading: TextReading) -> ContentScores {
    var scores = ContentScores()
    scores.values["violence"] = level(ClassifierWeights.violence, reading)
    scores.values["self_harm"] = level(ClassifierWeights.selfHarm, reading)
    let hasTerm = reading.words.contains(where: ContentFamilies.words.contains)
    for family in ContentFamilies.all {
      scores.values[family.category] = max(scores[family.category], hasTerm ? family.score(reading.words) : 0)
    }
    return scores
  }

  /// The text's score, so scaled that the thresholds of training are those of the levels.
  private static func level(_ model: LinearModel, _ reading: TextReading) -> Double {
    let best = model.score(reading)
    guard model.thresholds.count == 3 else { return 0 }
    let points: [(score: Double, value: Double)] = [
      (model.thresholds[0] - 4, 0), (model.thresholds[0], 0.35), (model.thresholds[1], 0.5), (model.thresholds[2], 0.75),
      (model.thresholds[2] + 3, 1),
    ]
    guard best > points[0].score else { return 0 }
    for (low, high) in zip(points, points.dropFirst()) where best < high.score {
      return low.value + (high.value - low.value) * (best - low.score) / max(high.score - low.score, 1e-9)
    }
    return 1
  }
}

/// Words that give a category away, alone or together with words of a second kind near by.
struct ContentFamily: Sendable {
  let category: String
  let words: HashedSet
  private let companions: HashedSet?
  private let value: Double

  init(_ category: String, _ words: [String], with companions: [String]? = nil, value: Double) {
    self.category = category
    self.words = HashedSet(words)
    self.companions = companions.map { HashedSet($0) }
    self.value = value
  }

  /// The family's score if it occurs, more for every further time; else 0.
  func score(_ text: [UInt64]) -> Double {
    var hits = 0
    for (place, word) in text.enumerated() where words.contains(word) {
      guard let companions else {
        hits += 1
        continue
      }
      if text[max(0, place - 6)..<min(text.count, place + 7)].contains(where: companions.contains) { hits += 1 }
    }
    return hits == 0 ? 0 : min(1, value + 0.1 * Double(hits - 1))
  }
}

/// The term families of the content filter.
enum ContentFamilies {
  private static let persons = [
    "you", "him", "her", "them", "people", "everyone", "family", "children", "women", "men", "somebody", "someone", "boss", "neighbor",
    "neighbour", "wife", "husband", "kids",
  ]
  private static let groups = [
    "muslims", "jews", "christians", "immigrants", "refugees", "blacks", "whites", "gays", "homosexuals", "women", "foreigners", "mexicans",
    "asians", "arabs", "migrants", "lesbians", "hindus", "sikhs",
    "indians", "chinese", "africans", "transgender", "gypsies", "juden", "auslander", "musulmans", "etrangers", "negros", "inmigrantes",
  ]

  /// The words of all families: a text without any of them has none of the families.
  static let words = all.reduce(into: HashedSet()) { $0.formUnion($1.words) }

  static let all: [ContentFamily] = [
    ContentFamily(
      "violence", ["behead", "beheading", "lynch", "massacre", "slaughter", "exterminate", "dismember", "disembowel"],
      with: persons + groups, value: 0.55),
    ContentFamily(
      "self_harm", ["suicide", "kms", "suicidal", "selbstmord", "umbringen"], with: ["i", "my", "me", "myself", "ich", "mich"], value: 0.5),
    ContentFamily(
      "hate",
      [
        "vermin", "subhuman", "subhumans", "scum", "parasites", "cockroaches", "rats", "filth", "inferior", "animals", "plague",
        "disgusting", "deport", "exterminated", "abschaum",
      ], with: groups,
      value: 0.6),
    ContentFamily(
      "hate",
      [
        "nigger", "niggers", "kike", "kikes", "faggot", "faggots", "chink", "chinks", "wetback", "wetbacks", "raghead", "ragheads",
        "tranny", "spic", "spics", "kanake",
      ], value: 0.8),
    ContentFamily(
      "harassment",
      [
        "idiot", "moron", "stupid", "loser", "worthless", "pathetic", "bitch", "whore", "slut", "scumbag", "imbecile", "dumbass", "retard",
        "cunt", "arschloch", "hurensohn", "connard", "pendejo",
      ],
      with: ["you", "your", "youre", "ur", "du", "dich", "tu", "eres"], value: 0.55),
    ContentFamily(
      "sexual",
      [
        "porn", "blowjob", "cumshot", "masturbate", "masturbating", "orgasm", "fellatio", "cunnilingus", "gangbang", "hentai", "dildo",
        "handjob", "deepthroat",
      ], value: 0.6),
    ContentFamily(
      "sexual", ["sex", "nude", "naked", "breasts", "nipples", "penis", "vagina", "erotic", "horny", "pussy", "cock"],
      with: ["fuck", "moan", "moaned", "thrust", "lick", "licking", "tits", "cum", "explicit", "erect"], value: 0.6),
    ContentFamily(
      "illicit",
      [
        "meth", "methamphetamine", "heroin", "cocaine", "fentanyl", "ransomware", "malware", "keylogger", "explosive", "explosives", "bomb",
        "counterfeit", "launder", "silencer", "botnet",
      ],
      with: [
        "make", "cook", "synthesize", "build", "create", "write", "manufacture", "produce", "undetected", "undetectable", "herstellen",
        "bauen", "fabriquer", "fabricar",
      ], value: 0.55),
  ]
}
