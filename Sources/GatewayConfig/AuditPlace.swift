internal import Foundation

/// Where the audit log of a configuration is, for commands that look at it: read from the files without judging the rest of them.
public struct AuditPlace: Sendable, Hashable {
  /// `gateway.audit.directory`; a relative path starts at the directory of the file that says it.
  public let directory: String
  /// `gateway.audit.key_file`, likewise.
  public let keyFile: String?

  init(directory: String, keyFile: String?) {
    self.directory = directory
    self.keyFile = keyFile
  }

  /// Reads the files, later ones over earlier ones; nil when one cannot be read, or none of them names a directory.
  public static func find(_ paths: [String]) -> AuditPlace? {
    var nodes: [ConfigNode] = []
    for path in paths {
      guard case .bytes(let bytes) = FileBytes.read(path, maximum: ConfigSource.maximumSize),
        let node = YAMLReader.read(ConfigSource(path: path, bytes: bytes)).node
      else { return nil }
      nodes.append(node)
    }
    let audit = ConfigLayers.merge(nodes)?["gateway"]?["audit"]
    guard let directory = path(audit?["directory"]) else { return nil }
    return AuditPlace(directory: directory, keyFile: path(audit?["key_file"]))
  }

  private static func path(_ node: ConfigNode?) -> String? {
    guard let node, case .text(let text) = node.value, !text.isEmpty else { return nil }
    return URL(filePath: text, relativeTo: URL(filePath: node.place.file).deletingLastPathComponent()).path
  }
}
