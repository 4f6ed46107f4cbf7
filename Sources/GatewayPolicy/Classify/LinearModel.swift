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

  /// A window of more features than this is likelier to look like an attack by chance.
  private static let usual = 300.0

  /// The score of the best window, as the logarithm of odds.
  func score(_ windows: [WeightSums]) -> Double { windows.reduce(-100) { max($0, score($1)) } }

  /// The odds of a text beside those of a threshold. Among many windows one that looks like an attack is likelier to be chance: the odds are the larger of two, the square of the mean root
  /// of the windows' odds, to which all of them contribute, and the best window's odds by the number of windows. Odds of windows with more features than usual are divided, for the first by
  /// the root of how many times as many they have, for the second by that number.
  func odds(_ windows: [WeightSums], over threshold: Double) -> Double {
    var (roots, best) = (0.0, 0.0)
    for window in windows {
      let root = Exponential.of((score(window) - threshold) / 2)
      let share = min(1, Self.usual / Double(max(window.count, 1)))
      roots += root * share.squareRoot().squareRoot()
      best = max(best, root * root * share)
    }
    let count = Double(max(windows.count, 1))
    return max(roots / count * (roots / count), best / count)
  }

  /// A window's score, as the logarithm of odds.
  private func score(_ window: WeightSums) -> Double {
    bias + scale * Double(window[lane]) / Double(window.count + Self.prior).squareRoot()
  }

  /// A score, the logarithm of odds, as a probability, 0 to 1.
  static func probability(_ score: Double) -> Double { 1 / (1 + Exponential.of(0 - score)) }
}
