internal import GatewayCore

/// `prompt-injection`
struct PromptInjectionSection: PolicySection {
  static let kind = "prompt-injection"
  static let about =
    "Finds attempts to override the instructions of the model: phrases, structure, encoded segments, and a trained classifier."
  var common = CommonPolicySettings()
  var threshold: Double?
  var embeddingThreshold: Double?
  var backend: String?
  var patterns: [SpanSettings.Pattern]?
  var detection: InjectionDetectionSection?
  var encoding: InjectionEncodingSection?
  var boundaries: InjectionBoundariesSection?
  var systemMessages: InjectionSettings.SystemMessages?
  var response: InjectionResponseSection?
  var judge: JudgeSection?

  static let schema = RecordSchema<PromptInjectionSection>(
    fields: [
      actionField([.block, .escalate, .flag], default: .block),
      Field(
        "threshold", .number(0...1), \.threshold, default: "the classifier's own",
        doc: "The score from which on a text is an attack. From 0 to 1."),
      Field(
        "embedding_threshold", .number(0...1), \.embeddingThreshold,
        doc: "Accepted for the pages' sake and without effect: no embeddings are compared."),
      Field("backend", .oneOf(["local"], what: "backend"), \.backend, default: "`local`", doc: "The only value."),
      Field("attack_patterns", .list(of: .pattern(named: "attack_pattern")), \.patterns, doc: "Regular expressions that are attacks too."),
      Field("detection", .record(), \.detection, doc: "`attack_patterns` may stand here too."),
      Field("encoding", .record(), \.encoding, doc: "What is undone before matching."),
      Field("boundaries", .record(), \.boundaries, doc: "What counts as a faked boundary."),
      systemMessagesField(\.systemMessages),
      Field("response", .record(), \.response, doc: "`action` and `message` may stand here too."),
      Field("judge", .record(), \.judge, doc: "Asks a model of a target too: see `judge` below."),
    ] + commonFields(phase: .input))

  /// `system_messages`, of the kind and of rules.
  static func systemMessagesField<Record>(_ path: any WritableKeyPath<Record, InjectionSettings.SystemMessages?> & Sendable) -> Field<
    Record
  > {
    Field(
      "system_messages", .name(of: InjectionSettings.SystemMessages.allCases, what: "way"), path, default: "`trusted`",
      doc:
        "How messages of the roles `system` and `developer` are looked at: not at all (`trusted`), for phrases, boundaries and hidden texts (`phrases`), or "
        + "as what users say (`inspected`). A judge reads them unless they are trusted.")
  }

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    judge?.check(.injection, common, .input, in: node, &context)
    context.contradiction(common.action, response?.action, key: "action", in: "response", node)
    context.contradiction(common.message, response?.message, key: "message", in: "response", node)
    guard let member = node.members.first(where: { $0.key == "embedding_threshold" }) else { return }
    context.inside(key: "embedding_threshold") {
      $0.warning(member.keyPlace, "has no effect: no embeddings are compared; set `threshold` for the classifier", isStructural: false)
    }
  }

  func definition(id: String) -> PolicyDefinition {
    var settings = InjectionSettings()
    settings.threshold = threshold
    settings.attackPatterns = (patterns ?? []) + (detection?.patterns ?? [])
    settings.decodesSegments = encoding?.decodeBase64 ?? true
    settings.rejectsFakeBoundaries = boundaries?.rejectFake ?? true
    settings.systemMessages = systemMessages ?? .trusted
    settings.allowsUninspectable = common.allowsUninspectable
    settings.judge = judge?.settings(default: .generic)
    var common = common
    common.action = common.action ?? response?.action
    common.message = common.message ?? response?.message
    return common.policy(id, Self.kind, phase: .input, action: .block, .promptInjection(settings))
  }
}

/// `detection`
struct InjectionDetectionSection: ConfigRecord {
  var patterns: [SpanSettings.Pattern]?
  static let schema = RecordSchema<InjectionDetectionSection>(fields: [
    Field("attack_patterns", .list(of: .pattern(named: "attack_pattern")), \.patterns, doc: "Regular expressions that are attacks too.")
  ])
}

/// `encoding`
struct InjectionEncodingSection: ConfigRecord {
  var decodeBase64: Bool?
  var normalizeUnicode: Bool?
  var detectHomoglyphs: Bool?
  static let schema = RecordSchema<InjectionEncodingSection>(fields: [
    Field(
      "decode_base64", .boolean, \.decodeBase64, default: "`true`", doc: "Whether base64, hex and ROT13 segments are decoded and looked at."
    ),
    Field("normalize_unicode", .boolean, \.normalizeUnicode, default: "`true`", doc: "Accepted; it is always done."),
    Field("detect_homoglyphs", .boolean, \.detectHomoglyphs, default: "`true`", doc: "Accepted; it is always done."),
  ])
}

