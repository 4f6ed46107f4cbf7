internal import GatewayCore
internal import GatewayHTTP

/// Request ids: the client's own where it is fit to be one, else a new one. One generator for each event loop.
struct RequestIDs {
  /// The longest id that is taken over from a client.
  static let maxLength = 128

  /// 64 random bits of this generator, and a counter that is scrambled (SplitMix64, a bijection): no id comes twice. They are unique, not secret.
  private let prefix: UInt64
  private var state: UInt64

  /// A generator with random beginnings.
  init() {
    prefix = .random(in: .min ... .max)
    state = .random(in: .min ... .max)
  }

  /// The id of a request: its `x-request-id`, when that is 1 to 128 letters, digits, `-`, `_`, `.` and `:`.
  mutating func accept(_ head: RequestHead?) -> String {
    guard let head, let span = head.message.first(.requestID), (1...Self.maxLength).contains(span.value.count) else { return make() }
    let text = head.message.text(span.value)
    return text.utf8.allSatisfy(Self.isAllowed) ? text : make()
  }

  /// A new id: `req-` and 32 hexadecimal digits.
  mutating func make() -> String {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Self.text(prefix, mixed ^ (mixed >> 31))
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x3a, 0x5f: true
    default: false
    }
  }

  private static func text(_ high: UInt64, _ low: UInt64) -> String {
    // SAFETY: the closure writes every byte of the 36 that it says it has written, and the buffer has room for them.
    String(unsafeUninitializedCapacity: 36) { buffer in
      for (index, byte) in "req-".utf8.enumerated() { buffer[index] = byte }
      for index in 0..<16 {
        buffer[4 + index] = digit(high, index)
        buffer[20 + index] = digit(low, index)
      }
      return 36
    }
  }

  /// The hexadecimal digit at `index`, the first being the most significant.
  private static func digit(_ number: UInt64, _ index: Int) -> UInt8 {
    HexText.digit(UInt8(truncatingIfNeeded: number >> UInt64(60 - 4 * index) & 15))
  }
}
