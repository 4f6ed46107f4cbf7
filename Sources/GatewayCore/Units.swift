/// A number of bytes.
public struct ByteCount: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The number.
  public var bytes: Int

  /// A count of `bytes` bytes.
  public init(_ bytes: Int) { self.bytes = bytes }

  /// `count` KiB.
  public static func kibibytes(_ count: Int) -> ByteCount { ByteCount(count << 10) }

  /// `count` MiB.
  public static func mebibytes(_ count: Int) -> ByteCount { ByteCount(count << 20) }

  /// Fewer comes first.
  public static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }

  /// `64 MiB`, `4 KiB` or `17 bytes`: the largest unit that divides the number.
  public var description: String {
    if bytes >= 1 << 20, bytes % (1 << 20) == 0 { return "\(bytes >> 20) MiB" }
    if bytes >= 1 << 10, bytes % (1 << 10) == 0 { return "\(bytes >> 10) KiB" }
    return "\(bytes) bytes"
  }
}

/// A number of a model's tokens.
public struct TokenCount: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The number.
  public var tokens: Int

  /// A count of `tokens` tokens.
  public init(_ tokens: Int) { self.tokens = tokens }

  /// Fewer comes first.
  public static func < (left: TokenCount, right: TokenCount) -> Bool { left.tokens < right.tokens }

  /// The number in digits.
  public var description: String { "\(tokens)" }
}
