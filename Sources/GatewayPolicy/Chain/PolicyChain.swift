public import GatewayCore
public import OpenAIWire

/// The policies of one configuration, compiled: immutable, shared by all requests of its snapshot.
///
/// Order matters: what is said of a request or an answer is said by the first policy of the chain that objects. All policies look at the text as it came; one does not
/// object to what an earlier one has removed. Redactions accumulate.
public final class PolicyChain: Sendable {
  /// Why a policy cannot be compiled.
  public struct Problem: Error, Hashable, Sendable {
    /// The policy's id.
    public let policy: String
    /// What is wrong, and what to do.
    public let message: String

    /// A problem of its parts.
    public init(policy: String, message: String) {
      self.policy = policy
      self.message = message
    }
  }

  /// The most bytes that all policies look at in some milliseconds at worst: what is longer is better looked at elsewhere than on an event loop.
  public static let shortText = 16 << 10

  /// The policies, in order.
  public let policies: [PolicyDefinition]
  /// What looks at the texts of requests by spans.
  public let inputSpans: SpanPlan
  /// What looks at the texts of answers by spans.
  public let outputSpans: SpanPlan
  private let requestGuards: [(policy: Int, guardrail: any RequestGuard)]
  private let answerGuards: [(policy: Int, guardrail: any AnswerGuard)]
  /// The policies on requests that have a judge, and those on answers.
  let requestJudges: [JudgedPolicy]
  let answerJudges: [JudgedPolicy]

  /// Whether an answer that cannot be read passes without its policies (`--fail-mode allow`).
  public let failsOpen: Bool

  /// Compiles policies; `failsOpen` lets answers that cannot be read pass.
  /// - Throws: ``Problem`` for the first one that cannot be compiled.
  public init(_ policies: [PolicyDefinition], failsOpen: Bool = false) throws(Problem) {
    self.policies = policies
    self.failsOpen = failsOpen
    inputSpans = try SpanPlanBuilder.plan(policies, .input)
    outputSpans = try SpanPlanBuilder.plan(policies, .output)
    var requestGuards: [(policy: Int, guardrail: any RequestGuard)] = []
    var answerGuards: [(policy: Int, guardrail: any AnswerGuard)] = []
    var judges: [JudgedPolicy] = []
    for (index, policy) in policies.enumerated() {
      if let guardrail = try GuardFactory.judged(policy) { judges.append((index, guardrail)) }
      let guards = try GuardFactory.guards(for: policy)
      if policy.phases.contains(.input), let guardrail = guards.request { requestGuards.append((index, guardrail)) }
      if policy.phases.contains(.output), let guardrail = guards.answer { answerGuards.append((index, guardrail)) }
    }
    self.requestGuards = requestGuards
    self.answerGuards = answerGuards
    requestJudges = judges.filter { policies[$0.policy].phases.contains(.input) }
    answerJudges = judges.filter { policies[$0.policy].phases.contains(.output) }
    headerNames = Set(policies.flatMap(GuardFactory.headerNames))
    judgesTargets = policies.contains { if case .dataRouting = $0.guardrail { true } else { false } }
    requestRefusal = policies.firstIndex { $0.phases.contains(.input) && $0.refusesUninspectable }
    answerRefusal = policies.firstIndex { $0.phases.contains(.output) && $0.refusesUninspectable }
    restoresValues = policies.contains(where: \.restoresValues)
    assemblingPolicies = policies.filter(\.assemblesStreams).map(\.id)
  }

  /// The header fields that policies look at, in lower case.
  public let headerNames: Set<String>

  /// Whether any policy looks at requests.
  public var inspectsRequests: Bool { !inputSpans.isEmpty || !requestGuards.isEmpty || !requestJudges.isEmpty }

  /// Whether any policy looks at answers.
  public var inspectsAnswers: Bool { !outputSpans.isEmpty || !answerGuards.isEmpty || !answerJudges.isEmpty }

  /// Whether a streamed answer has to be assembled before any of it is sent: what blocks does so by default, what redacts does not.
  public var buffersStreams: Bool { !assemblingPolicies.isEmpty }

  /// The ids of the policies that want streamed answers assembled, in order.
  public let assemblingPolicies: [String]

  /// Whether what a policy takes out of a request is put back into the answer.
  private let restoresValues: Bool

  /// Whether any policy judges answers as a whole.
  var judgesAnswers: Bool { !answerGuards.isEmpty || !answerJudges.isEmpty }

  /// Whether content that no policy can look at is refused in a phase, and by which policy.
  func refusesUninspectable(_ phase: PolicyDefinition.Phase) -> Int? { phase == .input ? requestRefusal : answerRefusal }

  private let requestRefusal: Int?
  private let answerRefusal: Int?

  // MARK: Targets

  /// Whether a policy has demands on targets.
  public let judgesTargets: Bool

