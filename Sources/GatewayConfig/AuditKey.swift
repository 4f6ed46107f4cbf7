public import GatewayCore

/// A part of the configuration that the audit log depends on.
public enum AuditKey: String, Sendable, Hashable, CaseIterable {
  case section = "gateway.audit"
  case directory = "gateway.audit.directory"
  case keyFile = "gateway.audit.key_file"
  case mirror = "gateway.audit.checkpoint_mirror"
  case logger = "policy.audit-logger"

  /// What a document has for it.
  func node(in root: ConfigNode?) -> ConfigNode? { rawValue.split(separator: ".").reduce(root) { $0?[String($1)] } }

  /// Where each of them stands in a document.
  static func places(in root: ConfigNode) -> [AuditKey: ConfigPlace] {
    var places: [AuditKey: ConfigPlace] = [:]
    for key in allCases { places[key] = key.node(in: root)?.place }
    return places
  }
}

extension LoadResult {
  /// An error of the audit log that shows only when the configuration is put to use, at the place in the files that causes it; without one, at the last file.
  public func problem(ofAudit key: AuditKey, lastFile: String, message: String) -> Diagnostic {
    guard let place = auditPlaces[key] else {
      return Diagnostic(severity: .error, file: lastFile, path: key.rawValue, message: message)
    }
    return Diagnostic(severity: .error, file: place.file, line: place.line, column: place.column, path: key.rawValue, message: message)
  }

  /// What a reload may not change, in a sentence with its place; nil when the settings are the same.
  public func auditChange(from old: AuditSettings?, to new: AuditSettings?, lastFile: String) -> String? {
    guard old != new else { return nil }
    let wish = "restart the gateway for that"
    guard let old else { return "\(place(.section, .logger) ?? lastFile): an audit log is begun; \(wish)" }
    guard let new else { return "\(lastFile): the audit log is switched off; \(wish)" }
    let (before, after) = (old.ofTheLogger, new.ofTheLogger)
    let key: AuditKey = before == after ? .section : .logger
    return "\(place(key) ?? lastFile): the settings of the audit log (\(key.rawValue)) are changed; \(wish)"
  }

  private func place(_ keys: AuditKey...) -> String? { keys.lazy.compactMap { auditPlaces[$0]?.text }.first }
}

extension AuditSettings {
  /// What the policy says, and not the section.
  fileprivate var ofTheLogger: AuditLoggerSettings {
    var logger = AuditLoggerSettings()
    (logger.immutable, logger.retentionDays, logger.logAllAccess) = (demands.isDurable, retentionDays, demands.recordsAllAccess)
    return logger
  }
}
