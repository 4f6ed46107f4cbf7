/// Finds the placeholders of values that were redacted reversibly, in an answer: `[EMAIL_1]`. Whether one is known says the ``PlaceholderVault`` of the request.
struct PlaceholderDetector: Detector {
  /// Longer names are not made.
  static let longest = 72

  var entities: [Entity] { [] }
  var starts: StartSet { StartSet(.none, first: ByteSet("["), second: ByteSet.upper) }
  var lookahead: Int { Self.longest }

  /// Whether a byte may stand between the brackets.
  static func isInside(_ byte: UInt8) -> Bool { ByteClass.isUpper(byte) || ByteClass.isDigit(byte) || byte == 0x5f }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    var offset = 1
    var digits = 0
    while offset < Self.longest {
      let byte = probe[offset]
      if ByteClass.isDigit(byte) {
        digits &+= 1
      } else if ByteClass.isUpper(byte) || byte == 0x5f {
        digits = 0
      } else {
        if byte == 0x5d, digits > 0 { matches.append(SpanMatch(.custom, length: offset &+ 1, score: 100)) }
        return
      }
      offset &+= 1
    }
  }
}
