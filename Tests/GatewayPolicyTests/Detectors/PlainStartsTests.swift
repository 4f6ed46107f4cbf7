import CTextScan
import GatewayTestSupport
import Testing

@testable import GatewayPolicy

/// What the innermost loops say is what a look at every byte and every row says.
@Suite struct PlainStartsTests {
  private static let alphabet = Array("ab sz.,-:=09AZ_\n\té".utf8) + [0, 0x7f, 0xff]

  private static func text(_ count: Int, _ random: inout some RandomNumberGenerator) -> [UInt8] {
    (0..<count).map { _ in
      Bool.random(using: &random) ? UInt8(ascii: "a") + .random(in: 0..<26, using: &random) : alphabet.randomElement(using: &random) ?? 0
    }
  }

  @Test func bitsOfBlocksAreThoseOfTheirBytes() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<2000 {
      let bytes = (0..<64).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      let (mark, other) = (UInt8.random(in: 0..<0x80, using: &random), UInt8.random(in: 0..<0x80, using: &random))
      let (fast, plain) = unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe (
          CTextBitsOf(buffer.baseAddress.unsafelyUnwrapped, mark, other), CTextBitsPlain(buffer.baseAddress.unsafelyUnwrapped, mark, other)
        )
      }
      #expect(fast.lower == plain.lower && fast.loud == plain.loud && fast.underscores == plain.underscores)
      #expect(fast.blanks == plain.blanks && fast.marks == plain.marks)
      for (place, byte) in bytes.enumerated() {
        let isSet = { (bits: UInt64) in bits >> UInt64(place) & 1 == 1 }
        #expect(isSet(plain.lower) == ByteClass.isLower(byte) && isSet(plain.blanks) == (byte <= 0x20))
        #expect(isSet(plain.loud) == (ByteClass.isUpper(byte) || ByteClass.isDigit(byte)))
        #expect(isSet(plain.underscores) == (byte == 0x5f) && isSet(plain.marks) == (byte == mark || byte == other))
      }
    }
  }

  @Test func plainBytesAreThoseThatShow() {
    var random = SplitMix64(seed: 13)
    for _ in 0..<2000 {
      var bytes = (0..<Int.random(in: 0..<100, using: &random)).map { _ in UInt8.random(in: 0x20..<0x7f, using: &random) }
      if let place = bytes.indices.randomElement(using: &random) { bytes[place] = .random(in: .min ... .max, using: &random) }
      let mark = UInt8.random(in: .min ... .max, using: &random)
      bytes.append(0)
      let (count, slow) = unsafe bytes.withUnsafeBufferPointer { buffer in
        let start = unsafe buffer.baseAddress.unsafelyUnwrapped
        return unsafe (CTextPlain(start, buffer.count - 1, mark), CTextPlainByBytes(start, buffer.count - 1, mark))
      }
      #expect(count == slow)
      let isPlain = bytes.dropLast().map { $0 != mark && ((0x20..<0x7f).contains($0) || (9...13).contains($0)) }
      let first = isPlain.firstIndex(of: false) ?? isPlain.count
      #expect(count == first / 16 * 16, "\(bytes)")
    }
  }

  @Test func rowsFitThatEveryPlaceAllows() {
    var random = SplitMix64(seed: 14)
    let table = (0..<9 << 9).map { _ in UInt64.random(in: .min ... .max, using: &random) | .random(in: .min ... .max, using: &random) }
    for _ in 0..<500 {
      let bytes = (0..<9).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      let rows = CTextRows(first: .random(in: .min ... .max, using: &random), second: .max)
      let (fast, slow) = unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe table.withUnsafeBufferPointer { table in
          let (start, entries) = unsafe (bytes.baseAddress.unsafelyUnwrapped, table.baseAddress.unsafelyUnwrapped)
          return unsafe (CTextFitting(rows, start, entries), CTextFittingByPlaces(rows, start, entries))
        }
      }
      let expected = bytes.enumerated().reduce(UInt64.max) { $0 & table[($1.offset << 8 | Int($1.element)) << 1 | 1] }
      #expect(fast.first == slow.first && fast.second == slow.second && slow.second == expected)
    }
  }

  /// A set of bytes as detectors have them: one byte, a few, a class, or any.
  private static func set(_ random: inout some RandomNumberGenerator) -> ByteSet {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: ByteSet(alphabet.randomElement(using: &random) ?? 0)
    case 1: ByteSet("sz").union(ByteSet(alphabet.randomElement(using: &random) ?? 0))
    case 2: .lower
    case 3: [ByteSet.digits, .upper, ByteSet(" "), ByteSet { $0 >= 0x80 }, ByteSet { $0 < 0x20 }].randomElement(using: &random) ?? .all
    default: .all
    }
  }

  @Test func whereARowFitsNoStartIsIdle() {
    var random = SplitMix64(seed: 12)
    var (idle, fits) = (0, 0)
    for _ in 0..<400 {
      let rows = (0..<3).map { _ in (0..<9).map { _ in Self.set(&random) } }
      var starts = PlainStarts()
      for row in rows { starts.add(row) }
      let text = Self.text(.random(in: 60..<140, using: &random), &random)
      let base = Int.random(in: 0..<min(text.count, 70), using: &random)
      let block = TextBlock(text.span, at: base, marks: TextBlock.Marks())
      let found = starts.idle(text.span, block, at: base, starts: ~(block.words << 1))
      for position in base..<min(text.count, base + 64) {
        let isIdle = found >> UInt64(position - base) & 1 == 1
        let isFitting = rows.contains { row in
          row.enumerated().allSatisfy { place, set in
            let index = position + place - StartShape.depth
            return set.contains(text.indices.contains(index) ? text[index] : 0)
          }
        }
        #expect(!(isIdle && isFitting), "at \(position) of \(text) from \(base)")
        idle += isIdle ? 1 : 0
        fits += isFitting ? 1 : 0
      }
    }
    #expect(idle > 300 && fits > 300, "\(idle) idle, \(fits) fitting: the texts must have both")
  }
}
