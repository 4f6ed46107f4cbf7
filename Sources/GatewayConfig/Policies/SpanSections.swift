internal import GatewayCore
internal import GatewayPolicy

/// `pii-detector`
struct PIIDetectorSection: PolicySection {
  static let kind = "pii-detector"
  static let about = "Finds personal data by its form, checksums and context, and replaces it (or blocks)."
  var common = CommonPolicySettings()
  var entities: [String]?
  var healthcareMode: Bool?
  var pciMode: Bool?
  var patterns: [SpanSettings.Pattern]?
  var redaction: RedactionSection?
  var minScore: Int?
  var restore: Bool?

  static let schema = RecordSchema<PIIDetectorSection>(
    fields: [
      actionField(PolicyDefinition.Action.allCases, default: .redact),
      Field(
        "entities", .entities, \.entities, default: "`pii`",
        doc: "Kinds of data, or groups (`pii`, `pci`, `phi`, `secrets`, `financial`, `network`, `identity`)."),
      Field(
        "healthcare_mode", .boolean, \.healthcareMode, default: "`false`",
        doc: "Adds record, insurance and provider numbers of health care."),
      Field(
        "pci_mode", .boolean, \.pciMode, default: "`true` without `entities`, `false` beside them",
        doc: "Adds payment cards and their verification codes."),
      Field("detect_patterns", .list(of: .pattern(named: "custom")), \.patterns, doc: "Regular expressions of your own."),
      Field("redaction", .record(), \.redaction, doc: "How markers are written."),
      Field(
        "min_score", .integer(0...100), \.minScore, default: "60",
        doc: "How sure a finding must be. 100: a checksum holds; 50: only the form fits. From 0 to 100."),
      restoreField(\.restore),
    ] + commonFields(phase: .both),
    hints: [
      "patterns": "kinds of data stand in \"entities\", expressions of your own in \"detect_patterns\"; \"patterns\" is for rules of a list"
    ])

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    redaction?.check(patterns, node, &context)
    context.checkRestore(restore, common, node)
  }

  func definition(id: String) -> PolicyDefinition {
    var names = entities ?? EntityGroup.personal.map(\.name)
    func add(_ group: [Entity]) { names += group.map(\.name).filter { !names.contains($0) } }
    if pciMode ?? (entities == nil) { add([.creditCard, .cardVerification]) }
    if healthcareMode ?? false { add(EntityGroup.healthcare) }
    var settings = SpanSettings(entities: names)
    settings.patterns = patterns ?? []
    settings.threshold = minScore ?? settings.threshold
    settings.redaction = (redaction ?? RedactionSection()).settings(restores: restore ?? false)
    settings.allowsUninspectable = common.allowsUninspectable
    return common.policy(id, Self.kind, phase: .both, action: .redact, .spans(settings))
  }
}

/// `hipaa-phi-detector`
struct HIPAASection: PolicySection {
  static let kind = "hipaa-phi-detector"
  static let about = "Finds the identifiers of HIPAA Safe Harbor, as far as text rules reach (docs/policies.md says how far)."
  var common = CommonPolicySettings()
  var mode: String?
  var safeHarbor: Bool?
  var redaction: RedactionSection?
  var minScore: Int?
  var restore: Bool?

  static let schema = RecordSchema<HIPAASection>(
    fields: [
      actionField([.redact, .block, .escalate, .flag], default: .redact),
      Field("mode", .oneOf(["hipaa_18"], what: "mode"), \.mode, default: "`hipaa_18`", doc: "The only value."),
      Field("safe_harbor_method", .boolean, \.safeHarbor, default: "`true`", doc: "Accepted; Safe Harbor is the method."),
      Field("redaction", .record(), \.redaction, doc: "How markers are written."),
      Field("min_score", .integer(0...100), \.minScore, default: "60", doc: "How sure a finding must be. From 0 to 100."),
      restoreField(\.restore),
    ] + commonFields(phase: .both))

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    redaction?.check(nil, node, &context)
    context.checkRestore(restore, common, node)
  }

  func definition(id: String) -> PolicyDefinition {
    var settings = SpanSettings(entities: EntityGroup.health.map(\.name))
    settings.threshold = minScore ?? settings.threshold
    settings.redaction = (redaction ?? RedactionSection()).settings(restores: restore ?? false)
    settings.allowsUninspectable = common.allowsUninspectable
    return common.policy(id, Self.kind, phase: .both, action: .redact, .spans(settings))
  }
}

