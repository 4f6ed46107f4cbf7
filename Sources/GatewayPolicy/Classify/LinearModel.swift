/// A linear classifier over hashed features: one signed byte for every slot.
struct LinearModel: Sendable {
  private let scale: Double
  private let bias: Double
  /// The scores from which on the class is taken for given, from the least to the most certain.
  let thresholds: [Double]
  private let weights: [Int8]

  /// A model; `weights` is base 64.
  init(scale: Double, bias: Double, thresholds: [Double], weights text: StaticString) {
    self.scale = scale
    self.bias = bias
    self.thresholds = thresholds
    weights = text.withUTF8Buffer { unsafe Base64.decoded($0) }.map { Int8(bitPattern: $0) }
  }

  /// The weight of a slot.
  @inline(__always)
  func weight(_ slot: Int) -> Int { slot < weights.count ? Int(weights[slot]) : 0 }

  /// The score of a window whose features have a sum of weights; above 0 the class is more likely than not.
  func score(sum: Int, count: Int) -> Double { bias + scale * Double(sum) / Double(max(count, 1)).squareRoot() }

  /// A score as a probability, 0 to 1.
  static func probability(_ score: Double) -> Double { 1 / (1 + Exponential.of(0 - score)) }
}

/// The exponential function without a mathematics library.
enum Exponential {
  /// e to the power of a number; at the ends of the range 0 or a large number.
  static func of(_ value: Double) -> Double {
    guard value > -700 else { return 0 }
    guard value < 700 else { return 1e304 }
    // 2^k times a remainder that is small enough for the series.
    let whole = (value * 1.442_695_040_888_963_4).rounded()
    let rest = value - whole * 0.693_147_180_559_945_3
    var term = 1.0
    var sum = 1.0
    for step in 1...14 {
      term *= rest / Double(step)
      sum += term
    }
    return sum * Double(sign: .plus, exponent: Int(whole), significand: 1)
  }
}

/// Base 64 (RFC 4648), with either alphabet, with or without padding.
enum Base64 {
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xff, count: 256)
    for (value, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
      values[Int(byte)] = UInt8(value)
    }
    values[0x2d] = 62
    values[0x5f] = 63
    return values
  }()

  /// Whether a byte is of one of the alphabets.
  static func isDigit(_ byte: UInt8) -> Bool { values[Int(byte)] != 0xff }

  /// The decoded bytes; what is no digit is passed over.
  static func decoded(_ text: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text {
      let value = values[Int(byte)]
      guard value != 0xff else { continue }
      bits = bits << 6 | UInt32(value)
      count &+= 6
      if count >= 8 {
        count &-= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }
}
