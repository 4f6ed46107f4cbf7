internal import GatewayConfig

/// Where the log of a gateway is, for commands that look at it without running one.
public enum AuditDirectory {
  /// The directory that configuration files name, or else the one that a gateway takes by itself with this environment, the signing key's file if it is elsewhere, and the
  /// mirror of its checkpoints if there is one; nil when a file cannot be read.
  public static func find(config: [String], environment: [String: String]) -> (directory: String, keyFile: String?, mirror: String?)? {
    guard let place = AuditPlace.find(config) else { return nil }
    return (place.directory ?? StateDirectory.path(environment) + "/audit", place.keyFile, place.checkpointMirror)
  }
}