/// `dlp-filter`
struct DLPSection: PolicySection {
  static let kind = "dlp-filter"
  static let about = "Finds patterns and terms of your own, and keys and tokens of the common providers."
  var common = CommonPolicySettings()
  var patterns: [SpanSettings.Pattern]?
  var terms: [String]?
  var fuzzy: Bool?
  var maxDistance: Int?
  var sensitivity: String?
  var secrets: Bool?
  var redaction: RedactionSection?
  var restore: Bool?

  static let schema = RecordSchema<DLPSection>(
    fields: [
      actionField(PolicyDefinition.Action.allCases, default: .redact),
      Field("detect_patterns", .list(of: .pattern(named: "custom")), \.patterns, doc: "Regular expressions."),
      Field("blocked_terms", .list(of: .term), \.terms, doc: "Terms, as whole words, without regard to case."),
      Field("fuzzy_matching", .boolean, \.fuzzy, default: "`false`", doc: "Whether terms are found with typing errors."),
      Field(
        "max_distance", .integer(0...8), \.maxDistance, default: "1",
        doc: "With `fuzzy_matching`: the most wrong letters, at most one for each three letters of a term behind the first. From 0 to 8."),
      Field(
        "sensitivity_level", .oneOf(["standard", "high", "restricted"], what: "level"), \.sensitivity, default: "`standard`",
        doc:
          "`high` adds the classification markers `confidential` and `internal only`, `restricted` also `secret`, `top secret` and `restricted`."
      ),
      Field(
        "secrets", .boolean, \.secrets, default: "`true`", doc: "Whether keys, tokens, private keys and labelled passwords are found too."),
      Field("redaction", .record(), \.redaction, doc: "How markers are written."),
      restoreField(\.restore),
    ] + commonFields(phase: .both))

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    redaction?.check(patterns, node, &context)
    context.checkRestore(restore, common, node)
    context.checkTerms("blocked_terms", fuzzy: fuzzy, maxDistance: maxDistance, node)
  }

  func definition(id: String) -> PolicyDefinition {
    var settings = SpanSettings(entities: secrets ?? true ? ["secret", "jwt", "private_key", "password"] : [])
    settings.patterns = patterns ?? []
    settings.terms = terms ?? []
    if sensitivity == "high" || sensitivity == "restricted" {
      settings.terms += ["confidential", "internal only", "strictly confidential"]
    }
    if sensitivity == "restricted" { settings.terms += ["secret", "top secret", "restricted"] }
    settings.maxDistance = fuzzy ?? false ? maxDistance ?? 1 : 0
    settings.redaction = (redaction ?? RedactionSection()).settings(restores: restore ?? false)
    settings.allowsUninspectable = common.allowsUninspectable
    return common.policy(id, Self.kind, phase: .both, action: .redact, .spans(settings))
  }
}

extension PolicySection {
  /// `restore`, for what takes values out of texts.
  fileprivate static func restoreField(_ path: any WritableKeyPath<Self, Bool?> & Sendable) -> Field<Self> {
    Field(
      "restore", .boolean, path, default: "`false`",
      doc: "Whether values taken out of the prompt are put back into the answer for the client that sent them.")
  }
}

extension CommonPolicySettings {
  /// A policy with these settings, and a kind's own defaults.
  func policy(
    _ id: String, _ kind: String, phase standard: Phases, action standardAction: PolicyDefinition.Action, _ guardrail: Guardrail
  ) -> PolicyDefinition {
    PolicyDefinition(
      id: id, kind: kind, phases: (phase ?? standard).phases, action: action ?? standardAction, streamingMode: streamingMode,
      message: message,
      guardrail: guardrail)
  }
}
