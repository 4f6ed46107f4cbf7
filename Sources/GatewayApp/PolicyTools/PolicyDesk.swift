internal import GatewayConfig
internal import GatewayCore
internal import GatewayPolicy
internal import GatewayProviders
internal import OpenAIWire

/// Policies at a desk: the very code that the gateway runs, applied to texts, requests and answers at hand.
public struct PolicyDesk: Sendable {
  /// Why there are no policies to try.
  public struct Problem: Error, Sendable, CustomStringConvertible {
    /// Every error.
    public let description: String
  }

  private let chain: PolicyChain
  private let targets: TargetJudge?
  private let jsonDepth = 128

  /// The policies of configuration files, later ones over earlier ones; without files, everything that is built in, found and not blocked.
  /// - Throws: ``Problem`` with every error of the files.
  public init(files: [String], environment: [String: String]) throws(Problem) {
    guard !files.isEmpty else {
      chain = try Self.compiled(Self.everything)
      targets = nil
      return
    }
    let result = ConfigLoader(environment: environment).load(paths: files)
    guard let snapshot = result.snapshot else {
      throw Problem(description: result.errors.map(\.description).joined(separator: "\n"))
    }
    chain = try Self.compiled(snapshot.policies)
    targets = chain.judgesTargets ? TargetJudge(snapshot) : nil
  }

  private static func compiled(_ policies: [PolicyDefinition]) throws(Problem) -> PolicyChain {
    do { return try PolicyChain(policies) } catch { throw Problem(description: "policy '\(error.policy)': \(error.message)") }
  }

  /// What is built in.
  private static var everything: [PolicyDefinition] {
    let entities = Entity.allCases.filter { $0 != .custom }.map(\.name)
    return [
      PolicyDefinition(id: "data", kind: "pii-detector", action: .redact, guardrail: .spans(SpanSettings(entities: entities))),
      PolicyDefinition(
        id: "injection", kind: "prompt-injection", phases: [.input], action: .flag, guardrail: .promptInjection(InjectionSettings())),
      PolicyDefinition(
        id: "content", kind: "safety-filter", action: .flag,
        guardrail: .contentFilter(ContentFilterSettings(categories: ContentFilterSettings.allCategories))),
    ]
  }

  /// The most characters that a streamed answer's redaction holds back.
  public var holdBack: Int { chain.outputSpans.bound }

  /// What the policies say of a text, as the content of a user's message or of an answer; `headers` are those of the request.
  public func explain(text: String, headers: [String: String] = [:], isAnswer: Bool) -> PolicyExplanation {
    let quoted = String(decoding: JSONText.quoted(text), as: UTF8.self)
    if isAnswer {
      let body = Array(#"{"choices":[{"index":0,"message":{"role":"assistant","content":\#(quoted)},"finish_reason":"stop"}]}"#.utf8)
      let request = PolicyRequest(headers: Self.lowered(headers))
      var outcome = chain.enforce(body.span.bytes, request: request, vault: PlaceholderVault())
      let questions = settle(outcome.hearing, &outcome.verdict)
      return PolicyExplanation(outcome.verdict, sent: Self.text(outcome.patches, body) ?? text, questions: questions)
    }
    let body = Array(#"{"messages":[{"role":"user","content":\#(quoted)}]}"#.utf8)
    guard let scanned = try? RequestFields.scanTexts(body.span.bytes) else { return PolicyExplanation(PolicyVerdict(), sent: text) }
    let routing = targets?.opinion(of: scanned.fields, chain) ?? .unconcerned
    if case .block(let block) = routing { return Self.explanation(block) }
    var outcome = chain.inspect(PolicyRequest(body.span.bytes, scanned.texts, headers: Self.lowered(headers)))
    let questions = settle(outcome.hearing, &outcome.verdict)
    return PolicyExplanation(outcome.verdict, sent: Self.text(outcome.patches, body) ?? text, questions: questions, notes: routing.notes)
  }

  /// What the policies say of a request's body, and of the answer to it if there is one.
  /// - Throws: ``Problem`` when a body is not acceptable JSON.
  public func explain(request body: [UInt8], headers: [String: String] = [:], answer: [UInt8]? = nil) throws(Problem) -> PolicyExplanation {
    let scanned: (fields: RequestFields, texts: PromptTexts)
    do { scanned = try RequestFields.scanTexts(body.span.bytes, maxDepth: jsonDepth) } catch {
      throw Problem(description: "the request is not acceptable JSON: \(error.description)")
    }
    let routing = targets?.opinion(of: scanned.fields, chain) ?? .unconcerned
    if case .block(let block) = routing { return Self.explanation(block) }
    let request = PolicyRequest(body.span.bytes, scanned.texts, headers: Self.lowered(headers))
    var outcome = chain.inspect(request)
    var questions = settle(outcome.hearing, &outcome.verdict)
    guard let answer, outcome.verdict.block == nil else {
      let sent = String(decoding: outcome.patches.applied(to: body.span.bytes), as: UTF8.self)
      return PolicyExplanation(outcome.verdict, sent: sent, questions: questions, notes: routing.notes)
    }
    var reply = chain.enforce(answer.span.bytes, request: request, vault: outcome.vault)
    questions += settle(reply.hearing, &reply.verdict)
    var verdict = reply.verdict
    verdict.findings = outcome.verdict.findings + verdict.findings
    verdict.isRedacted = verdict.isRedacted || outcome.verdict.isRedacted
    let sent = String(decoding: reply.patches.applied(to: answer.span.bytes), as: UTF8.self)
    return PolicyExplanation(verdict, sent: sent, questions: questions, notes: routing.notes)
  }

  private static func lowered(_ headers: [String: String]) -> [String: String] {
    Dictionary(headers.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
  }

  private static func explanation(_ block: PolicyBlock) -> PolicyExplanation {
    var verdict = PolicyVerdict()
    verdict.block = block
    return PolicyExplanation(verdict, sent: nil)
  }

  /// At a desk nobody is asked: the built-in classifiers have the last word, and what would have been asked is told.
  private func settle(_ hearing: JudgeHearing?, _ verdict: inout PolicyVerdict) -> [String] {
    guard let hearing else { return [] }
    verdict = chain.concludeUnasked(hearing)
    return hearing.summary
  }

  /// The text that replaces the only string that a patch changes.
  private static func text(_ patches: PatchList, _ body: [UInt8]) -> String? {
    guard let patch = patches.patches.first else { return nil }
    return String(decoding: JSONText.decoded(patch.replacement.span.bytes, string: 0..<patch.replacement.count), as: UTF8.self)
  }
}
