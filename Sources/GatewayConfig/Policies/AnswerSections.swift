internal import GatewayCore

/// `citation-verifier`
struct CitationSection: PolicySection {
  static let kind = "citation-verifier"
  static let about =
    "Checks that an answer names sources, and that they occur in the request. Deterministic: nothing is looked up elsewhere."
  var common = CommonPolicySettings()
  var requireSources: Bool?
  var requireMatch: Bool?
  var minConfidence: Double?
  var patterns: [CitationSettings.Pattern]?
  var outputAction: CitationActionSection?

  static let schema = RecordSchema<CitationSection>(
    fields: [
      actionField([.flag, .block, .escalate], default: .flag),
      Field("require_sources", .boolean, \.requireSources, default: "`true`", doc: "Whether an answer must name a source."),
      Field(
        "require_source_match", .boolean, \.requireMatch, default: "`false`", doc: "Whether links and quotations must occur in the request."
      ),
      Field("min_confidence", .number(0...1), \.minConfidence, default: "0.8", doc: "The share of them that must occur. From 0 to 1."),
      Field(
        "extract_patterns", .list(of: .name(of: CitationSettings.Pattern.allCases, what: "pattern")), \.patterns, default: "all",
        doc: "What counts as a source: `academic` (`[1]`, `(Name, 2020)`, a DOI), `url`, `quote`."),
      Field("output_action", .record(), \.outputAction, doc: "`unverified_action`: as `action`."),
    ] + commonFields(phase: .output, readsTexts: false).filter { $0.key != "phase" },
    unsupported: ["min_groundedness", "external_resolver", "response"])

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    context.contradiction(
      common.action, outputAction?.action, key: "action", in: "output_action", nestedKey: "unverified_action", node)
  }

  func definition(id: String) -> PolicyDefinition {
    var settings = CitationSettings()
    settings.requiresSources = requireSources ?? true
    settings.requiresSourceMatch = requireMatch ?? false
    settings.minConfidence = minConfidence ?? 0.8
    settings.patterns = Set(patterns ?? CitationSettings.Pattern.allCases)
    var common = common
    common.action = common.action ?? outputAction?.action
    return common.policy(id, Self.kind, phase: .output, action: .flag, .citations(settings))
  }
}

/// `output_action`
struct CitationActionSection: ConfigRecord {
  var action: PolicyDefinition.Action?
  static let schema = RecordSchema<CitationActionSection>(
    fields: [Field("unverified_action", .name(of: [.flag, .block], what: "action"), \.action, default: "`flag`", doc: "As `action`.")],
    unsupported: ["hallucination_action"])
}

/// `quality-scorer`
struct QualitySection: PolicySection {
  static let kind = "quality-scorer"
  static let about = "Checks an answer by deterministic assertions."
  var common = CommonPolicySettings()
  var minCharacters: Int?
  var minSentences: Int?
  var assertions: [AssertionSection]?
  var failureAction: FailureActionSection?
  var passPolicy: PassPolicySection?

  static let schema = RecordSchema<QualitySection>(
    fields: [
      actionField([.flag, .block, .escalate], default: .flag),
      Field("min_output_chars", .integer(0...1_000_000), \.minCharacters, default: "0", doc: "The fewest characters. From 0 to 1000000."),
      Field("min_sentences", .integer(0...100_000), \.minSentences, default: "0", doc: "The fewest sentences. From 0 to 100000."),
      Field("assertions", .list(of: .record()), \.assertions, doc: "What must hold."),
      Field("failure_action", .record(), \.failureAction, doc: "`action`: as `action`."),
      Field("pass_policy", .record(), \.passPolicy, doc: "When the assertions count as passed."),
    ] + commonFields(phase: .output, readsTexts: false).filter { $0.key != "phase" },
    unsupported: ["providers", "weights", "thresholds"])

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    context.contradiction(common.action, failureAction?.action, key: "action", in: "failure_action", node)
  }

  func definition(id: String) -> PolicyDefinition {
    var settings = QualitySettings()
    settings.minCharacters = minCharacters ?? 0
    settings.minSentences = minSentences ?? 0
    settings.assertions = (assertions ?? []).compactMap(\.assertion)
    settings.minScore = passPolicy?.threshold ?? 0
    var common = common
    common.action = common.action ?? failureAction?.action
    return common.policy(id, Self.kind, phase: .output, action: .flag, .quality(settings))
  }
}

/// `failure_action`
struct FailureActionSection: ConfigRecord {
  var action: PolicyDefinition.Action?
  static let schema = RecordSchema<FailureActionSection>(fields: [
    Field("action", .name(of: [.flag, .block, .escalate], what: "action"), \.action, default: "`flag`", doc: "As `action`.")
  ])
}

/// `pass_policy`
struct PassPolicySection: ConfigRecord {
  var strategy: String?
  var threshold: Double?
  static let schema = RecordSchema<PassPolicySection>(fields: [
    Field("strategy", .oneOf(["weighted_average"], what: "strategy"), \.strategy, default: "`weighted_average`", doc: "The only value."),
    Field("threshold", .number(0...1), \.threshold, default: "0", doc: "The least weighted share of assertions that hold. From 0 to 1."),
  ])
}

