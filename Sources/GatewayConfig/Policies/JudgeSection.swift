internal import GatewayCore

/// `judge`
struct JudgeSection: ConfigRecord {
  var target: String?
  var style: JudgeSettings.Style?
  var moment: JudgeSettings.Moment?
  var band: [Double]?
  var timeout: Duration?
  var allowsOnError: Bool?
  var threshold: Double?
  var windowCharacters: Int?
  var maxQuestions: Int?
  var categories: [String: String]?

  private static let standard = JudgeSettings(target: "", style: .generic)

  static let schema = RecordSchema<JudgeSection>(fields: [
    Field("target", .targetID, \.target, required: true, doc: "The id of the target that is asked."),
    Field(
      "style", .name(of: JudgeSettings.Style.allCases, what: "style"), \.style,
      default: "`llama_guard` for `safety-filter`, `generic` for `prompt-injection`",
      doc: "How the model wants to be asked. `llama_guard` does not know prompt injection."),
    Field(
      "when", .name(of: JudgeSettings.Moment.allCases, what: "moment"), \.moment, default: "`uncertain`",
      doc:
        "`uncertain`: only about texts that the built-in classifier is not sure of. `always`: about every text, instead of the classifier."),
    Field(
      "band", .list(of: .number(0...1)), \.band, default: "`[0.2, 0.9]`",
      doc:
        "With `when: uncertain`: two scores of the classifier; below the first a text passes, from the second on it is a finding, between them the judge decides."
    ),
    Field("timeout_seconds", .seconds(0.1...120), \.timeout, default: "5", doc: "How long all answers may take together. From 0.1 to 120."),
    Field(
      "on_error", .allowOrBlock, \.allowsOnError, default: "as `--fail-mode`",
      doc: "What is done when there is no answer that can be read: `block` says 503 `judge_unavailable`."),
    Field(
      "threshold", .number(0...1), \.threshold, default: "0.5",
      doc: "With `style: shield_gemma`: the probability of `Yes` from which on it is a finding."),
    Field(
      "window_chars", .integer(500...100_000), \.windowCharacters, default: "\(standard.windowCharacters)",
      doc: "The most characters of one question; a longer text is cut into windows that overlap by an eighth. From 500 to 100,000."),
    Field(
      "max_questions", .integer(1...64), \.maxQuestions, default: "\(standard.maxQuestions)",
      doc: "The most questions about one request or answer; where more would be needed `on_error` decides. From 1 to 64."),
    Field(
      "categories", .textByName, \.categories,
      doc: "What the model's names of categories mean, where they are not the built-in ones: `{S4: illicit}`."),
  ])

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    if let target, let place = node["target"]?.place {
      context.judges.append(JudgeReference(target: target, path: "\(context.path).target", place: place))
    }
    if let band, let place = node["band"]?.place, band.count != 2 || band[0] >= band[1] {
      context.inside(key: "band") { $0.error(place, "expected two scores, the lower one first: [0.2, 0.9]") }
    }
    for member in node["categories"]?.members ?? [] {
      guard case .text(let name) = member.value.value, !ContentFilterSettings.allCategories.contains(name) else { continue }
      context.inside(key: "categories") { context in
        context.error(
          member.value.place, "unknown category \"\(name)\"; known: \(ContentFilterSettings.allCategories.joined(separator: ", "))",
          suggestion: NearestName.find(name, among: ContentFilterSettings.allCategories))
      }
    }
  }

  /// What a judge is for.
  enum Subject {
    case injection, content
  }

  /// Checks what follows from the policy that the judge belongs to.
  func check(
    _ subject: Subject, _ common: CommonPolicySettings, _ standard: CommonPolicySettings.Phases, in node: ConfigNode,
    _ context: inout DecodeContext
  ) {
    if subject == .injection, style == .llamaGuard, let place = node["judge"]?["style"]?.place {
      context.inside(key: "judge") { context in
        context.inside(key: "style") {
          $0.error(place, "llama_guard does not know prompt injection; use generic, granite_guardian or shield_gemma")
        }
      }
    }
    guard common.streamingMode == .realtime, (common.phase ?? standard) != .input, let place = node["streaming_mode"]?.place else { return }
    context.inside(key: "streaming_mode") {
      $0.error(place, "a judge hears the whole answer: with judge, answers cannot be realtime; use buffered, or phase: input")
    }
  }

  func settings(default style: JudgeSettings.Style) -> JudgeSettings? {
    guard let target else { return nil }
    var settings = JudgeSettings(target: target, style: self.style ?? style)
    settings.moment = moment ?? settings.moment
    if let band, band.count == 2, band[0] < band[1] { settings.band = band[0]..<band[1] }
    settings.timeout = timeout ?? settings.timeout
    settings.allowsOnFailure = allowsOnError
    settings.threshold = threshold ?? settings.threshold
    settings.windowCharacters = windowCharacters ?? settings.windowCharacters
    settings.maxQuestions = maxQuestions ?? settings.maxQuestions
    settings.categoryNames = categories ?? [:]
    return settings
  }
}

/// A target that a judge names, with the place where it does.
struct JudgeReference: Sendable {
  let target: String
  let path: String
  let place: ConfigPlace

  /// Checks the judges of a document: the targets are there, chat, and comply with the policies on data, as the judge reads what the model reads.
  static func check(_ sections: [TargetSection], _ policies: [PolicyDefinition], _ context: inout DecodeContext) {
    let names = TargetNames(sections)
    let demands = policies.compactMap { policy in if case .dataRouting(let settings) = policy.guardrail { settings } else { nil } }
    for judge in context.judges {
      context.at(path: judge.path) { context in
        guard names.ids.contains(judge.target) else {
          return context.error(
            judge.place, "there is no target \"\(judge.target)\"",
            suggestion: NearestName.find(judge.target, among: Array(names.ids.sorted().prefix(TargetNames.maximumNames))))
        }
        guard let target = names.target(id: judge.target).map({ names.targets[$0].target }) else { return }
        if let kind = target.providerString.kind, kind.endpoint != .chatCompletions {
          context.error(judge.place, "the target \"\(judge.target)\" is no chat model; a judge is asked by chat completions")
        }
        if demands.contains(where: { $0.blocksWithoutCompliantTarget && !(target.dataPolicy ?? DataPolicy()).complies(with: $0) }) {
          context.error(
            judge.place, "the target \"\(judge.target)\" does not comply with data-routing-policy; the judge reads what the model reads")
        }
      }
    }
  }
}
