/// Where a JSON string stands in its document.
public struct StringToken: Hashable, Sendable {
  /// The bytes between the quotes.
  public let content: Range<Int>
  /// The length of the decoded string in UTF-8.
  public let utf8Count: Int
  /// Whether the content holds escapes; if not, its bytes are the decoded string.
  public let hasEscapes: Bool

  @inline(__always)
  init(content: Range<Int>, utf8Count: Int, hasEscapes: Bool) {
    self.content = content
    self.utf8Count = utf8Count
    self.hasEscapes = hasEscapes
  }

  /// The same string in a document that begins so many bytes earlier.
  public func moved(by offset: Int) -> StringToken {
    StringToken(content: content.lowerBound &+ offset..<content.upperBound &+ offset, utf8Count: utf8Count, hasEscapes: hasEscapes)
  }

  /// The bytes with the quotes.
  public var range: Range<Int> { content.lowerBound &- 1..<content.upperBound &+ 1 }
}
