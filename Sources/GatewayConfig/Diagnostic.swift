/// One thing that is wrong, or odd, in a configuration: where it is, what it is, and how to mend it.
///
/// No diagnostic ever holds the value of a credential.
public struct Diagnostic: Sendable, Hashable {
  /// How bad it is.
  public enum Severity: String, Sendable, Hashable, Codable {
    /// The configuration cannot be used.
    case error
    /// The configuration can be used.
    case warning
  }

  /// How bad it is.
  public var severity: Severity
  /// The file, as the user named it.
  public var file: String
  /// The line, from 1; 0 when the file as a whole is meant.
  public var line: Int
  /// The column, from 1, counted in Unicode scalars; 0 when the file as a whole is meant.
  public var column: Int
  /// The place inside the document: `providers.targets[0].base_url`; empty for the whole document.
  public var path: String
  /// What is wrong, in one sentence.
  public var message: String
  /// The known name that is nearest to the one found.
  public var suggestion: String?
  /// True for a warning that a change of the file alone would end. Only such warnings make `config check` exit with 2: the others depend on
  /// the machine (a variable that is not set), or were asked for (`--allow-unenforced`, `enabled: false`, `allow_insecure_tls`).
  public var isStructural: Bool

  /// A diagnostic of its parts.
  public init(
    severity: Severity,
    file: String,
    line: Int = 0,
    column: Int = 0,
    path: String = "",
    message: String,
    suggestion: String? = nil,
    isStructural: Bool = false
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.path = path
    self.message = message
    self.suggestion = suggestion
    self.isStructural = isStructural
  }
}

extension Diagnostic: CustomStringConvertible {
  /// One line, in the form that editors and CI systems know: `file:line:column: error: path: message — did you mean "x"?`
  public var description: String {
    var text = line > 0 ? "\(file):\(line):\(column): " : "\(file): "
    text += "\(severity.rawValue): "
    if !path.isEmpty { text += "\(path): " }
    text += message
    if let suggestion { text += " — did you mean \"\(suggestion)\"?" }
    return Self.printable(text)
  }

  /// The text on one line and without control characters, which a key or a file name may bring along.
  private static func printable(_ text: String) -> String {
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
    }
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
  }
}

extension Diagnostic: Comparable {
  /// The order of files' names, then lines, then columns.
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    (left.file, left.line, left.column, left.path, left.message) < (right.file, right.line, right.column, right.path, right.message)
  }
}

extension Diagnostic: Codable {
  private enum CodingKeys: String, CodingKey {
    case severity, file, line, column, path, message, suggestion
    case isStructural = "structural"
  }
}
