/// One escape of a JSON string: the scalar that it stands for, and its length in the document. A surrogate pair is one escape.
struct JSONEscape: Hashable, Sendable {
  let scalar: UInt32
  let length: Int

  /// Reads the escape whose backslash stands at `offset`; nil if it is none, is cut at `end`, or is an unpaired surrogate.
  init?(_ bytes: RawSpan, at offset: Int, end: Int) {
    guard offset &+ 1 < end, end <= bytes.byteCount else { return nil }
    switch bytes.byte(offset &+ 1) {
    case 0x22: (scalar, length) = (0x22, 2)
    case 0x5c: (scalar, length) = (0x5c, 2)
    case 0x2f: (scalar, length) = (0x2f, 2)
    case 0x62: (scalar, length) = (0x08, 2)
    case 0x66: (scalar, length) = (0x0c, 2)
    case 0x6e: (scalar, length) = (0x0a, 2)
    case 0x72: (scalar, length) = (0x0d, 2)
    case 0x74: (scalar, length) = (0x09, 2)
    case 0x75:
      guard let unit = Self.unit(bytes, at: offset, end: end) else { return nil }
      guard unit & 0xf800 == 0xd800 else {
        (scalar, length) = (unit, 6)
        return
      }
      guard unit < 0xdc00, let second = Self.unit(bytes, at: offset &+ 6, end: end), second & 0xfc00 == 0xdc00 else { return nil }
      (scalar, length) = (Self.joined(high: unit, low: second), 12)
    default: return nil
    }
  }

  /// The pair of two halves.
  init(high: UInt32, low: UInt32) { (scalar, length) = (Self.joined(high: high, low: low), 12) }

  private static func joined(high: UInt32, low: UInt32) -> UInt32 { 0x10000 &+ ((high & 0x3ff) << 10 | (low & 0x3ff)) }

  /// The half of a surrogate pair whose escape stands at `offset`, whatever stands around it.
  static func half(_ bytes: RawSpan, at offset: Int, end: Int) -> UInt32? {
    guard let unit = unit(bytes, at: offset, end: end), unit & 0xf800 == 0xd800 else { return nil }
    return unit
  }

  /// Why there is no escape at `offset`.
  static func problem(_ bytes: RawSpan, at offset: Int, end: Int) -> JSONProblem {
    if let unit = unit(bytes, at: offset, end: end), unit & 0xf800 == 0xd800 {
      return JSONProblem(offset: offset, reason: "unpaired surrogate escape")
    }
    var index = offset &+ 1
    if index < end, bytes.byte(index) == 0x75 { index &+= 1 }
    while index < end, hexDigit(bytes.byte(index)) != nil { index &+= 1 }
    let cut = index >= end
    return JSONProblem(offset: offset, reason: cut ? "unexpected end" : "invalid escape")
  }

  /// Its length in UTF-8.
  var utf8Count: Int { scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4 }

  func append(to result: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: scalar >> shift & 0x3f | 0x80) }
    func head(_ shift: UInt32, _ mark: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: scalar >> shift | mark) }
    switch utf8Count {
    case 1: result.append(UInt8(truncatingIfNeeded: scalar))
    case 2: result += [head(6, 0xc0), tail(0)]
    case 3: result += [head(12, 0xe0), tail(6), tail(0)]
    default: result += [head(18, 0xf0), tail(12), tail(6), tail(0)]
    }
  }

  /// The code unit of `\uXXXX` at `offset`.
  private static func unit(_ bytes: RawSpan, at offset: Int, end: Int) -> UInt32? {
    guard offset &+ 6 <= end, bytes.byte(offset) == 0x5c, bytes.byte(offset &+ 1) == 0x75 else { return nil }
    var unit: UInt32 = 0
    for index in offset &+ 2..<offset &+ 6 {
      guard let digit = hexDigit(bytes.byte(index)) else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte &- 0x30
    case 0x41...0x46: byte &- 0x37
    case 0x61...0x66: byte &- 0x57
    default: nil
    }
  }
}
