internal import Synchronization

/// The reading of a text, made when the first policy asks for it and kept for the others.
final class SharedReading: Sendable {
  private let made = Mutex<TextReading?>(nil)

  /// The reading; `text` is the same every time.
  func of(_ text: [UInt8]) -> TextReading {
    if let reading = made.withLock({ $0 }) { return reading }
    let reading = TextReading(text.span)
    made.withLock { $0 = reading }
    return reading
  }
}
