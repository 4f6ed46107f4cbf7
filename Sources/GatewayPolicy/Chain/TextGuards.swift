internal import GatewayCore
internal import OpenAIWire

/// `prompt-injection`: looks at what users and tools say, and at answers if it is told to.
struct InjectionGuard: RequestGuard, AnswerGuard {
  private let detector: InjectionDetector
  private let threshold: Double
  private let patterns: [(name: String, regex: PatternRegex)]
  private let systemMessages: InjectionSettings.SystemMessages

  init(_ settings: InjectionSettings, policy: String) throws(PolicyChain.Problem) {
    var detector = InjectionDetector()
    detector.decodesSegments = settings.decodesSegments
    detector.rejectsFakeBoundaries = settings.rejectsFakeBoundaries
    self.detector = detector
    threshold = settings.threshold ?? InjectionDetector.threshold
    var patterns: [(name: String, regex: PatternRegex)] = []
    for pattern in settings.attackPatterns {
      patterns.append((pattern.name, try CustomDetectors.regex(pattern, policy: policy, ignoresCase: true)))
    }
    self.patterns = patterns
    systemMessages = settings.systemMessages
  }

  func objections(to request: PolicyRequest) -> [Objection] {
    objections(toDeclarationsOf: request)
      + request.objections(where: isSearched) { objection(toOrders: $0, $1, $2) }
      + request.objections(where: isInspected) { objection($0, $1, $2) }
  }

  /// What tools say of themselves comes from whoever offers them, and documents from wherever they were found.
  private static func isDeclaration(_ text: PolicyRequest.Text) -> Bool { [.tools, .settings].contains(text.place.span.kind) }

  /// What is found in declarations.
  fileprivate func objections(toDeclarationsOf request: PolicyRequest) -> [Objection] {
    request.texts.filter(Self.isDeclaration).compactMap(objection(toDeclaration:))
  }

  private func objection(toDeclaration text: PolicyRequest.Text) -> Objection? {
    let strings = text.place.span.isString ? text.bytes : JSONText.strings(text.bytes.span.bytes)
    return objection(toOrders: strings, text.place.span.isString ? text.reading : TextReading(strings.span), text.location)
  }

  /// Declarations and system messages give orders by their nature, as attacks do: only phrases, forged boundaries and hidden texts count in them, not how they read.
  private func objection(toOrders text: [UInt8], _ reading: TextReading, _ location: String) -> Objection? {
    let result = score(text, reading)
    return result.score >= threshold && result.signals.contains { $0 != InjectionResult.classifier } ? objection(result, location) : nil
  }

  func objections(to answer: PolicyAnswer) -> [Objection] {
    answer.texts.filter(\.isProse).compactMap { objection($0.bytes, TextReading($0.bytes.span), $0.location) }
  }

  /// System messages are the application's own, unless the policy says otherwise; earlier answers are the model's.
  func isInspected(_ text: PolicyRequest.Text) -> Bool {
    guard Self.isProse(text), text.place.role != .assistant else { return false }
    return text.place.role != .system || systemMessages == .inspected
  }

  /// System messages are searched as declarations are, if the policy says so.
  private func isSearched(_ text: PolicyRequest.Text) -> Bool {
    systemMessages == .phrases && text.place.role == .system && Self.isProse(text)
  }

  /// A judge knows orders from attacks: it reads the system messages that are looked at in any way.
  func isJudged(_ text: PolicyRequest.Text) -> Bool { isInspected(text) || isSearched(text) }

  private static func isProse(_ text: PolicyRequest.Text) -> Bool {
    switch text.place.span.kind {
    case .tools, .settings, .name, .toolArguments, .toolInput: false
    case .content, .prompt, .suffix, .input, .reasoning, .refusal: true
    }
  }

  private func objection(_ text: [UInt8], _ reading: TextReading, _ location: String) -> Objection? {
    let result = score(text, reading)
    return result.score >= threshold ? objection(result, location) : nil
  }

  /// The reason code of its findings.
  static let reason = "prompt_injection_detected"

