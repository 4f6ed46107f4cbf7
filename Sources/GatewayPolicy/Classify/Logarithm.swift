/// The natural logarithm without a mathematics library.
enum Logarithm {
  /// The logarithm of a positive number; of others that of the least one.
  static func of(_ value: Double) -> Double {
    guard value.isFinite, value >= Double.leastNormalMagnitude else { return -708.4 }
    // The significand is 1 to 2: the series of its area hyperbolic tangent.
    let ratio = (value.significand - 1) / (value.significand + 1)
    var power = ratio
    var sum = 0.0
    for step in 0..<16 {
      sum += power / Double(2 * step + 1)
      power *= ratio * ratio
    }
    return 2 * sum + Double(value.exponent) * 0.693_147_180_559_945_3
  }
}
