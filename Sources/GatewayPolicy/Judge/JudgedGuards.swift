internal import GatewayCore

/// `prompt-injection` with a judge. Patterns of the configuration's own hold without it.
struct JudgedInjectionGuard: JudgedGuard {
  let guardrail: InjectionGuard
  let judge: JudgeSettings

  func reads(_ text: PolicyRequest.Text) -> Bool { guardrail.isJudged(text) }
  func reads(_ text: PolicyAnswer.Text) -> Bool { text.isProse }

  func examine(_ text: [UInt8], _ location: String) -> Examination {
    let result = guardrail.score(text, TextReading(text.span))
    let unasked = guardrail.isAttack(result) ? guardrail.objection(result, location) : nil
    let isCertain = judge.moment == .uncertain && result.score >= judge.band.upperBound
    // Patterns are noted last.
    if isCertain || result.signals.last.map(guardrail.isPattern) == true {
      return Examination(objection: guardrail.objection(result, location))
    }
    guard judge.moment == .always || judge.band.contains(result.score) else { return Examination() }
    return Examination(doubts: [JudgeCategories.injection], unasked: unasked)
  }

  func objection(_ category: String, score: Int, _ location: String) -> Objection {
    guardrail.objection(InjectionResult(score: Double(score) / 100, signals: ["judge"]), location)
  }
}

/// `content_filter`, `safety-filter` with a judge. Terms of the configuration's own hold without it.
struct JudgedContentGuard: JudgedGuard {
  let guardrail: ContentGuard
  let judge: JudgeSettings

  func reads(_ text: PolicyRequest.Text) -> Bool { ContentGuard.isInspected(text) }
  func reads(_ text: PolicyAnswer.Text) -> Bool { true }

  func examine(_ text: [UInt8], _ location: String) -> Examination {
    if guardrail.hasTerm(text) { return Examination(objection: guardrail.objection("blocked_term", 1, location)) }
    let scores = ContentClassifier.scores(text.span)
    let unasked = guardrail.worst(scores, location)
    if judge.moment == .always { return Examination(doubts: guardrail.categories, unasked: unasked) }
    if let certain = guardrail.worst(scores, location, from: judge.band.upperBound) { return Examination(objection: certain) }
    let doubts = guardrail.categories.filter { judge.band.contains(scores[$0]) }
    return doubts.isEmpty ? Examination() : Examination(doubts: doubts, unasked: unasked)
  }

  func objection(_ category: String, score: Int, _ location: String) -> Objection {
    guardrail.objection(category, Double(score) / 100, location)
  }
}
