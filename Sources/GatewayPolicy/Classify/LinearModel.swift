/// One of the linear classifiers of ``WeightTable``: what its sums mean.
struct LinearModel: Sendable {
  /// Its place in the table.
  let lane: Int
  /// What a weight of 1 is worth.
  let scale: Double
  /// The score of a text without features.
  let bias: Double
  /// The scores from which on the class is taken for given, from the least to the most certain.
  let thresholds: [Double]

  /// The score of the best window, as the logarithm of odds.
  func score(_ windows: [WeightSums]) -> Double {
    windows.reduce(-100) { max($0, bias + scale * Double($1[lane]) / Double(max($1.count, 1)).squareRoot()) }
  }

  /// A score, the logarithm of odds, as a probability, 0 to 1.
  static func probability(_ score: Double) -> Double { 1 / (1 + Exponential.of(0 - score)) }
}
