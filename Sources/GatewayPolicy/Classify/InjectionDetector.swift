/// What was found of an attack on the model's instructions.
public struct InjectionResult: Sendable, Hashable {
  /// How likely a text is an attack, 0 to 1.
  public var score: Double
  /// What speaks for it: `instruction_override`, `prompt_exfiltration`, `role_play_jailbreak`, `fake_boundary`, `encoded`, `classifier`.
  public var signals: [String]
}

/// Finds attempts to override the instructions of a model: phrase families, faked boundaries, hidden segments, and a trained linear classifier.
public struct InjectionDetector: Sendable {
  /// What is looked at beside the classifier.
  public var decodesSegments = true
  /// Whether faked boundaries count.
  public var rejectsFakeBoundaries = true

  /// A detector with everything switched on.
  public init() {}

  /// The score from which on a text is an attack, unless a policy says otherwise.
  public static let threshold = 0.5

  /// Looks at a text in UTF-8.
  public func score(_ text: Span<UInt8>) -> InjectionResult {
    var folded = FoldedText()
    folded.append(text)
    folded.finish()
    var (result, isRotated) = Self.classify(folded.bytes)
    if rejectsFakeBoundaries, BoundaryMarks.isFound(in: folded.bytes) { result.add("fake_boundary", 0.9) }
    guard decodesSegments else { return result }
    var raw: [UInt8] = []
    raw.append(text)
    for segment in HiddenSegments.found(in: raw) {
      let hidden = Self.classify(segment).result
      if hidden.score >= Self.threshold { result.add("encoded", hidden.score) }
    }
    if isRotated { result.add("encoded", 0.9) }
    return result
  }

  private static func classify(_ folded: [UInt8]) -> (result: InjectionResult, isRotated: Bool) {
    let text = TextFeatures.normalized(folded)
    var result = InjectionResult(score: 0, signals: [])
    let phrases = PhraseFamilies.found(in: text)
    for family in phrases.names { result.add(family, 0.85) }
    let model = ClassifierWeights.injection
    var best = -100.0
    for window in TextFeatures.windows(text.count) {
      var sum = 0
      let count = TextFeatures.visit(text.span, window) { sum &+= model.weight($0) }
      best = max(best, model.score(sum: sum, count: count))
    }
    // The classifier's own threshold is one half.
    let probability = LinearModel.probability(2 * (best - (model.thresholds.first ?? 0)))
    if probability >= threshold { result.signals.append("classifier") }
    result.score = max(result.score, probability)
    return (result, phrases.isRotated)
  }
}

extension InjectionResult {
  fileprivate mutating func add(_ signal: String, _ score: Double) {
    signals.append(signal)
    self.score = max(self.score, score)
  }
}
