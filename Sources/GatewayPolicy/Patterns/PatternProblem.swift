/// Why a regular expression cannot be used.
public struct PatternProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where, in characters from the pattern's start.
  public let offset: Int
  /// What is wrong, and what to do.
  public let reason: String

  /// Place and reason.
  public var description: String { "at character \(offset + 1): \(reason)" }
}
