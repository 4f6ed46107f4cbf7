/// How random a value looks.
struct ValueShape: Sendable {
  private(set) var count = 0
  private(set) var digits = 0
  private(set) var lower = 0
  private(set) var upper = 0
  private(set) var symbols = 0
  /// Shannon's entropy of the bytes, in bits for each byte.
  private(set) var entropy = 0.0

  /// The shape of the bytes from `start` up to `end`, at most 256 of them.
  init(_ probe: inout Probe, from start: Int, to end: Int) {
    var counts = InlineArray<128, UInt8>(repeating: 0)
    var offset = start
    while offset < end, offset &- start < 255 {
      let byte = probe[offset]
      if ByteClass.isDigit(byte) {
        digits &+= 1
      } else if ByteClass.isLower(byte) {
        lower &+= 1
      } else if ByteClass.isUpper(byte) {
        upper &+= 1
      } else {
        symbols &+= 1
      }
      counts[Int(byte & 0x7f)] &+= 1
      count &+= 1
      offset &+= 1
    }
    guard count > 0 else { return }
    // The sum of c·log2(c), from a table: there is no logarithm without a C library.
    var sum = 0.0
    for index in counts.indices where counts[index] > 1 { sum += Self.weighted[Int(counts[index])] }
    entropy = (Self.weighted[count] - sum) / Double(count)
  }

  /// c·log2(c) for 0 to 255.
  private static let weighted: [Double] = (0...255).map { $0 < 2 ? 0 : Double($0) * log2($0) }

  /// The logarithm of a small number, by repeated squaring.
  private static func log2(_ number: Int) -> Double {
    var value = Double(number)
    var result = 0.0
    while value >= 2 {
      value /= 2
      result += 1
    }
    var bit = 0.5
    for _ in 0..<24 {
      value *= value
      if value >= 2 {
        value /= 2
        result += bit
      }
      bit /= 2
    }
    return result
  }
}
