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

  /// So many features that speak for nothing are added to a window's: a few features are little evidence, whatever they say. The training does the same.
  private static let prior = 60

  /// The score of the best window, as the logarithm of odds.
  func score(_ windows: [WeightSums]) -> Double {
    windows.reduce(-100) { max($0, bias + scale * Double($1[lane]) / Double($1.count + Self.prior).squareRoot()) }
  }

  /// A score, the logarithm of odds, as a probability, 0 to 1.
  static func probability(_ score: Double) -> Double { 1 / (1 + Exponential.of(0 - score)) }
}
