internal import GatewayCore

/// Judges: what a chain asks, and what follows from the replies. docs/decisions/0017-judge.md says why it is in two steps.
extension PolicyChain {
  /// A policy with a judge.
  typealias JudgedPolicy = (policy: Int, guardrail: any JudgedGuard)

  /// A text that a judge may be asked about: where it stands, and how it is after redaction. The parts of a message together count only where they did not for themselves.
  private struct Exhibit {
    let bytes: [UInt8]
    let location: String
    var isJoined = false
    let redacted: () -> [UInt8]
  }

  /// What the policies with judges say of a request by themselves is noted; what they want to ask is the hearing. `redacted` has the texts that were changed, by their places.
  func examine(_ request: PolicyRequest, _ redacted: [Int: [UInt8]], _ verdict: inout PolicyVerdict, _ blocks: inout [Int: PolicyBlock])
    -> JudgeHearing?
  {
    var hearing = JudgeHearing(verdict, .input)
    for judged in requestJudges {
      let texts = request.texts.enumerated().filter { judged.guardrail.reads($0.element) }.map { index, text in
        Exhibit(bytes: text.bytes, location: text.location) { redacted[index] ?? text.bytes }
      }
      let joined = request.parted.filter { judged.guardrail.reads(request.texts[$0[0]]) }.map { run in
        let location = request.texts[run[0]].location
        return Exhibit(bytes: Self.lines(run.map { request.texts[$0].bytes }), location: location, isJoined: true) {
          Self.lines(run.map { redacted[$0] ?? request.texts[$0].bytes })
        }
      }
      examine(texts + joined, judged, &hearing, &verdict, &blocks)
    }
    return hearing.cases.isEmpty ? nil : hearing
  }

  private static func lines(_ texts: [[UInt8]]) -> [UInt8] { Array(texts.joined(separator: [0x0a])) }

  /// The same for an answer.
  func examine(_ answer: PolicyAnswer, _ verdict: inout PolicyVerdict, _ blocks: inout [Int: PolicyBlock]) -> JudgeHearing? {
    var hearing = JudgeHearing(verdict, .output)
    let redactor = TextRedactor(outputSpans)
    for judged in answerJudges {
      let texts = answer.texts.filter(judged.guardrail.reads).map { text in
        Exhibit(bytes: text.bytes, location: text.location) {
          // A vault of its own: values that were taken out of the request do not come back.
          var vault = PlaceholderVault()
          return redactor.redact(text.bytes, isJSON: text.lane.isJSON, vault: &vault).text ?? text.bytes
        }
      }
      examine(texts, judged, &hearing, &verdict, &blocks)
    }
    return hearing.cases.isEmpty ? nil : hearing
  }

  private func examine(
    _ texts: [Exhibit], _ judged: JudgedPolicy, _ hearing: inout JudgeHearing,
    _ verdict: inout PolicyVerdict, _ blocks: inout [Int: PolicyBlock]
  ) {
    var exhibits: [JudgeSeat.Exhibit] = []
    var objections: [Objection] = []
    var unasked: [Objection] = []
    var heard: Set<String> = []
    for text in texts where !text.bytes.isEmpty && !(text.isJoined && heard.contains(text.location)) {
      let examination = judged.guardrail.examine(text.bytes, text.location)
      if let objection = examination.objection { objections.append(objection) }
      if examination.objection != nil || !examination.doubts.isEmpty { heard.insert(text.location) }
      guard !examination.doubts.isEmpty else { continue }
      if let objection = examination.unasked { unasked.append(objection) }
      exhibits.append(JudgeSeat.Exhibit(text: text.redacted(), location: text.location, doubts: examination.doubts))
    }
    note(objections, judged.policy, hearing.phase, &verdict, &blocks)
    guard !exhibits.isEmpty else { return }
    let seat = JudgeSeat(policy: judged.policy, settings: judged.guardrail.judge, isAnswer: hearing.phase == .output)
    let questions = seat.questions(exhibits)
    let first = hearing.questions.count
    hearing.questions += questions ?? []
    hearing.cases.append(
      JudgeHearing.Case(
        policy: judged.policy, judge: judged.guardrail.judge, questions: questions.map { first..<(first + $0.count) }, unasked: unasked))
  }