/// `boundaries`
struct InjectionBoundariesSection: ConfigRecord {
  var enforceDelimiters: Bool?
  var rejectFake: Bool?
  static let schema = RecordSchema<InjectionBoundariesSection>(fields: [
    Field(
      "enforce_delimiters", .boolean, \.enforceDelimiters, default: "`true`", doc: "Accepted; roles are messages of their own in the API."),
    Field(
      "reject_fake_boundaries", .boolean, \.rejectFake, default: "`true`", doc: "Whether markers of roles inside of a text are attacks."),
  ])
}

/// `response`
struct InjectionResponseSection: ConfigRecord {
  var action: PolicyDefinition.Action?
  var message: String?
  var logLevel: String?
  static let schema = RecordSchema<InjectionResponseSection>(fields: [
    Field("action", .name(of: [.block, .escalate, .flag], what: "action"), \.action, default: "`block`", doc: "As `action`."),
    Field("message", .text(length: 1...500), \.message, doc: "As `message`."),
    Field(
      "log_level", .oneOf(["debug", "info", "warn", "error"], what: "level"), \.logLevel, doc: "Accepted; findings are in the access log."),
  ])
}

/// `safety-filter`
struct SafetyFilterSection: PolicySection {
  static let kind = "safety-filter"
  static let about = "Finds harmful content by category, with a trained classifier and term families, and terms of your own."
  static let categories = ContentFilterSettings.allCategories
  var common = CommonPolicySettings()
  var mode: String?
  var terms: [String]?
  var fuzzy: Bool?
  var maxDistance: Int?
  var maxAge: Int?
  var categories: [String]?
  var level: ContentFilterSettings.Level?
  var judge: JudgeSection?

  static let schema = RecordSchema<SafetyFilterSection>(
    fields: [
      actionField([.block, .escalate, .flag], default: .block),
      Field(
        "mode", .oneOf(["critical_infrastructure", "automotive", "education", "law_enforcement"], what: "mode"), \.mode,
        doc: "Accepted; the categories say what is looked for."),
      Field("block_if", .list(of: .term), \.terms, doc: "Terms that count too, as whole words, without regard to case."),
      Field("fuzzy_matching", .boolean, \.fuzzy, default: "`false`", doc: "Whether terms are found with typing errors."),
      Field(
        "max_distance", .integer(0...8), \.maxDistance, default: "1",
        doc: "With `fuzzy_matching`: the most wrong letters, at most one for each three letters of a term behind the first. From 0 to 8."),
      Field("max_age", .integer(0...200), \.maxAge, default: "0", doc: "Accepted and without effect."),
      Field(
        "categories", .list(of: .oneOf(categories, what: "category")), \.categories, default: "all",
        doc: "Which kinds of content: \(categories.map { "`\($0)`" }.joined(separator: ", "))."),
      Field(
        "threshold", .contentLevel, \.level, default: "`medium`",
        doc: "`low` finds most, `high` only what is certain."),
      Field("judge", .record(), \.judge, doc: "Asks a model of a target too: see `judge` below."),
    ] + commonFields(phase: .both))

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    judge?.check(.content, common, .both, in: node, &context)
    context.checkTerms("block_if", fuzzy: fuzzy, maxDistance: maxDistance, node)
  }

  func definition(id: String) -> PolicyDefinition {
    var settings = ContentFilterSettings(categories: categories ?? Self.categories)
    settings.level = level ?? .medium
    settings.terms = terms ?? []
    settings.maxDistance = fuzzy ?? false ? maxDistance ?? 1 : 0
    settings.allowsUninspectable = common.allowsUninspectable
    settings.judge = judge?.settings(default: .llamaGuard)
    return common.policy(id, Self.kind, phase: .both, action: .block, .contentFilter(settings))
  }
}

extension ValueType<ContentFilterSettings.Level> {
  /// A level by name; a score is told which names there are.
  static let contentLevel: Self = {
    let levels = name(of: ContentFilterSettings.Level.allCases, what: "level")
    return Self(levels.name) { node, context in
      switch node.value {
      case .integer, .decimal:
        let known = ContentFilterSettings.Level.allCases.map(\.rawValue).joined(separator: ", ")
        context.error(node.place, "expected a level, found \(node.kindName); known: \(known)")
        return nil
      default: return levels.decode(node, &context)
      }
    }
  }()
}
