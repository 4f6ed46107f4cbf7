/// SHA-256 (FIPS 180-4), for names and boundaries that depend on content alone. It guards no secret.
enum SHA256 {
  /// The digest in hexadecimal, 64 characters.
  static func hex(_ message: [UInt8]) -> String {
    var state: [UInt32] = [
      0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    var bytes = message + [0x80]
    while bytes.count % 64 != 56 { bytes.append(0) }
    let bits = UInt64(truncatingIfNeeded: message.count) &* 8
    for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
    for start in stride(from: 0, to: bytes.count, by: 64) { compress(&state, bytes[start..<(start + 64)]) }
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private static func compress(_ state: inout [UInt32], _ block: ArraySlice<UInt8>) {
    var words = [UInt32](repeating: 0, count: 64)
    for (place, byte) in block.enumerated() { words[place / 4] = words[place / 4] << 8 | UInt32(byte) }
    for place in 16..<64 {
      let a = words[place - 15]
      let b = words[place - 2]
      let low = rotated(a, 7) ^ rotated(a, 18) ^ (a >> 3)
      let high = rotated(b, 17) ^ rotated(b, 19) ^ (b >> 10)
      words[place] = words[place - 16] &+ low &+ words[place - 7] &+ high
    }
    var v = state
    for place in 0..<64 {
      let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
      let first = v[7] &+ (rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25)) &+ choice &+ constants[place] &+ words[place]
      let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
      let second = (rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22)) &+ majority
      v = [first &+ second, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    for place in 0..<8 { state[place] = state[place] &+ v[place] }
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = {
    var primes: [UInt64] = []
    var candidate: UInt64 = 2
    while primes.count < 64 {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { prime in
      // The largest root with root³ ≤ prime · 2⁹⁶, bit by bit; its low 32 bits are the fraction.
      var root: UInt64 = 0
      for bit in stride(from: UInt64(35), through: 0, by: -1) {
        let next = root | 1 << bit
        let square = next.multipliedFullWidth(by: next)
        let cubed = cube(high: square.high, low: square.low, next)
        if cubed.isAtMost(prime) { root = next }
      }
      return UInt32(truncatingIfNeeded: root)
    }
  }()

  /// 192 bits: enough for a cube.
  private struct Wide {
    let top: UInt64
    let middle: UInt64
    let low: UInt64

    /// Whether this is at most prime · 2⁹⁶.
    func isAtMost(_ prime: UInt64) -> Bool {
      let limit = (prime >> 32, prime << 32, UInt64(0))
      if top != limit.0 { return top < limit.0 }
      if middle != limit.1 { return middle < limit.1 }
      return low == 0
    }
  }

  private static func cube(high: UInt64, low: UInt64, _ factor: UInt64) -> Wide {
    let first = low.multipliedFullWidth(by: factor)
    let second = high.multipliedFullWidth(by: factor)
    let (middle, carry) = first.high.addingReportingOverflow(second.low)
    return Wide(top: second.high &+ (carry ? 1 : 0), middle: middle, low: first.low)
  }
}
