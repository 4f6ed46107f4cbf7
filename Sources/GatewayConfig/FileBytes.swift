internal import Foundation

/// Reads whole files of bounded size.
enum FileBytes {
  /// What reading came to.
  enum Outcome {
    case bytes([UInt8])
    case tooLarge
    case unreadable
  }

  /// Why the file at `path` cannot be read, for people.
  static func problem(_ path: String) -> String {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return "there is no such file" }
    return isDirectory.boolValue ? "this is a directory, not a file" : "the file cannot be read; see its permissions"
  }

  /// The bytes of the file at `path`, at most `maximum`.
  static func read(_ path: String, maximum: Int) -> Outcome {
    guard let handle = FileHandle(forReadingAtPath: path) else { return .unreadable }
    defer { try? handle.close() }
    var bytes: [UInt8] = []
    do {
      while let part = try handle.read(upToCount: 1 << 16), !part.isEmpty {
        bytes += part
        if bytes.count > maximum { return .tooLarge }
      }
    } catch {
      return .unreadable
    }
    return .bytes(bytes)
  }
}
