public import GatewayCore

/// What loading a configuration came to.
public struct LoadResult: Sendable {
  /// The configuration; nil when there is an error.
  public var snapshot: Snapshot?
  /// Everything that is wrong or odd, sorted by file, line and column.
  public var diagnostics: [Diagnostic]

  /// A result of its parts.
  public init(snapshot: Snapshot?, diagnostics: [Diagnostic]) {
    self.snapshot = snapshot
    self.diagnostics = diagnostics
  }

  /// The errors alone.
  public var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

  /// The warnings alone.
  public var warnings: [Diagnostic] { diagnostics.filter { $0.severity == .warning } }

  /// What `config check` exits with: 0 valid, 1 an error, 2 no error but a structural warning. Warnings that depend on the machine or were asked
  /// for do not count.
  public var exitCode: Int32 {
    if snapshot == nil || !errors.isEmpty { return 1 }
    return diagnostics.contains(where: \.isStructural) ? 2 : 0
  }
}
