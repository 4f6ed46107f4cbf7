/// A random generator with a seed: the same cases in every run.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator that begins at `seed`.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// Changes bytes at random: single bytes, fragments put in, pieces removed, doubled, cut off.
public struct Mutator: Sendable {
  private let fragments: [[UInt8]]
  private let alphabet: [UInt8]

  /// A mutator that likes to insert `fragments`, and bytes of `alphabet`.
  public init(fragments: [String], alphabet: String) {
    self.fragments = fragments.map { Array($0.utf8) }
    self.alphabet = Array(alphabet.utf8)
  }

  /// A changed copy of `bytes`.
  public func mutate(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var result = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      guard let index = result.indices.randomElement(using: &random) else { return result }
      switch Int.random(in: 0..<8, using: &random) {
      case 0: result[index] = UInt8.random(in: 0...255, using: &random)
      case 1: result[index] = alphabet.randomElement(using: &random) ?? 0
      case 2: result.insert(alphabet.randomElement(using: &random) ?? 0, at: index)
      case 3: result.remove(at: index)
      case 4, 5: result.insert(contentsOf: fragments.randomElement(using: &random) ?? [], at: lineStart(result, near: index))
      case 6:
        let part = Array(result[index..<min(result.count, index + Int.random(in: 1...24, using: &random))])
        result.insert(contentsOf: part, at: result.indices.randomElement(using: &random) ?? 0)
      default: result.removeSubrange(index..<min(result.count, index + Int.random(in: 1...8, using: &random)))
      }
    }
    return result
  }

  /// Fragments are lines: they go to the beginning of one, half of the time.
  private func lineStart(_ bytes: [UInt8], near index: Int) -> Int {
    guard index % 2 == 0 else { return index }
    return bytes[..<index].lastIndex(of: 0x0a).map { $0 + 1 } ?? index
  }
}
