internal import OpenAIWire

/// Knows whether a place in JSON source text is inside of a string, so that a marker that replaces a number becomes a string.
struct JSONQuoteTracker: Sendable {
  private(set) var isInString = false
  private var isEscaped = false

  /// Goes on over source text.
  mutating func pass(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if isEscaped {
        isEscaped = false
      } else if byte == 0x5c {
        isEscaped = isInString
      } else if byte == 0x22 {
        isInString.toggle()
      }
    }
  }

  /// A replacement as it has to be written at this place; nothing stays nothing.
  func written(_ text: [UInt8]) -> [UInt8] {
    guard !text.isEmpty else { return [] }
    let quoted = JSONText.quoted(String(decoding: text, as: UTF8.self))
    return isInString ? Array(quoted.dropFirst().dropLast()) : quoted
  }
}
