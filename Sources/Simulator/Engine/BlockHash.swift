/// The hash chain of the KV cache: a block's hash covers its tokens and all blocks before it, so that equal hashes mean equal prefixes.
struct BlockHash: Sendable {
  /// Tokens in one block.
  static let blockSize = 16

  /// Hashes of the full blocks so far.
  private(set) var blocks: [UInt64] = []
  /// Tokens so far, the ones in no full block included.
  private(set) var count = 0
  private let salt: UInt64
  private var tail: [Int] = []

  /// An empty chain; chains of different `salt` never meet.
  init(salt: String) {
    self.salt = Self.mix(0x9E37_79B9_7F4A_7C15, salt.utf8.map(Int.init))
  }

  /// Adds tokens at the end.
  mutating func append(_ tokens: some Sequence<Int>) {
    for token in tokens {
      tail.append(token)
      count += 1
      guard tail.count == Self.blockSize else { continue }
      blocks.append(Self.mix(blocks.last ?? salt, tail))
      tail.removeAll(keepingCapacity: true)
    }
  }

  /// Blocks that the tokens need, the last one perhaps not full.
  var blocksNeeded: Int { (count + Self.blockSize - 1) / Self.blockSize }

  /// A hash of `seed` and `values`; the same on every machine and in every run.
  static func mix(_ seed: UInt64, _ values: [Int]) -> UInt64 {
    var state = SplitMix(seed: seed)
    var hash = state.next()
    for value in values {
      state = SplitMix(seed: hash ^ UInt64(bitPattern: Int64(value)))
      hash = state.next()
    }
    return hash
  }
}

/// A small random number generator that gives the same numbers everywhere.
struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator that starts from `seed`.
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