  /// How likely a text is an attack; patterns of the configuration's own make it certain.
  func score(_ text: [UInt8], _ reading: TextReading) -> InjectionResult {
    var result = detector.score(text.span, reading)
    for pattern in patterns where pattern.regex.occurs(in: text) {
      result.score = 1
      result.signals.append(pattern.name)
    }
    return result
  }

  /// Whether a signal is one of the configuration's own patterns.
  func isPattern(_ signal: String) -> Bool { patterns.contains { $0.name == signal } }

  /// Whether a score is an attack where no judge is asked.
  func isAttack(_ result: InjectionResult) -> Bool { result.score >= threshold }

  /// What is said of an attack.
  func objection(_ result: InjectionResult, _ location: String) -> Objection {
    Objection(
      name: result.signals.first ?? InjectionResult.classifier, reason: Self.reason, score: Int(result.score * 100), location: location,
      message: "Request blocked: potential prompt injection detected")
  }
}

/// What `prompt-injection` does by itself where a judge reads the messages.
struct DeclarationGuard: RequestGuard {
  let guardrail: InjectionGuard

  func objections(to request: PolicyRequest) -> [Objection] { guardrail.objections(toDeclarationsOf: request) }
}

/// `content_filter`, `safety-filter`: harmful content by category.
struct ContentGuard: RequestGuard, AnswerGuard {
  private let thresholds: [(category: String, threshold: Double)]
  private let terms: SpanScanner?

  init(_ settings: ContentFilterSettings, policy: String) throws(PolicyChain.Problem) {
    let level = ContentClassifier.levels[settings.level.rawValue] ?? 0.5
    thresholds = settings.categories.map { ($0, settings.thresholds[$0] ?? level) }
    terms =
      settings.terms.isEmpty
      ? nil : SpanScanner(try CustomDetectors.terms(settings.terms, maxDistance: settings.maxDistance, policy: policy))
  }

  func objections(to request: PolicyRequest) -> [Objection] {
    request.objections(where: Self.isInspected) { objection($0, $1, $2) }
  }

  func objections(to answer: PolicyAnswer) -> [Objection] {
    answer.texts.compactMap { objection($0.bytes, TextReading($0.bytes.span), $0.location) }
  }

  /// System messages are the application's own, and so are declarations.
  static func isInspected(_ text: PolicyRequest.Text) -> Bool {
    switch text.place.span.kind {
    case .name: false
    case .tools, .settings: text.place.span.isString && text.place.role != .system
    default: text.place.role != .system
    }
  }

  private func objection(_ text: [UInt8], _ reading: @autoclosure () -> TextReading, _ location: String) -> Objection? {
    hasTerm(text) ? objection("blocked_term", 1, location) : worst(ContentClassifier.scores(reading()), location)
  }

  /// The reason code of its findings.
  static let reason = "unsafe_content"

  /// The categories that count.
  var categories: [String] { thresholds.map(\.category) }

  /// Whether one of the configuration's own terms occurs.
  func hasTerm(_ text: [UInt8]) -> Bool {
    guard let terms else { return false }
    func occurs(in reading: FoldedText) -> Bool {
      var folded = reading
      folded.append(text.span)
      folded.finish()
      if !terms.scan(folded.bytes.span, isFinal: true).findings.isEmpty { return true }
      return folded.firstTag != nil && !folded.readsTags && occurs(in: FoldedText(tagsOf: false, from: 0))
    }
    return occurs(in: FoldedText())
  }

  /// What is said of the worst category that reaches its threshold, or one that holds for all.
  func worst(_ scores: ContentScores, _ location: String, from limit: Double? = nil) -> Objection? {
    let worst = thresholds.filter { scores[$0.category] >= limit ?? $0.threshold }.max { scores[$0.category] < scores[$1.category] }
    return worst.map { objection($0.category, scores[$0.category], location) }
  }

  /// What is said of a category.
  func objection(_ name: String, _ score: Double, _ location: String) -> Objection {
    Objection(
      name: name, reason: Self.reason, score: Int(score * 100), location: location, message: "Blocked by the content filter: \(name).")
  }
}
