/// A JSON number, kept as it was spelled.
///
/// Two numbers are equal when their values are, exactly and at any size: `1`, `1.0` and `10e-1` are equal, `0.1` and
/// `0.1000000000000000055` are not.
public struct JSONNumber: Sendable, CustomStringConvertible {
  /// The number as JSON text, as it was received or made.
  public let spelling: String

  /// A number from JSON text. Nil when the text is not one JSON number.
  public init?(spelling: String) {
    guard Self.isNumber(spelling) else { return nil }
    self.spelling = spelling
  }

  /// An integer.
  public init(_ value: some BinaryInteger) { spelling = String(value) }

  /// The shortest text that reads back as this value. Nil when it is infinite or not a number.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    spelling = value.description
  }

  /// A number whose text was checked before.
  init(checked spelling: String) { self.spelling = spelling }

  /// The spelling.
  public var description: String { spelling }

  /// The value when it is a whole number that fits, however it is spelled: `1`, `1.0` and `1e0` alike.
  public var intValue: Int? {
    if let value = Int(spelling) { return value }
    let canonical = canonical
    if canonical.digits.isEmpty { return 0 }
    guard canonical.exponent >= 0, canonical.digits.count <= 19, canonical.exponent <= 19 else { return nil }
    return Int((canonical.isNegative ? "-" : "") + canonical.digits + String(repeating: "0", count: canonical.exponent))
  }

  /// The nearest double; infinite when the number is too large for one.
  public var doubleValue: Double { Double(spelling) ?? .nan }

  /// Whether the value is a whole number, of any size.
  public var isWhole: Bool {
    let canonical = canonical
    return canonical.digits.isEmpty || canonical.exponent >= 0
  }

  /// Sign, digits without zeros at either end, and the power of ten that they are multiplied by.
  struct Canonical: Hashable {
    var isNegative = false
    var digits = ""
    var exponent = 0
  }

  /// The one form that all spellings of a value share.
  var canonical: Canonical {
    var result = Canonical()
    var digits: [UInt8] = []
    var fraction = 0
    var isInFraction = false
    var rest = Substring(spelling).utf8
    while let byte = rest.popFirst() {
      switch byte {
      case 0x2d: result.isNegative = true
      case 0x2e: isInFraction = true
      case 0x30...0x39:
        if byte != 0x30 || !digits.isEmpty { digits.append(byte) }
        if isInFraction { fraction += 1 }
      default:
        result.exponent = Self.exponent(rest)
        rest = Substring().utf8
      }
    }
    result.exponent -= fraction
    while digits.last == 0x30 {
      digits.removeLast()
      result.exponent += 1
    }
    if digits.isEmpty { return Canonical() }
    result.digits = String(decoding: digits, as: UTF8.self)
    return result
  }

  /// An exponent; what is beyond all reason is as good as 2⁴⁰.
  private static func exponent(_ text: Substring.UTF8View) -> Int {
    let limit = 1 << 40
    guard let value = Int(String(decoding: text, as: UTF8.self)) else { return text.first == 0x2d ? -limit : limit }
    return min(max(value, -limit), limit)
  }

  private static func isNumber(_ text: String) -> Bool {
    var rest = Substring(text).utf8
    if rest.first == 0x2d { rest.removeFirst() }
    let whole = digits(&rest)
    guard let first = whole.first, first != 0x30 || whole.count == 1 else { return false }
    if rest.first == 0x2e {
      rest.removeFirst()
      guard !digits(&rest).isEmpty else { return false }
    }
    if rest.first == 0x65 || rest.first == 0x45 {
      rest.removeFirst()
      if rest.first == 0x2b || rest.first == 0x2d { rest.removeFirst() }
      guard !digits(&rest).isEmpty else { return false }
    }
    return rest.isEmpty
  }

  private static func digits(_ rest: inout Substring.UTF8View) -> [UInt8] {
    var result: [UInt8] = []
    while let byte = rest.first, (0x30...0x39).contains(byte) {
      result.append(byte)
      rest.removeFirst()
    }
    return result
  }
}

extension JSONNumber: Hashable {
  /// Whether the values are equal.
  public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    left.spelling == right.spelling || left.canonical == right.canonical
  }

  /// Feeds the value, not the spelling.
  public func hash(into hasher: inout Hasher) { hasher.combine(canonical) }
}
