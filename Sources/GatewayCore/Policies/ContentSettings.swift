/// Settings of `prompt-injection`.
public struct InjectionSettings: Sendable, Hashable {
  /// The score from which on a text is an attack, 0 to 1; nil: the classifier's own.
  public var threshold: Double?
  /// More patterns of attacks.
  public var attackPatterns: [SpanSettings.Pattern] = []
  /// Whether encoded segments (base64, hex, ROT13) are decoded and looked at.
  public var decodesSegments = true
  /// Whether fake roles and boundaries are attacks.
  public var rejectsFakeBoundaries = true
  /// How messages of the roles `system` and `developer` are looked at.
  public enum SystemMessages: String, Sendable, Hashable, CaseIterable {
    /// Not at all: they are the application's own instructions.
    case trusted
    /// For phrases, faked boundaries and hidden texts, as what tools say of themselves.
    case phrases
    /// As messages of users, the classifiers too.
    case inspected
  }
  /// How messages of the roles `system` and `developer` are looked at.
  public var systemMessages = SystemMessages.trusted
  /// Whether content that cannot be looked at passes.
  public var allowsUninspectable: Bool?
  /// A model that is asked too.
  public var judge: JudgeSettings?

  /// The defaults.
  public init() {}
}

/// Settings of `content_filter` and `safety-filter`.
public struct ContentFilterSettings: Sendable, Hashable {
  /// Every category there is.
  public static let allCategories = ["violence", "self_harm", "hate", "harassment", "sexual", "illicit"]
  /// The categories that count, among ``allCategories``.
  public var categories: [String]
  /// The level from which on a category counts: `low` catches most, `high` only what is certain.
  public enum Level: String, Sendable, Hashable, CaseIterable {
    case low, medium, high
  }
  /// The level.
  public var level = Level.medium
  /// Thresholds of single categories, 0 to 1; they win over the level.
  public var thresholds: [String: Double] = [:]
  /// Terms that count too.
  public var terms: [String] = []
  /// The most edits by which a word may differ from a term.
  public var maxDistance = 0
  /// Whether content that cannot be looked at passes.
  public var allowsUninspectable: Bool?
  /// A model that is asked too.
  public var judge: JudgeSettings?

  /// A filter of categories.
  public init(categories: [String]) { self.categories = categories }
}

/// Settings of `citation-verifier`, as far as they are deterministic.
public struct CitationSettings: Sendable, Hashable {
  /// What counts as a source.
  public enum Pattern: String, Sendable, Hashable, CaseIterable {
    /// `[1]`, `(Smith, 2020)`, a DOI.
    case academic
    /// A link.
    case url
    /// A passage in quotation marks.
    case quote
  }
  /// Whether an answer must name a source at all.
  public var requiresSources = true
  /// Whether links and quotes of the answer must occur in the request.
  public var requiresSourceMatch = false
  /// The share of sources, 0 to 1, that must be found in the request, when they must.
  public var minConfidence = 0.8
  /// What counts as a source.
  public var patterns: Set<Pattern> = [.academic, .url, .quote]

  /// The defaults.
  public init() {}
}

/// Settings of `quality-scorer`, as far as they are deterministic.
public struct QualitySettings: Sendable, Hashable {
  /// One statement about an answer.
  public struct Assertion: Sendable, Hashable {
    /// What is stated.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      case equals, contains, startsWith = "starts-with", endsWith = "ends-with"
      case containsAny = "contains-any", containsAll = "contains-all", regex
      case isJSON = "is-json", containsJSON = "contains-json", minLength = "min-length", maxLength = "max-length", wordCount = "word-count"
    }
    /// What is stated.
    public var kind: Kind
    /// Its name in results.
    public var name: String
    /// The texts that it is about.
    public var values: [String]
    /// Its weight in the score, 0 to 10.
    public var weight: Double
    /// Whether a failure of this one alone fails the answer.
    public var isEnforced: Bool
    /// Whether the opposite is stated.
    public var isNegated: Bool
    /// Whether case matters.
    public var isCaseSensitive: Bool

    /// An assertion of its parts.
    public init(
      kind: Kind, name: String, values: [String], weight: Double = 1, isEnforced: Bool = true, isNegated: Bool = false,
      isCaseSensitive: Bool = false
    ) {
      self.kind = kind
      self.name = name
      self.values = values
      self.weight = weight
      self.isEnforced = isEnforced
      self.isNegated = isNegated
      self.isCaseSensitive = isCaseSensitive
    }
  }

  /// The fewest characters of an answer.
  public var minCharacters = 0
  /// The fewest sentences.
  public var minSentences = 0
  /// The assertions.
  public var assertions: [Assertion] = []
  /// The least weighted share of assertions that hold, 0 to 1.
  public var minScore = 0.0

  /// The defaults.
  public init() {}
}
