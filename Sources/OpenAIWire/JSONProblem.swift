/// Why a document was refused. Says where and what, never what a string of the document holds: prompts must not leak into errors.
public struct JSONProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The byte of the document at which it shows.
  public let offset: Int
  /// What is wrong, for people.
  public let reason: String
  /// The member that it concerns (`stream_options.include_usage`), when a member that the gateway reads has the wrong type.
  public let path: String?

  /// A problem at a byte of the document.
  public init(offset: Int, reason: String, path: String? = nil) {
    self.offset = offset
    self.reason = reason
    self.path = path
  }

  /// The reason and the place in one line.
  public var description: String { "\(reason) (at byte \(offset))" }
}