/// One assertion of `quality-scorer`.
struct AssertionSection: ConfigRecord {
  var type: QualitySettings.Assertion.Kind?
  var name: String?
  var values: [String]?
  var weight: Double?
  var enabled: Bool?
  var mode: String?
  var severity: String?
  var negate: Bool?
  var caseSensitive: Bool?

  static let schema = RecordSchema<AssertionSection>(fields: [
    Field(
      "type", .name(of: QualitySettings.Assertion.Kind.allCases, what: "deterministic assertion"), \.type, required: true,
      doc: "What is stated."),
    Field("name", .text(length: 1...200), \.name, doc: "Its name in results."),
    Field("value", .textOrTexts, \.values, doc: "The text or texts that it is about; a number for lengths."),
    Field("weight", .number(0...10), \.weight, default: "1", doc: "Its weight. From 0 to 10."),
    Field("enabled", .boolean, \.enabled, default: "`true`", doc: "Whether it counts."),
    Field(
      "mode", .oneOf(["enforce", "audit", "shadow"], what: "mode"), \.mode, default: "`enforce`",
      doc: "Whether a failure of this one alone fails the answer."),
    Field("severity", .text(length: 1...50), \.severity, doc: "A label for people."),
    Field("negate", .boolean, \.negate, default: "`false`", doc: "Whether the opposite is stated."),
    Field("case_sensitive", .boolean, \.caseSensitive, default: "`false`", doc: "Whether case matters."),
  ])

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    guard let type, type != .isJSON, type != .containsJSON else { return }
    // An answer may have to be empty.
    guard (values ?? []).isEmpty || type != .equals && (values ?? []).allSatisfy(\.isEmpty) else { return }
    guard let place = node["value"]?.place else {
      return context.error(node.place, "an assertion of type \(type.rawValue) needs a \"value\"")
    }
    // Of what did not decode there is an error already.
    if values != nil { context.error(place, "an assertion of type \(type.rawValue) needs a \"value\" that is not empty") }
  }

  var assertion: QualitySettings.Assertion? {
    guard let type, enabled ?? true else { return nil }
    return QualitySettings.Assertion(
      kind: type, name: name ?? type.rawValue, values: values ?? [], weight: weight ?? 1, isEnforced: mode ?? "enforce" == "enforce",
      isNegated: negate ?? false, isCaseSensitive: caseSensitive ?? false)
  }
}

extension ValueType<[String]> {
  /// One text, one number, or a list of texts.
  static let textOrTexts = Self("text, number or list") { node, context in
    switch node.value {
    case .list: return ValueType<[String]>.list(of: .text(length: 0...2000)).decode(node, &context)
    case .integer(let number): return ["\(number)"]
    default: return ValueType<String>.text(length: 0...2000).decode(node, &context).map { [$0] }
    }
  }
}

/// `audit-logger`
struct AuditLoggerSection: PolicySection {
  static let kind = "audit-logger"
  static let about = "Writes the audit log, see docs/audit.md."
  var common = CommonPolicySettings()
  var immutable: Bool?
  var retentionDays: Int?
  var logAllAccess: Bool?
  var hipaaAuditControls: Bool?

  static let schema = RecordSchema<AuditLoggerSection>(fields: [
    Field(
      "immutable", .boolean, \.immutable, default: "`true`",
      doc: "Whether the record of a request is on disk before the client gets the end of the answer."),
    Field(
      "retention_days", .integer(1...36_500), \.retentionDays, default: "365",
      doc: "How long records are kept; whole segments go then. From 1 to 36500."),
    Field(
      "log_all_access", .boolean, \.logAllAccess, default: "`true`",
      doc: "Whether plainly allowed requests are recorded too; else only errors, blocks, redactions and findings."),
    Field(
      "hipaa_audit_controls", .boolean, \.hipaaAuditControls, default: "`false`",
      doc: "Whether `config check` warns when the settings fall short of what HIPAA asks for: every access, kept for six years."),
    enabledField,
  ])

  func definition(id: String) -> PolicyDefinition { common.policy(id, Self.kind, phase: .both, action: .flag, .auditLog(settings)) }

  private var settings: AuditLoggerSettings {
    var settings = AuditLoggerSettings()
    settings.immutable = immutable ?? settings.immutable
    settings.retentionDays = retentionDays ?? settings.retentionDays
    settings.logAllAccess = logAllAccess ?? settings.logAllAccess
    return settings
  }

  /// 45 CFR 164.316(b)(2)(i): six years.
  private static let hipaaDays = 2192

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    guard hipaaAuditControls == true else { return }
    // A number that could not be read has its own error.
    if settings.retentionDays < Self.hipaaDays, (node["retention_days"] == nil) == (retentionDays == nil) {
      let place = (node["retention_days"] ?? node["hipaa_audit_controls"])?.place ?? node.place
      context.warning(
        place, "retention_days is \(settings.retentionDays): HIPAA asks for six years, \(Self.hipaaDays) days", isStructural: true)
    }
    if logAllAccess == false, let place = node["log_all_access"]?.place {
      context.warning(place, "log_all_access is false: HIPAA asks for a record of every access", isStructural: true)
    }
  }
}
