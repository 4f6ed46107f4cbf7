/// The `pack` section: what the configuration calls itself.
struct PackSection: ConfigRecord {
  var name: String?
  var version: String?
  var enabled: Bool?
  var id: String?
  var author: String?
  var description: String?

  static let schema = RecordSchema<PackSection>(fields: [
    Field(
      "name", .text(length: 1...200), \.name, required: true,
      doc: "What this configuration is called; logs and `/health` show it."),
    Field(
      "version", .semanticVersion, \.version, required: true,
      doc: "Its version, by Semantic Versioning: `1.0.0`. YAML reads `1.0` as a number, which is an error."),
    Field(
      "enabled", .boolean, \.enabled, required: true,
      doc: "The master switch. With `false` the gateway starts and answers its health endpoints, and serves no other request."),
    Field("id", .text(length: 1...200), \.id, default: "`name`", doc: "An identifier, for tools."),
    Field("author", .text(length: 0...200), \.author, doc: "Who wrote it."),
    Field("description", .text(length: 0...2000), \.description, doc: "What it is for."),
  ])
}

extension ValueType<String> {
  /// A version by Semantic Versioning 2.0.0.
  static let semanticVersion = Self("string") { node, context in
    switch node.value {
    case .text(let text) where SemanticVersion.isValid(text): return text
    case .text(let text) where text.count <= 100:
      context.error(node.place, "expected a semantic version such as 1.0.0, found \"\(text)\"")
    case .integer, .decimal:
      context.error(node.place, "expected a semantic version of three numbers such as 1.0.0, found the number \(node.spelling.prefix(40))")
    default: context.wrongType(node, expected: "a semantic version such as 1.0.0")
    }
    return nil
  }
}

/// The grammar of Semantic Versioning 2.0.0.
enum SemanticVersion {
  /// Whether `text` is a semantic version.
  static func isValid(_ text: String) -> Bool {
    let buildParts = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    guard let versionText = buildParts.first else { return false }
    if buildParts.count == 2, !identifiers(buildParts[1]).allSatisfy(isIdentifier) { return false }
    let parts = versionText.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let core = parts.first else { return false }
    if parts.count == 2, !identifiers(parts[1]).allSatisfy({ isIdentifier($0) && (!isDigits($0) || isNumber($0)) }) { return false }
    let numbers = identifiers(core)
    return numbers.count == 3 && numbers.allSatisfy(isNumber)
  }

  private static func identifiers(_ text: Substring) -> [Substring] { text.split(separator: ".", omittingEmptySubsequences: false) }

  private static func isDigits(_ text: Substring) -> Bool { !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) } }

  private static func isNumber(_ text: Substring) -> Bool { isDigits(text) && (text == "0" || !text.hasPrefix("0")) }

  private static func isIdentifier(_ text: Substring) -> Bool {
    !text.isEmpty && Characters.areLettersDigits(text, or: "-")
  }
}
