/// What the data path asks of the application around it.
public protocol GatewayControl: Sendable {
  /// Asks every target for its models anew, unless that was done a moment ago. Returns when the answers are in force.
  func refreshModels() async

  /// Reads the configuration files again and puts them in force, or says why not. `by` says for the audit log who asked.
  func reload(by: String) async -> ReloadOutcome
}

/// What became of a reload.
public enum ReloadOutcome: Sendable, Hashable {
  /// The files are in force; name, version and hash of the configuration, and warnings.
  case applied(name: String, version: String, hash: String, warnings: [String])
  /// The files have errors; the configuration in force stays. Each text names file, line and column.
  case rejected([String])
  /// The files may be sound, but are not put in force, for this reason.
  case refused(String)
}
