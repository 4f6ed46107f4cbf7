internal import GatewayCore
internal import OpenAIWire

/// `quality-scorer`, as far as it is deterministic.
struct QualityGuard: AnswerGuard {
  private struct Check {
    let assertion: QualitySettings.Assertion
    let regex: PatternRegex?
    let values: [[UInt8]]
  }

  private let settings: QualitySettings
  private let checks: [Check]

  init(_ settings: QualitySettings, policy: String) throws(PolicyChain.Problem) {
    self.settings = settings
    var checks: [Check] = []
    for assertion in settings.assertions {
      var regex: PatternRegex?
      if assertion.kind == .regex {
        let pattern = SpanSettings.Pattern(name: assertion.name, expression: assertion.values.first ?? "")
        regex = try CustomDetectors.regex(pattern, policy: policy, ignoresCase: !assertion.isCaseSensitive)
      }
      let values = assertion.values.map { Array(assertion.isCaseSensitive ? $0.utf8 : $0.lowercased().utf8) }
      if [.minLength, .maxLength, .wordCount].contains(assertion.kind), assertion.values.first.flatMap({ Int($0) }) == nil {
        throw PolicyChain.Problem(policy: policy, message: "the assertion '\(assertion.name)' needs a number as its value")
      }
      checks.append(Check(assertion: assertion, regex: regex, values: values))
    }
    self.checks = checks
  }

  func objections(to answer: PolicyAnswer) -> [Objection] {
    answer.texts.filter { $0.lane.field == .content || $0.lane.field == .text }.flatMap { objections($0.bytes, $0.location) }
  }

  private func objections(_ text: [UInt8], _ location: String) -> [Objection] {
    var result: [Objection] = []
    func object(_ name: String, _ message: String) {
      result.append(Objection(name: name, reason: "low_quality_output", score: 100, location: location, message: message))
    }
    let characters = String(decoding: text, as: UTF8.self).count
    if characters < settings.minCharacters {
      object("min_output_chars", "The answer is shorter than \(settings.minCharacters) characters.")
    }
    if settings.minSentences > 0, Self.sentences(text) < settings.minSentences {
      object("min_sentences", "The answer has fewer than \(settings.minSentences) sentences.")
    }
    var held = 0.0
    for check in checks {
      let holds = Self.holds(check, text, characters) != check.assertion.isNegated
      if holds { held += check.assertion.weight }
      if !holds, check.assertion.isEnforced {
        object(check.assertion.name, "The answer does not meet the assertion '\(check.assertion.name)'.")
      }
    }
    let total = checks.reduce(0) { $0 + $1.assertion.weight }
    if total > 0, held / total < settings.minScore { object("score", "The answer does not meet enough assertions.") }
    return result
  }

  /// Runs of `.`, `!`, `?` behind something else.
  private static func sentences(_ text: [UInt8]) -> Int {
    var count = 0
    var isOpen = false
    for byte in text {
      if byte == 0x2e || byte == 0x21 || byte == 0x3f {
        if isOpen { count += 1 }
        isOpen = false
      } else if !ByteClass.isSpace(byte) {
        isOpen = true
      }
    }
    return count + (isOpen ? 1 : 0)
  }

  private static func holds(_ check: Check, _ text: [UInt8], _ characters: Int) -> Bool {
    let subject = check.assertion.isCaseSensitive ? text : text.map(ByteClass.lowered)
    let number = check.assertion.values.first.flatMap { Int($0) } ?? 0
    switch check.assertion.kind {
    case .equals: return check.values.contains(subject)
    case .contains, .containsAll: return check.values.allSatisfy { subject.containsText($0) }
    case .containsAny: return check.values.contains { subject.containsText($0) }
    case .startsWith: return check.values.contains { subject.starts(with: $0) }
    case .endsWith: return check.values.contains { subject.suffix($0.count).elementsEqual($0) }
    case .regex: return check.regex?.occurs(in: text) ?? false
    case .isJSON: return isJSON(text)
    case .containsJSON: return containsJSON(text)
    case .minLength: return characters >= number
    case .maxLength: return characters <= number
    case .wordCount: return text.split(whereSeparator: ByteClass.isSpace).count >= number
    }
  }

  private static func isJSON(_ text: [UInt8]) -> Bool {
    var cursor = JSONCursor()
    do throws(JSONProblem) {
      try cursor.start(text.span.bytes)
      try cursor.skipValue(text.span.bytes)
      try cursor.finish(text.span.bytes)
      return true
    } catch {
      return false
    }
  }

  /// From the first brace to the last one.
  private static func containsJSON(_ text: [UInt8]) -> Bool {
    guard let first = text.firstIndex(where: { $0 == 0x7b || $0 == 0x5b }), let last = text.lastIndex(where: { $0 == 0x7d || $0 == 0x5d }),
      first < last
    else {
      return false
    }
    return isJSON(Array(text[first...last]))
  }
}