  /// Which of some targets may be used, by what their operators do with data.
  /// - Returns: the places of those that may, and the block when there is none and a policy demands one.
  public func compliant(_ dataPolicies: [DataPolicy?]) -> (places: [Int], block: PolicyBlock?) {
    var places = Array(dataPolicies.indices)
    for policy in policies {
      guard case .dataRouting(let settings) = policy.guardrail else { continue }
      let left = places.filter { dataPolicies[$0]?.complies(with: settings) ?? DataPolicy().complies(with: settings) }
      if left.isEmpty, settings.blocksWithoutCompliantTarget {
        return ([], block(policy, .input, reason: "no_compliant_target", message: "No target of this model complies with the data policy."))
      }
      if !left.isEmpty { places = left }
    }
    return (places, nil)
  }

  // MARK: Requests

  /// What came of a request.
  public struct RequestOutcome: Sendable {
    /// The verdict.
    public var verdict = PolicyVerdict()
    /// The redactions, as changes to the body.
    public var patches = PatchList()
    /// Values to put back into the answer.
    public var vault = PlaceholderVault()
    /// What has to be asked before the verdict holds; nil when nothing has.
    public var hearing: JudgeHearing?
  }

  /// Looks at a request.
  public func inspect(_ request: PolicyRequest) -> RequestOutcome {
    var outcome = RequestOutcome()
    var blocks: [Int: PolicyBlock] = [:]
    if request.uninspectableCount > 0, let policy = refusesUninspectable(.input) {
      blocks[policy] = uninspectable(
        policy, .input,
        "This request holds content that the policy '\(policies[policy].id)' cannot inspect\(request.uninspectablePlace.map { " (\($0))" } ?? "")."
      )
    }
    let redacted = inputSpans.isEmpty ? [:] : redact(request, &outcome, &blocks)
    for (policy, guardrail) in requestGuards {
      note(guardrail.objections(to: request), policy, .input, &outcome.verdict, &blocks)
    }
    if !requestJudges.isEmpty { outcome.hearing = examine(request, redacted, &outcome.verdict, &blocks) }
    finish(&outcome.verdict, blocks)
    outcome.hearing = outcome.verdict.block == nil ? outcome.hearing : nil
    outcome.hearing?.verdict = outcome.verdict
    return outcome
  }

  /// Redacts the texts of a request.
  /// - Returns: those that were changed, by their places.
  private func redact(_ request: PolicyRequest, _ outcome: inout RequestOutcome, _ blocks: inout [Int: PolicyBlock]) -> [Int: [UInt8]] {
    let redactor = TextRedactor(inputSpans)
    if restoresValues { for text in request.texts { outcome.vault.avoid(text.bytes) } }
    var changed: [Int: [UInt8]] = [:]
    var ofParts: [Int: TextRedactor.Result] = [:]
    var parted = request.parted[...]
    for (index, text) in request.texts.enumerated() {
      if let run = parted.first, run[0] == index {
        parted.removeFirst()
        let results = redactor.redact(parts: run.map { request.texts[$0].bytes }, vault: &outcome.vault)
        for (part, result) in zip(run, results) { ofParts[part] = result }
      }
      let result = ofParts.removeValue(forKey: index) ?? redactor.redact(text.bytes, isJSON: text.isJSON, vault: &outcome.vault)
      if !result.hits.isEmpty { note(result.hits, .input, text.location, &outcome.verdict, &blocks) }
      guard let redacted = result.text else { continue }
      changed[index] = redacted
      outcome.verdict.isRedacted = true
      let bytes = text.place.span.isString ? JSONText.quoted(String(decoding: redacted, as: UTF8.self)) : redacted
      outcome.patches.replace(text.place.span.range, with: bytes)
    }
    return changed
  }

  // MARK: Answers

  /// Looks at a whole answer with the guardrails that are no span rules; span rules have their enforcers.
  /// - Returns: the verdict, and what has to be asked before it holds.
  public func inspect(_ answer: PolicyAnswer, spanHits: [(hits: [SpanHit], location: String)]) -> (
    verdict: PolicyVerdict, hearing: JudgeHearing?
  ) {
    var verdict = PolicyVerdict()
    var blocks: [Int: PolicyBlock] = [:]
    for entry in spanHits { note(entry.hits, .output, entry.location, &verdict, &blocks) }
    for (policy, guardrail) in answerGuards { note(guardrail.objections(to: answer), policy, .output, &verdict, &blocks) }
    var hearing = answerJudges.isEmpty ? nil : examine(answer, &verdict, &blocks)
    finish(&verdict, blocks)
    hearing = verdict.block == nil ? hearing : nil
    hearing?.verdict = verdict
    return (verdict, hearing)
  }

  /// The block that a hit in an answer stands for.
  public func block(for hit: SpanHit) -> PolicyBlock {
    block(policies[hit.policy], .output, reason: reason(policies[hit.policy]), message: nil)
  }

