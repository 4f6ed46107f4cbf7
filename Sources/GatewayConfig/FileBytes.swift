internal import Foundation

/// Reads whole files of bounded size.
enum FileBytes {
  /// What reading came to.
  enum Outcome {
    case bytes([UInt8])
    case tooLarge
    case unreadable
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
