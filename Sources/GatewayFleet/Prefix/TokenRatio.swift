internal import GatewayCore

/// How many tokens an engine counts for each that is estimated from a prompt's bytes: it depends on the tokenizer, the language, the template, and on images, which are no text.
///
/// A mean over the last prompts, in which a long one counts for more: what matters is how much text fills a cache.
struct TokenRatio: Sendable, Hashable {
  /// With fewer estimated tokens than this nothing is known.
  private static let enough = 4096.0
  /// At more than this what is old is halved.
  private static let window = 262_144.0
  /// A count that is further off says nothing of text.
  private static let bounds = 1.0 / 16...16.0

  private var estimated = 0.0
  private var counted = 0.0

  /// A prompt of so many tokens by the estimate, and by the engine. One without tokens is passed over.
  mutating func note(estimated: Int, counted: Int) {
    guard estimated > 0, counted > 0 else { return }
    let ratio = min(max(Double(counted) / Double(estimated), Self.bounds.lowerBound), Self.bounds.upperBound)
    self.estimated += Double(estimated)
    self.counted += Double(estimated) * ratio
    guard self.estimated > Self.window else { return }
    self.estimated /= 2
    self.counted /= 2
  }

  /// Tokens that are counted for one that is estimated; 1 as long as too little is known.
  var value: Double { estimated >= Self.enough ? counted / estimated : 1 }

  /// How many blocks, of so many estimated tokens each, a cache holds; at least 1.
  func blocks(in cacheTokens: Int, blockTokens: Int) -> Int {
    let blocks = Double(cacheTokens) / (Double(max(1, blockTokens)) * value)
    return max(1, Int(exactly: min(blocks, 0x1p40).rounded(.down)) ?? 1)
  }
}