  /// The block of an answer that cannot be inspected.
  public func uninspectableAnswer(_ why: String) -> PolicyBlock {
    let policy = refusesUninspectable(.output) ?? policies.firstIndex { $0.phases.contains(.output) } ?? 0
    return uninspectable(policy, .output, why)
  }

  /// Whether an answer may hold content that no policy can look at.
  public var allowsUninspectableAnswers: Bool { refusesUninspectable(.output) == nil }

  // MARK: Findings

  /// The findings of hits in a text.
  public func findings(_ hits: [SpanHit], _ phase: PolicyDefinition.Phase, location: String) -> [PolicyFinding] {
    hits.filter { policies.indices.contains($0.policy) }.map { hit in
      let policy = policies[hit.policy]
      return PolicyFinding(
        policy: policy.id, kind: policy.kind, phase: phase, name: hit.name, reason: reason(policy), action: policy.action, score: hit.score,
        location: location, range: hit.range)
    }
  }

  private func note(
    _ hits: [SpanHit], _ phase: PolicyDefinition.Phase, _ location: String, _ verdict: inout PolicyVerdict,
    _ blocks: inout [Int: PolicyBlock]
  ) {
    verdict.findings += findings(hits, phase, location: location)
    for hit in hits where hit.action == .block || hit.action == .escalate {
      blocks[hit.policy] = blocks[hit.policy] ?? block(policies[hit.policy], phase, reason: reason(policies[hit.policy]), message: nil)
    }
  }

  func note(
    _ objections: [Objection], _ index: Int, _ phase: PolicyDefinition.Phase, _ verdict: inout PolicyVerdict,
    _ blocks: inout [Int: PolicyBlock]
  ) {
    let policy = policies[index]
    for objection in objections {
      verdict.findings.append(
        PolicyFinding(
          policy: policy.id, kind: policy.kind, phase: phase, name: objection.name, reason: objection.reason, action: policy.action,
          score: objection.score, location: objection.location))
    }
    guard let first = objections.first, policy.action == .block || policy.action == .escalate else { return }
    blocks[index] = blocks[index] ?? block(policy, phase, reason: first.reason, message: first.message)
  }

  /// The first policy that blocks ends the chain: what later ones would have said is not said.
  func finish(_ verdict: inout PolicyVerdict, _ blocks: [Int: PolicyBlock]) {
    guard let first = blocks.keys.min() else { return }
    verdict.block = blocks[first]
    let later = Set(policies[(first + 1)...].map(\.id)).subtracting(policies[...first].map(\.id))
    verdict.findings.removeAll { later.contains($0.policy) }
  }

  private func block(_ policy: PolicyDefinition, _ phase: PolicyDefinition.Phase, reason: String, message: String?) -> PolicyBlock {
    let subject = phase == .input ? "This request" : "This answer"
    return PolicyBlock(
      policy: policy.id, kind: policy.kind, reason: reason,
      message: policy.message ?? message ?? "\(subject) was blocked by the policy '\(policy.id)'.",
      isEscalation: policy.action == .escalate,
      phase: phase)
  }

  private func uninspectable(_ index: Int, _ phase: PolicyDefinition.Phase, _ message: String) -> PolicyBlock {
    var block = block(policies[index], phase, reason: "uninspectable_content", message: nil)
    block.message = policies[index].refusesUninspectable ? "\(message) `uninspectable: allow` in its settings lets that pass." : message
    return block
  }

  /// The reason code of a policy's span findings.
  private func reason(_ policy: PolicyDefinition) -> String {
    switch policy.kind {
    case "hipaa-phi-detector": "phi_detected"
    case "dlp-filter": "dlp_match"
    default: "pii_detected"
    }
  }
}

extension PolicyDefinition {
  /// Whether a streamed answer has to be assembled for the policy before any of it is sent. What judges an answer as a whole needs that, whatever its ``streamingMode``.
  public var assemblesStreams: Bool {
    guard phases.contains(.output) else { return false }
    let wants = (streamingMode ?? (action == .block || action == .escalate ? .buffered : .realtime)) == .buffered
    return switch guardrail {
    case .spans, .agentFirewall: wants
    case .promptInjection, .contentFilter: wants || action != .flag || guardrail.judge != nil
    case .citations, .quality: wants || action != .flag
    case .roleAccess, .dataRouting, .auditLog: false
    }
  }

  /// Whether content that cannot be looked at ends the request or answer: where a block or redact rule applies, unless the configuration says otherwise.
  var refusesUninspectable: Bool {
    switch guardrail {
    case .spans(let settings): !(settings.allowsUninspectable ?? (action == .flag))
    case .promptInjection(let settings): !(settings.allowsUninspectable ?? (action == .flag))
    case .contentFilter(let settings): !(settings.allowsUninspectable ?? (action == .flag))
    default: false
    }
  }
}
