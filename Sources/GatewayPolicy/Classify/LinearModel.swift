/// One of the linear classifiers of ``WeightTable``: what its sums mean.
struct LinearModel: Sendable {
  /// Its place in the table.
  let lane: Int
  /// What a weight of 1 is worth.
  let scale: Double
  /// The score of a text without features.
  let bias: Double
  /// How many blocks a passage has that is judged for itself.
  let passage: Int
  /// The odds of the best passage are divided by the number of passages to this power.
  let chances: Double
  /// The scores from which on the class is taken for given, from the least to the most certain.
  let thresholds: [Double]

  /// So many features that speak for nothing are added to a window's: a few features are little evidence, whatever they say. The training does the same.
  private static let prior = 60

  /// A window of more features than this is likelier to look like an attack by chance.
  private static let usual = 300.0

  /// The score of a text, as the logarithm of odds: the larger of its best window's, whose odds are divided by the number of windows, and its best passage's.
  func score(_ reading: TextReading) -> Double {
    let windows = reading.windows
    let best = windows.reduce(-100) { max($0, score($1)) } - Logarithm.of(Double(max(windows.count, 1)))
    return max(best, passageScore(reading.blocks) ?? best)
  }

  /// The odds of a text beside those of a threshold. Among many windows one that looks like an attack is likelier to be chance: the odds are the largest of three, the square of the mean root
  /// of the windows' odds, to which all of them contribute, by the fourth root of their number, the best window's odds by the square of that number, and the best passage's. Odds of windows
  /// with more features than usual are divided, for the first by the root of how many times as many they have, for the second by that number.
  func odds(_ reading: TextReading, over threshold: Double) -> Double {
    var (roots, best) = (0.0, 0.0)
    let windows = reading.windows
    for window in windows {
      let root = Exponential.of((score(window) - threshold) / 2)
      let share = min(1, Self.usual / Double(max(window.count, 1)))
      roots += root * share.squareRoot().squareRoot()
      best = max(best, root * root * share)
    }
    let count = Double(max(windows.count, 1))
    let passage = passageScore(reading.blocks).map { Exponential.of($0 - threshold) } ?? 0
    return max(roots / count * (roots / count) / count.squareRoot().squareRoot(), best / (count * count), passage)
  }

  /// The score of the best passage, whose odds are divided by a power of the number of passages.
  /// - Returns: nothing if the text is shorter than a bin, or if no passage's sum speaks for the class.
  private func passageScore(_ blocks: [WeightSums]) -> Double? {
    guard blocks.count >= max(TextReading.bin, passage) else { return nil }
    var (sum, features, best) = (0, 0, 0.0)
    for (index, block) in blocks.enumerated() {
      sum += block[lane]
      features += block.count
      if index >= passage {
        sum -= blocks[index - passage][lane]
        features -= blocks[index - passage].count
      }
      guard index >= passage - 1, sum > 0 else { continue }
      best = max(best, Double(sum) / Double(features + Self.prior).squareRoot())
    }
    guard best > 0 else { return nil }
    return bias + scale * best - chances * Logarithm.of(Double(blocks.count - passage + 1))
  }

  /// A window's score, as the logarithm of odds.
  private func score(_ window: WeightSums) -> Double {
    bias + scale * Double(window[lane]) / Double(window.count + Self.prior).squareRoot()
  }

  /// A score, the logarithm of odds, as a probability, 0 to 1.
  static func probability(_ score: Double) -> Double { 1 / (1 + Exponential.of(0 - score)) }
}
