/// Where the audit log of a configuration is, for commands that look at it: read from the files without judging the rest of them.
public struct AuditPlace: Sendable, Hashable {
  /// `gateway.audit.directory`, if a file says it; a relative one starts at that file's directory.
  public let directory: String?
  /// `gateway.audit.key_file`, likewise.
  public let keyFile: String?

  /// `gateway.audit.checkpoint_mirror`, likewise.
  public let checkpointMirror: String?

  init(directory: String?, keyFile: String?, checkpointMirror: String? = nil) {
    self.directory = directory
    self.keyFile = keyFile
    self.checkpointMirror = checkpointMirror
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
    let root = ConfigLayers.merge(nodes)
    func text(_ key: AuditKey) -> String? { Self.text(key.node(in: root)) }
    return AuditPlace(directory: text(.directory), keyFile: text(.keyFile), checkpointMirror: text(.mirror))
  }

  private static func text(_ node: ConfigNode?) -> String? {
    guard let node, case .text(let text) = node.value, !text.isEmpty else { return nil }
    return ConfigPath.resolve(text, from: node.place.file)
  }
}
