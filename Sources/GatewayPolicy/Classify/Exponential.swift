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
