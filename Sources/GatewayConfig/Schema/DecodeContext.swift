/// What decoding carries along: where it is in the document, what it found so far, and what it may look at outside the document.
struct DecodeContext {
  /// The most errors, and the most warnings, that are kept; a file with more has one cause for most of them.
  static let maximumDiagnostics = 200

  /// The variables that `secret_key_ref` may name.
  let environment: [String: String]
  /// Whether policies that this version does not enforce are warnings instead of errors.
  let allowsUnenforced: Bool
  /// Names of the policies in force that are not enforced, in order.
  var unenforcedPolicies: [String] = []
  /// The judges that policies name, with their places: whether there are such targets shows only when all of the document is known.
  var judges: [JudgeReference] = []
  private var kept: [Diagnostic.Severity: Int] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var path = ""

  init(environment: [String: String], allowsUnenforced: Bool) {
    self.environment = environment
    self.allowsUnenforced = allowsUnenforced
  }

  /// Runs `body` with the path of the member `key`.
  mutating func inside<Result>(key: String, _ body: (inout DecodeContext) -> Result) -> Result {
    let outer = path
    path = outer.isEmpty ? key : "\(outer).\(key)"
    defer { path = outer }
    return body(&self)
  }

  /// Runs `body` with the path of the element `index`.
  mutating func inside<Result>(index: Int, _ body: (inout DecodeContext) -> Result) -> Result {
    let outer = path
    path = "\(outer)[\(index)]"
    defer { path = outer }
    return body(&self)
  }

  /// Runs `body` with the whole path `path`, for what shows only when more than one place is known.
  mutating func at<Result>(path other: String, _ body: (inout DecodeContext) -> Result) -> Result {
    let outer = path
    path = other
    defer { path = outer }
    return body(&self)
  }

  /// Records an error at `place`.
  mutating func error(_ place: ConfigPlace, _ message: String, suggestion: String? = nil) {
    record(.error, place, message, suggestion: suggestion, isStructural: false)
  }

  /// Records a warning at `place`.
  mutating func warning(_ place: ConfigPlace, _ message: String, isStructural: Bool) {
    record(.warning, place, message, suggestion: nil, isStructural: isStructural)
  }

  /// Records something that is understood but not done by this version: an error, or a warning with `--allow-unenforced`.
  mutating func unsupported(_ place: ConfigPlace, error: String, warning: String) {
    if allowsUnenforced {
      record(.warning, place, warning, suggestion: nil, isStructural: false)
    } else {
      record(.error, place, error, suggestion: nil, isStructural: false)
    }
  }

  private mutating func record(
    _ severity: Diagnostic.Severity, _ place: ConfigPlace, _ message: String, suggestion: String?, isStructural: Bool
  ) {
    kept[severity, default: 0] += 1
    guard kept[severity, default: 0] <= Self.maximumDiagnostics else { return }
    diagnostics.append(
      Diagnostic(
        severity: severity, file: place.file, line: place.line, column: place.column, path: path, message: message,
        suggestion: suggestion, isStructural: isStructural
      ))
  }

  /// Whether no more errors are kept, so that there is no use in looking on.
  var isFull: Bool { kept[.error, default: 0] >= Self.maximumDiagnostics }
}
