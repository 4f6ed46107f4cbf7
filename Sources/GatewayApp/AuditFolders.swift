internal import Foundation
internal import GatewayConfig
internal import GatewayCore

/// Whether the places that the settings of an audit log name can be what they shall be, without making anything. Who may write there shows at the start.
enum AuditFolders {
  /// What is wrong, each with its place in the files. `settings` have the directory that is meant.
  static func problems(_ settings: AuditSettings?, _ result: LoadResult, files: [String]) -> [Diagnostic] {
    guard let settings else { return [] }
    func problem(_ key: AuditKey, _ path: String?, _ judge: (String) -> String?) -> Diagnostic? {
      guard let path, !path.isEmpty, let message = judge(path) else { return nil }
      return result.problem(ofAudit: key, lastFile: files.last ?? "", message: message)
    }
    return [
      problem(.directory, settings.directory, directory), problem(.keyFile, settings.keyFile) { file($0, besides: settings.directory) },
      problem(.mirror, settings.checkpointMirror) { file($0, besides: settings.directory) },
    ].compactMap(\.self)
  }

  /// A directory that is there or can be made: the nearest thing above it that is there is a directory.
  static func directory(_ path: String) -> String? {
    var above = path
    while true {
      switch kind(above) {
      case .directory: return nil
      case .file: return above == path ? "\(path) is no directory" : "\(path) cannot be made: \(above) is no directory"
      case .missing: break
      }
      guard let slash = above.lastIndex(of: "/"), above != "/" else { return nil }
      above = slash == above.startIndex ? "/" : String(above[..<slash])
    }
  }

  /// A file that is there, or can be made in a directory that is, or that is made for the log before.
  static func file(_ path: String, besides log: String) -> String? {
    switch kind(path) {
    case .file: return nil
    case .directory: return "\(path) is a directory; a file is wanted"
    case .missing: break
    }
    guard let slash = path.lastIndex(of: "/") else { return nil }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    switch kind(folder) {
    case .directory: return nil
    case .file: return "\(path) cannot be made: \(folder) is no directory"
    case .missing:
      let (made, wanted) = (URL(filePath: log).standardized.pathComponents, URL(filePath: folder).standardized.pathComponents)
      return made.starts(with: wanted) ? nil : "\(path) cannot be made: there is no directory \(folder); make it first"
    }
  }

  private enum Kind { case directory, file, missing }

  private static func kind(_ path: String) -> Kind {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return .missing }
    return isDirectory.boolValue ? .directory : .file
  }
}
