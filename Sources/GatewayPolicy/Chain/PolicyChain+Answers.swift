public import OpenAIWire

extension PolicyChain {
  /// What came of a whole answer.
  public struct AnswerOutcome: Sendable {
    /// The verdict.
    public var verdict = PolicyVerdict()
    /// The redactions, as changes to the body.
    public var patches = PatchList()
    /// What has to be asked before the verdict holds; nil when nothing has.
    public var hearing: JudgeHearing?
  }

  /// Looks at the body of a whole answer of chat completions or completions.
  public func enforce(_ body: RawSpan, request: PolicyRequest, vault: PlaceholderVault) -> AnswerOutcome {
    var outcome = AnswerOutcome()
    let texts: AnswerTexts
    do throws(JSONProblem) { texts = try AnswerTexts.scan(body) } catch {
      if !failsOpen { outcome.verdict.block = uninspectableAnswer("The answer cannot be inspected: \(error.description).") }
      return outcome
    }
    if texts.holdsUninspectable, !allowsUninspectableAnswers {
      outcome.verdict.block = uninspectableAnswer(
        "The answer holds media, or arguments of a tool call that are no text: no policy can inspect them.")
      return outcome
    }
    var vault = vault
    var answer = PolicyAnswer(to: request)
    var hits: [(hits: [SpanHit], location: String)] = []
    var changedChoices = Set<Int>()
    var changes: [BytePatch] = []
    let redactor = TextRedactor(outputSpans)
    for text in texts.texts {
      let bytes = JSONText.unescaped(body, text.token)
      answer.append(bytes, to: text.lane)
      let result = redactor.redact(bytes, isJSON: text.lane.isJSON, vault: &vault)
      if !result.hits.isEmpty { hits.append((result.hits, PolicyAnswer.location(text.lane))) }
      guard let changed = result.text else { continue }
      changedChoices.insert(text.lane.choice)
      changes.append(BytePatch(range: text.token.range, replacement: JSONText.quoted(String(decoding: changed, as: UTF8.self))))
    }
    (outcome.verdict, outcome.hearing) = inspect(answer, spanHits: hits)
    outcome.verdict.isRedacted = !changedChoices.isEmpty
    outcome.hearing?.verdict.isRedacted = outcome.verdict.isRedacted
    if outputSpans.guardsRepetitions { changes += hidingRepetitions(texts, body, changedChoices) }
    // In the document's order each of them goes behind the last one.
    for change in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      outcome.patches.replace(change.range, with: change.replacement)
    }
    return outcome
  }

  /// A target's words beside an answer, such as the message of its error, as the policies give them to the client; nil when one of them would end an answer with these words.
  public func passed(_ words: String) -> String? {
    var vault = PlaceholderVault()
    let result = TextRedactor(outputSpans).redact(Array(words.utf8), vault: &vault)
    if result.stop != nil { return nil }
    return result.text.map { String(decoding: $0, as: UTF8.self) } ?? words
  }

  /// The changes that take away what repeats a text in another form, where that was changed or does not say the same.
  private func hidingRepetitions(_ texts: AnswerTexts, _ body: RawSpan, _ changed: Set<Int>) -> [BytePatch] {
    guard !texts.repetitions.isEmpty else { return [] }
    let ofChoices = Dictionary(grouping: texts.texts.filter { !$0.lane.isName }, by: \.lane.choice)
    return texts.repetitions.flatMap { repetition -> [BytePatch] in
      if repetition.isLogprobs, !changed.contains(repetition.choice), repetition.choice >= 0 {
        let text = (ofChoices[repetition.choice] ?? []).flatMap { JSONText.unescaped(body, $0.token) }
        if LogprobTokens.say(text, in: body.extracting(repetition.range)) {
          return LogprobTokens.hidingAlternatives(repetition.range, of: body)
        }
      }
      return [BytePatch(range: repetition.range, replacement: Array("null".utf8))]
    }
  }
}

extension LogprobTokens {
  /// The changes that take the tokens out of log probabilities that are not the text's.
  static func hidingAlternatives(_ logprobs: Range<Int>, of body: RawSpan) -> [BytePatch] {
    alternatives(in: body.extracting(logprobs)).map { alternative in
      let range = alternative.range.lowerBound &+ logprobs.lowerBound..<alternative.range.upperBound &+ logprobs.lowerBound
      return BytePatch(range: range, replacement: Array(alternative.empty.utf8))
    }
  }
}

extension AnswerLane {
  /// Whether the text is the name of a tool.
  var isName: Bool {
    switch field {
    case .toolName, .functionName: true
    default: false
    }
  }
}
