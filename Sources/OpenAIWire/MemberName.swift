/// The decoded name of an object member, as far as this library knows names: up to 24 bytes, held in three words so that a comparison costs
/// no call. Longer names are all `.other`, which equals no known name.
struct MemberName: Hashable, Sendable {
  private let low: UInt64
  private let middle: UInt64
  private let high: UInt64
  /// Its length in UTF-8, or -1 for a longer one than 24 bytes.
  let count: Int

  /// The name that stands at a range of a document, without escapes.
  @inline(__always)
  init(_ bytes: RawSpan, _ range: Range<Int>) {
    let length = range.count
    let start = range.lowerBound
    guard length <= 24 else {
      (low, middle, high, count) = (0, 0, 0, -1)
      return
    }
    low = bytes.eight(start, count: length)
    middle = length > 8 ? bytes.eight(start &+ 8, count: length &- 8) : 0
    high = length > 16 ? bytes.eight(start &+ 16, count: length &- 16) : 0
    count = length
  }

  /// The name of a member, decoded.
  @inline(__always)
  init(_ bytes: RawSpan, _ token: StringToken) {
    self = token.hasEscapes ? Self.decoding(bytes, token) : Self(bytes, token.content)
  }

  /// A known name, as its words.
  @inline(__always)
  init(_ low: UInt64, _ middle: UInt64 = 0, _ high: UInt64 = 0, count: Int) {
    (self.low, self.middle, self.high, self.count) = (low, middle, high, count)
  }

  /// Any name; to look at, not for the hot path.
  init(_ name: String) {
    let utf8 = Array(name.utf8)
    self.init(utf8.span.bytes, 0..<utf8.count)
  }

  @inline(never)
  private static func decoding(_ bytes: RawSpan, _ token: StringToken) -> Self {
    let decoded = JSONText.unescaped(bytes, token)
    return Self(decoded.span.bytes, 0..<decoded.count)
  }
}
