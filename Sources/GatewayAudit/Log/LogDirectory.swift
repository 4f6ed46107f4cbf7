internal import GatewayCore

/// Paths inside the directory of a log.
struct LogDirectory: Sendable, Hashable {
  let path: String

  init(_ path: String) { self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path }

  func file(_ name: String) -> String { "\(path)/\(name)" }
  func segment(_ name: SegmentName) -> String { file(name.text) }
  var lockFile: String { file("lock") }
  var keyFile: String { file("signing.key") }
  var publicKeyFile: String { file("signing.pub") }
  /// Where events wait that other processes want to have recorded.
  var inbox: String { file("inbox") }
  /// Where texts are kept, encrypted.
  var content: String { file("content") }
}

/// Why a log cannot be opened.
public struct LogProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public let description: String

  /// A problem in words.
  public init(_ description: String) { self.description = description }
}
