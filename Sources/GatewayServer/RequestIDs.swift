internal import GatewayHTTP

/// Request ids: the client's own where it is fit to be one, else a new one.
enum RequestIDs {
  /// The longest id that is taken over from a client.
  static let maxLength = 128

  /// The id of a request: its `x-request-id`, when that is 1 to 128 letters, digits, `-`, `_`, `.` and `:`.
  static func accept(_ head: RequestHead?) -> String {
    guard let head, let span = head.message.first(.requestID), (1...maxLength).contains(span.value.count) else { return make() }
    let text = head.message.text(span.value)
    return text.utf8.allSatisfy(isAllowed) ? text : make()
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x3a, 0x5f: true
    default: false
    }
  }

  /// `req-` and 128 random bits.
  private static func make() -> String {
    let digits: StaticString = "0123456789abcdef"
    var generator = SystemRandomNumberGenerator()
    var high: UInt64 = generator.next()
    var low: UInt64 = generator.next()
    return String(unsafeUninitializedCapacity: 36) { buffer in
      // SAFETY: 36 bytes of ASCII are written into a buffer of at least 36.
      for (index, byte) in "req-".utf8.enumerated() { buffer[index] = byte }
      digits.withUTF8Buffer { digits in
        for index in 0..<16 {
          buffer[4 + index] = digits[Int(truncatingIfNeeded: high & 15)]
          buffer[20 + index] = digits[Int(truncatingIfNeeded: low & 15)]
          high >>= 4
          low >>= 4
        }
      }
      return 36
    }
  }
}
