/// The features of the classifiers: character sequences, words and pairs of words, hashed to slots. tools/train_classifiers/features.py computes the same.
enum TextFeatures {
  /// The logarithm of the number of slots.
  static let bits: UInt64 = 15
  /// A long text is looked at in windows, so that a short passage in it is not lost.
  static let window = 1000
  private static let stride = 500
  private static let gram = 4
  private static let golden: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// Folded, in lower case, everything but letters and digits as single blanks, a blank at both ends.
  static func normalized(_ folded: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x20]
    result.reserveCapacity(folded.count &+ 2)
    var isBlank = true
    for byte in folded {
      let lowered = ByteClass.lowered(byte)
      if lowered &- 0x61 < 26 || ByteClass.isDigit(lowered) || lowered >= 0x80 {
        result.append(lowered)
        isBlank = false
      } else if !isBlank {
        result.append(0x20)
        isBlank = true
      }
    }
    if !isBlank { result.append(0x20) }
    return result
  }

  /// The windows of a normalised text.
  static func windows(_ count: Int) -> [Range<Int>] {
    guard count > window else { return [0..<count] }
    var result: [Range<Int>] = []
    var start = 0
    while start < count - window {
      result.append(start..<(start + window))
      start += stride
    }
    result.append((count - window)..<count)
    return result
  }

  /// Shows every feature of a window to a visitor, as its slot; one that occurs again is not shown again.
  /// - Returns: how many there are.
  @inline(__always)
  static func visit(_ text: Span<UInt8>, _ range: Range<Int>, _ visitor: (Int) -> Void) -> Int {
    var count = 0
    var seen = [UInt64](repeating: 0, count: 1 << (bits - 6))
    func show(_ slot: Int) {
      let bit = UInt64(1) &<< UInt64(slot & 63)
      guard seen[slot >> 6] & bit == 0 else { return }
      seen[slot >> 6] |= bit
      count &+= 1
      visitor(slot)
    }
    var key: UInt64 = 0
    var word: UInt64 = basis
    var previous: UInt64 = 0
    var isWord = false
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = text[index]
      // The four bytes that end here, the first one lowest.
      key = key >> 8 | UInt64(byte) << 24
      if index &- range.lowerBound &+ 1 >= gram {
        show(slot(key))
      }
      if byte == 0x20 {
        if isWord {
          show(slot(word))
          if previous != 0 {
            show(slot(previous &* 31 &+ word))
          }
          previous = word
        }
        word = basis
        isWord = false
      } else {
        word = (word ^ UInt64(byte)) &* 0x100_0000_01b3
        isWord = true
      }
      index &+= 1
    }
    if isWord {
      show(slot(word))
      if previous != 0 {
        show(slot(previous &* 31 &+ word))
      }
    }
    return count
  }

  private static let basis: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* golden) >> (64 &- bits)) }
}
