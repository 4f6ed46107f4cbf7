/// Where the audit log of a configuration is, for commands that look at it: read from the files without judging the rest of them.
public struct AuditPlace: Sendable, Hashable {
  /// `gateway.audit.directory`, if a file says it; a relative one starts at that file's directory.
  public let directory: String?
  /// `gateway.audit.key_file`, likewise.
  public let keyFile: String?

  init(directory: String?, keyFile: String?) {
    self.directory = directory
    self.keyFile = keyFile
  }

  /// Reads the files, later ones over earlier ones; nil when one cannot be read.
  public static func find(_ paths: [String]) -> AuditPlace? {
    var nodes: [ConfigNode] = []
    for path in paths {
      guard case .bytes(let bytes) = FileBytes.read(path, maximum: ConfigSource.maximumSize),
        let node = YAMLReader.read(ConfigSource(path: path, bytes: bytes)).node
      else { return nil }
      nodes.append(node)
    }
    let audit = ConfigLayers.merge(nodes)?["gateway"]?["audit"]
    return AuditPlace(directory: text(audit?["directory"]), keyFile: text(audit?["key_file"]))
  }

  private static func text(_ node: ConfigNode?) -> String? {
    guard let node, case .text(let text) = node.value, !text.isEmpty else { return nil }
    return ConfigPath.resolve(text, from: node.place.file)
  }
}