  /// The verdict of a hearing.
  /// - Parameter replies: in the order of the questions. One that is missing is a failure.
  public func conclude(_ hearing: JudgeHearing, _ replies: [JudgeHearing.Reply]) -> PolicyVerdict {
    var verdict = hearing.verdict
    var blocks: [Int: PolicyBlock] = [:]
    for entry in hearing.cases {
      guard let guardrail = (hearing.phase == .input ? requestJudges : answerJudges).first(where: { $0.policy == entry.policy })?.guardrail
      else { continue }
      var objections: [Objection] = []
      var judgement = PolicyJudgement(
        policy: policies[entry.policy].id, phase: hearing.phase, target: entry.judge.target, questions: entry.questions?.count ?? 0,
        failures: 0, latency: .zero, word: .safe)
      for index in entry.questions ?? 0..<0 {
        let reply = index < replies.count ? replies[index] : JudgeHearing.Reply(.failed, latency: .zero)
        judgement.latency = max(judgement.latency, reply.latency)
        switch reply.reply {
        case .safe: break
        case .failed:
          judgement.failures += 1
          judgement.problem = judgement.problem ?? reply.problem
        case .unsafe(let names, let score):
          objections += names.map { guardrail.objection($0, score: score, hearing.questions[index].location) }
        }
      }
      note(objections, entry.policy, hearing.phase, &verdict, &blocks)
      let hasFailed = objections.isEmpty && (entry.questions == nil || judgement.failures > 0)
      if hasFailed { fail(entry, judgement, &verdict, &blocks) }
      if entry.questions == nil { judgement.problem = "too_long" }
      judgement.word = hasFailed ? .failed : objections.isEmpty ? .safe : .unsafe
      verdict.judgements.append(judgement)
    }
    finish(&verdict, blocks)
    return verdict
  }

  /// The verdict where nobody can be asked, as at a desk: the built-in classifiers' own.
  public func concludeUnasked(_ hearing: JudgeHearing) -> PolicyVerdict {
    var verdict = hearing.verdict
    var blocks: [Int: PolicyBlock] = [:]
    for entry in hearing.cases { note(entry.unasked, entry.policy, hearing.phase, &verdict, &blocks) }
    finish(&verdict, blocks)
    return verdict
  }

  /// A judge has given no verdict: the policy's failure.
  private func fail(
    _ entry: JudgeHearing.Case, _ judgement: PolicyJudgement, _ verdict: inout PolicyVerdict, _ blocks: inout [Int: PolicyBlock]
  ) {
    let phase = judgement.phase
    let policy = policies[entry.policy]
    let passes = entry.judge.allowsOnFailure ?? failsOpen
    verdict.findings.append(
      PolicyFinding(
        policy: policy.id, kind: policy.kind, phase: phase, name: "judge", reason: "judge_failed", action: passes ? .flag : policy.action,
        score: 0, location: "judge"))
    guard !passes, policy.action == .block || policy.action == .escalate else { return }
    let subject = phase == .input ? "This request" : "This answer"
    let why =
      entry.questions == nil
      ? "\(subject) is too long for the judge of the policy '\(policy.id)'."
      : "\(subject) could not be judged: the judge of the policy '\(policy.id)' \(judgement.problem == "unreadable_answer" ? "gave an answer that is no verdict" : "did not answer"). Send the request again."
    blocks[entry.policy] = PolicyBlock(
      policy: policy.id, kind: policy.kind, reason: "judge_failed", message: why, isEscalation: false, phase: phase,
      // Too long is too long the next time as well.
      isFailure: entry.questions != nil)
  }
}
