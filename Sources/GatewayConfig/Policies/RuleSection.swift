internal import GatewayCore
internal import GatewayPolicy

/// The types of rules of the list shape.
enum RuleType: String, CaseIterable, Sendable {
  case piiDetection = "pii_detection"
  case promptInjection = "prompt_injection"
  case contentFilter = "content_filter"

  /// The kind that does the same in a chain.
  var kind: String {
    switch self {
    case .piiDetection: PIIDetectorSection.kind
    case .promptInjection: PromptInjectionSection.kind
    case .contentFilter: SafetyFilterSection.kind
    }
  }

  /// What it can do.
  var actions: [PolicyDefinition.Action] {
    self == .piiDetection ? PolicyDefinition.Action.allCases : [.block, .escalate, .flag]
  }

  /// The keys that do not go with it.
  var misplacedKeys: Set<String> {
    switch self {
    case .piiDetection: ["categories", "threshold", "judge", "system_messages"]
    case .promptInjection: ["categories", "patterns", "redaction", "restore", "min_score"]
    case .contentFilter: ["patterns", "detect_patterns", "redaction", "restore", "min_score", "system_messages"]
    }
  }
}

/// One rule of a policy of the list.
struct RuleSection: ConfigRecord {
  var type: RuleType?
  var common = CommonPolicySettings()
  var patterns: [String]?
  var categories: [String]?
  var ownPatterns: [SpanSettings.Pattern]?
  var redaction: RedactionSection?
  var restore: Bool?
  var minScore: Int?
  var threshold: RuleThreshold?
  var judge: JudgeSection?
  var systemMessages: InjectionSettings.SystemMessages?

  static let schema = RecordSchema<RuleSection>(fields: [
    Field("type", .name(of: RuleType.allCases, what: "policy type"), \.type, required: true, doc: "What is looked for."),
    Field(
      "action", .name(of: PolicyDefinition.Action.allCases, what: "action"), \.common.action, required: true,
      doc: "What is done when it is found."),
    Field(
      "patterns", .entities, \.patterns, default: "`pii` and `pci`",
      doc: "With `pii_detection`: kinds of data, or groups of them, as `entities` of `pii-detector`."),
    Field(
      "categories", .list(of: .oneOf(SafetyFilterSection.categories, what: "category")), \.categories, default: "all",
      doc: "With `content_filter`: which kinds of content."),
    Field("detect_patterns", .list(of: .pattern(named: "custom")), \.ownPatterns, doc: "Regular expressions of your own."),
    Field("redaction", .record(), \.redaction, doc: "With `pii_detection`: how markers are written."),
    Field("restore", .boolean, \.restore, default: "`false`", doc: "With `pii_detection`: whether values are put back into the answer."),
    Field(
      "min_score", .integer(0...100), \.minScore, default: "60", doc: "With `pii_detection`: how sure a finding must be. From 0 to 100."),
    Field(
      "threshold", .ruleThreshold, \.threshold, default: "`medium`; the classifier's own",
      doc:
        "With `content_filter` a level: `low` finds most, `high` only what is certain. With `prompt_injection` the score from which on a text "
        + "is an attack, from 0 to 1."),
    PromptInjectionSection.systemMessagesField(\.systemMessages),
    Field(
      "judge", .record(), \.judge, doc: "With `prompt_injection` and `content_filter`: asks a model of a target too; see `judge` below."),
    Field(
      "phase", .name(of: CommonPolicySettings.Phases.allCases, what: "phase"), \.common.phase, default: "as the kind's",
      doc: "Whether requests (`input`), answers (`output`) or both are looked at."),
    Field(
      "streaming_mode", .name(of: PolicyDefinition.StreamingMode.allCases, what: "mode"), \.common.streamingMode,
      default: "`realtime` for `redact` and `flag`, else `buffered`", doc: "How streamed answers are handled."),
    Field("message", .text(length: 1...500), \.common.message, doc: "What a client is told when the rule blocks."),
    Field(
      "uninspectable", .allowOrBlock, \.common.allowsUninspectable, default: "`block`",
      doc: "What is done with content that cannot be read."),
  ])

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    guard let type else { return }
    for member in node.members where type.misplacedKeys.contains(member.key) {
      context.inside(key: member.key) {
        $0.error(member.keyPlace, "\"\(member.key)\" does not go with a rule of type \(type.rawValue)")
      }
    }
    checkThreshold(type, node, &context)
    checkRedaction(node, &context)
    if type == .promptInjection { judge?.check(.injection, common, .input, in: node, &context) }
    if type == .contentFilter { judge?.check(.content, common, .both, in: node, &context) }
    guard let action = common.action, !type.actions.contains(action), let place = node["action"]?.place else { return }
    let known = type.actions.map(\.rawValue).joined(separator: ", ")
    context.inside(key: "action") { $0.error(place, "a rule of type \(type.rawValue) cannot \(action.rawValue); it can: \(known)") }
  }

  private func checkRedaction(_ node: ConfigNode, _ context: inout DecodeContext) {
    redaction?.check(ownPatterns, node, &context)
    context.checkRestore(restore, common, node)
    if let definition = definition(id: "") { context.warnOfIdle(definition, at: node.place) }
  }

  private func checkThreshold(_ type: RuleType, _ node: ConfigNode, _ context: inout DecodeContext) {
    guard let threshold, let place = node["threshold"]?.place else { return }
    context.inside(key: "threshold") { context in
      switch (type, threshold) {
      case (.contentFilter, .score): context.error(place, "a rule of type content_filter has a level: low, medium or high")
      case (.promptInjection, .level): context.error(place, "a rule of type prompt_injection has a score from 0 to 1")
      default: break
      }
    }
  }

  /// The policy that the rule describes.
  func definition(id: String) -> PolicyDefinition? {
    switch type {
    case .piiDetection:
      var section = PIIDetectorSection(common: common)
      section.entities = patterns
      section.patterns = ownPatterns
      section.redaction = redaction
      section.restore = restore
      section.minScore = minScore
      return section.definition(id: id)
    case .promptInjection:
      var section = PromptInjectionSection(common: common)
      section.patterns = ownPatterns
      if case .score(let score)? = threshold { section.threshold = score }
      section.judge = judge
      section.systemMessages = systemMessages
      return section.definition(id: id)
    case .contentFilter:
      var section = SafetyFilterSection(common: common)
      section.categories = categories
      if case .level(let level)? = threshold { section.level = level }
      section.judge = judge
      return section.definition(id: id)
    case nil: return nil
    }
  }
}

/// `threshold` of a rule: a level, or a score.
enum RuleThreshold: Sendable, Hashable {
  case level(ContentFilterSettings.Level)
  case score(Double)
}

extension ValueType<RuleThreshold> {
  /// A level by name, or a number from 0 to 1.
  static let ruleThreshold = Self("`low`, `medium`, `high`, or number") { node, context in
    if case .text = node.value {
      return ValueType<ContentFilterSettings.Level>.name(of: ContentFilterSettings.Level.allCases, what: "level").decode(node, &context)
        .map(RuleThreshold.level)
    }
    return ValueType<Double>.number(0...1).decode(node, &context).map(RuleThreshold.score)
  }
}
