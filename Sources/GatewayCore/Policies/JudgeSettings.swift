/// Asks a model of one of the config's own targets for its opinion of texts: the `judge` of `prompt-injection` and `safety-filter`.
public struct JudgeSettings: Sendable, Hashable {
  /// How a model wants to be asked, and how it answers.
  public enum Style: String, Sendable, Hashable, CaseIterable {
    /// Any instruction model: `safe`, or `unsafe` and the categories on a second line.
    case generic
    /// Llama Guard 3 and 4: `safe`, or `unsafe` and `S1` to `S14` on a second line. It knows nothing of prompt injection.
    case llamaGuard = "llama_guard"
    /// Granite Guardian: `Yes` or `No` for one risk, which the request defines.
    case graniteGuardian = "granite_guardian"
    /// ShieldGemma: the probability of `Yes` against `No` for one guideline, which the request states.
    case shieldGemma = "shield_gemma"
  }

  /// When it is asked.
  public enum Moment: String, Sendable, Hashable, CaseIterable {
    /// About every text that the policy looks at, instead of the built-in classifier.
    case always
    /// About the texts whose score the band holds; the built-in classifier decides about the others.
    case uncertain
  }

  /// The id of the target.
  public var target: String
  /// The style.
  public var style: Style
  /// The moment.
  public var moment = Moment.uncertain
  /// The scores of the built-in classifier at which the judge is asked with ``Moment/uncertain``: from the lower bound on, below the upper one.
  public var band = 0.2..<0.9
  /// How long all answers to one request or answer may take together.
  public var timeout: Duration = .seconds(5)
  /// What a failure means: true lets the text pass, false does what the policy's action says; nil: as `--fail-mode` says.
  public var allowsOnFailure: Bool?
  /// The probability of `Yes` from which on it is a finding, where the style has one.
  public var threshold = 0.5
  /// The most characters of one question; a longer text is cut into windows that overlap by an eighth.
  public var windowCharacters = 8000
  /// The most questions about one request or one answer. When more were needed, that is a failure.
  public var maxQuestions = 16
  /// What the model's own names of categories mean in the policy's; they go before the built-in meaning.
  public var categoryNames: [String: String] = [:]

  /// A judge with the defaults.
  public init(target: String, style: Style) {
    self.target = target
    self.style = style
  }
}

extension Guardrail {
  /// The model that is asked too.
  public var judge: JudgeSettings? {
    switch self {
    case .promptInjection(let settings): settings.judge
    case .contentFilter(let settings): settings.judge
    default: nil
    }
  }
}
