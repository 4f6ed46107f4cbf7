internal import GatewayCore
internal import GatewayPolicy

extension ValueType<[String]> {
  /// Kinds of data by name, or groups of them; canonical names without repetition.
  static let entities = ValueType<[[String]]>.list(of: .entityNames).map("list of kinds of data") { lists, _, _ in
    var seen = Set<String>()
    return lists.joined().filter { seen.insert($0).inserted }
  }

  /// The canonical names that one name stands for.
  private static let entityNames = ValueType<String>.text(length: 1...100).map { text, node, context -> [String]? in
    if let entities = EntityGroup.entities(named: text) { return entities.map(\.name) }
    let known = EntityGroup.names
    context.error(
      node.place, "unknown kind of data \"\(text)\"; see the list in docs/policies.md", suggestion: NearestName.find(text, among: known))
    return nil
  }
}

extension ValueType<SpanSettings.Pattern> {
  /// A regular expression, alone or with a name. It is compiled here, so that an error has its place.
  static func pattern(named standard: String) -> Self {
    Self("regular expression, or {name, pattern}") { node, context in
      guard case .mapping = node.value else {
        return ValueType<String>.text(length: 1...2000).decode(node, &context).flatMap { check($0, standard, node, &context) }
      }
      guard let record = NamedPattern.schema.decode(node, &context), let expression = record.pattern else { return nil }
      return check(expression, record.name ?? standard, node["pattern"] ?? node, &context)
    }
  }

  private static func check(_ expression: String, _ name: String, _ node: ConfigNode, _ context: inout DecodeContext) -> SpanSettings
    .Pattern?
  {
    if let problem = CustomPattern.problem(expression) {
      context.error(node.place, problem)
      return nil
    }
    return SpanSettings.Pattern(name: name, expression: expression)
  }
}

/// `{name, pattern}`
struct NamedPattern: ConfigRecord {
  var name: String?
  var pattern: String?

  static let schema = RecordSchema<NamedPattern>(fields: [
    Field("name", .targetID, \.name, required: true, doc: "Its name in findings and markers."),
    Field("pattern", .text(length: 1...2000), \.pattern, required: true, doc: "The regular expression."),
  ])
}

/// `redaction`
struct RedactionSection: ConfigRecord {
  var format: SpanSettings.Redaction.Format?
  var includeMetadata: Bool?
  var preserveLength: Bool?
  var customMarkers: [String: String]?

  static let schema = RecordSchema<RedactionSection>(fields: [
    Field(
      "marker_format", .name(of: SpanSettings.Redaction.Format.allCases, what: "format"), \.format, default: "`label`",
      doc:
        "`label`: `[CREDIT_CARD]`; `asterisks`: `****`; `partial`: the last four characters stay, of an e-mail address the first and the domain."
    ),
    Field(
      "include_metadata", .boolean, \.includeMetadata, default: "`true`",
      doc: "Accepted; findings are always in the log, never their values."),
    Field("preserve_length", .boolean, \.preserveLength, default: "`false`", doc: "Whether a marker is as long as what it replaces."),
    Field("custom_markers", .textByName, \.customMarkers, doc: "Markers by kind of data: `{credit_card: \"<card>\"}`."),
  ])

  /// The settings.
  func settings(restores: Bool) -> SpanSettings.Redaction {
    var redaction = SpanSettings.Redaction()
    redaction.format = format ?? .label
    redaction.preservesLength = preserveLength ?? false
    redaction.customMarkers = customMarkers ?? [:]
    redaction.restores = restores
    return redaction
  }
}

extension ValueType<[String: String]> {
  /// Texts by name.
  static let textByName = Self("mapping of texts") { node, context in
    guard case .mapping(let members) = node.value else {
      context.wrongType(node, expected: "a mapping")
      return nil
    }
    var result: [String: String] = [:]
    for member in members {
      context.inside(key: String(member.key.prefix(64))) { context in
        result[member.key] = ValueType<String>.text(length: 0...200).decode(member.value, &context)
      }
    }
    return result
  }
}
