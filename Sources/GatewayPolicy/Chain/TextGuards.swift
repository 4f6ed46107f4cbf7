internal import GatewayCore

/// `prompt-injection`: looks at what users and tools say, and at answers if it is told to.
struct InjectionGuard: RequestGuard, AnswerGuard {
  private let detector: InjectionDetector
  private let threshold: Double
  private let patterns: [(name: String, regex: PatternRegex)]

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
  }

  func objections(to request: PolicyRequest) -> [Objection] {
    request.texts.filter(Self.isInspected).compactMap { objection($0.bytes, $0.reading, $0.location) }
  }

  func objections(to answer: PolicyAnswer) -> [Objection] {
    answer.texts.filter(\.isProse).compactMap { objection($0.bytes, TextReading($0.bytes.span), $0.location) }
  }

  /// System messages, tools and settings are the application's own; earlier answers are the model's.
  private static func isInspected(_ text: PolicyRequest.Text) -> Bool {
    switch text.place.span.kind {
    case .tools, .settings, .name: false
    case .toolArguments, .reasoning, .refusal: false
    case .content, .prompt, .suffix, .input: text.place.role != .system && text.place.role != .assistant
    }
  }

  private func objection(_ text: [UInt8], _ reading: TextReading, _ location: String) -> Objection? {
    var result = detector.score(text.span, reading)
    for pattern in patterns where pattern.regex.occurs(in: text) {
      result.score = 1
      result.signals.append(pattern.name)
    }
    guard result.score >= threshold else { return nil }
    return Objection(
      name: result.signals.first ?? "classifier", reason: "prompt_injection_detected", score: Int(result.score * 100), location: location,
      message: "Request blocked: potential prompt injection detected")
  }
}

/// `content_filter`, `safety-filter`: harmful content by category.
struct ContentGuard: RequestGuard, AnswerGuard {
  private let thresholds: [(category: String, threshold: Double)]
  private let terms: SpanScanner?

  init(_ settings: ContentFilterSettings) {
    let level = ContentClassifier.levels[settings.level.rawValue] ?? 0.5
    thresholds = settings.categories.map { ($0, settings.thresholds[$0] ?? level) }
    terms = settings.terms.isEmpty ? nil : SpanScanner([TermDetector(settings.terms, maxDistance: settings.maxDistance)])
  }

  func objections(to request: PolicyRequest) -> [Objection] {
    request.texts.filter { $0.place.span.isString && $0.place.span.kind != .name && $0.place.role != .system }.compactMap {
      objection($0.bytes, $0.reading, $0.location)
    }
  }

  func objections(to answer: PolicyAnswer) -> [Objection] {
    answer.texts.compactMap { objection($0.bytes, TextReading($0.bytes.span), $0.location) }
  }

  private func objection(_ text: [UInt8], _ reading: @autoclosure () -> TextReading, _ location: String) -> Objection? {
    func object(_ name: String, _ score: Double) -> Objection {
      Objection(
        name: name, reason: "unsafe_content", score: Int(score * 100), location: location,
        message: "Blocked by the content filter: \(name).")
    }
    if let terms {
      var folded = FoldedText()
      folded.append(text.span)
      folded.finish()
      if !terms.scan(folded.bytes.span, isFinal: true).findings.isEmpty { return object("blocked_term", 1) }
    }
    let scores = ContentClassifier.scores(reading())
    let worst = thresholds.filter { scores[$0.category] >= $0.threshold }.max { scores[$0.category] < scores[$1.category] }
    return worst.map { object($0.category, scores[$0.category]) }
  }
}
