public import GatewayCore

/// What loading a configuration came to.
public struct LoadResult: Sendable {
  /// The configuration; nil when there is an error.
  public var snapshot: Snapshot?
  /// Everything that is wrong or odd, sorted by file, line and column.
  public var diagnostics: [Diagnostic]
  /// Where the targets stand, by id.
  var targetPlaces: [String: TargetPlaces] = [:]
  /// Where the settings of the audit log stand.
  var auditPlaces: [AuditKey: ConfigPlace] = [:]

  /// A result of its parts.
  public init(snapshot: Snapshot?, diagnostics: [Diagnostic]) {
    self.snapshot = snapshot
    self.diagnostics = diagnostics
  }

  /// The errors alone.
  public var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

  /// The warnings alone.
  public var warnings: [Diagnostic] { diagnostics.filter { $0.severity == .warning } }

  /// An error of a target that shows only when the configuration is put to use, at the place in the files that causes it.
  ///
  /// Without a known target it has the last file as its place.
  /// - Parameter isCAFile: whether the file that `ca_file` names is to blame, and not the target as a whole.
  public func problem(ofTarget id: String?, isCAFile: Bool = false, lastFile: String, message: String) -> Diagnostic {
    guard let id, let places = targetPlaces[id] else { return Diagnostic(severity: .error, file: lastFile, message: message) }
    let place = (isCAFile ? places.caFile : nil) ?? places.whole
    let path = isCAFile && places.caFile != nil ? places.path + ".ca_file" : places.path
    return Diagnostic(severity: .error, file: place.file, line: place.line, column: place.column, path: path, message: message)
  }

  /// What `config check` exits with: 0 valid, 1 an error, 2 no error but a structural warning. Warnings that depend on the machine or on
  /// this version, or were asked for, do not count.
  public var exitCode: Int32 {
    if snapshot == nil || !errors.isEmpty { return 1 }
    return diagnostics.contains(where: \.isStructural) ? 2 : 0
  }
}
