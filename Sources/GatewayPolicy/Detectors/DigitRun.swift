/// The groups of digits at a start, and what stands between them.
///
/// Read once, by every kind of number: at most 20 groups and 64 bytes, no further group behind 20 digits. Separators are one or two of blank, hyphen, dot, slash and parentheses.
struct DigitRun: Sendable {
  /// One group of digits.
  struct Group: Sendable {
    private var place: UInt8 = 0
    private var length: UInt8 = 0
    private var index: UInt8 = 0
    /// What stands before: the separator, `(` or `)` if there is one in it, `m` for several others, 0 for nothing.
    var separator: UInt8 = 0

    init(start: Int, separator: UInt8, first: Int) {
      place = UInt8(truncatingIfNeeded: start)
      index = UInt8(truncatingIfNeeded: first)
      self.separator = separator
    }

    /// Where it begins, relative to the start.
    var start: Int { Int(place) }
    /// How many digits it has.
    var count: Int { Int(length) }
    /// The index of its first digit.
    var first: Int { Int(index) }
    /// Behind its last digit.
    var end: Int { start &+ count }

    /// Takes one more digit.
    mutating func grow() { length &+= 1 }
  }

  typealias Groups = FixedList<20, Group>

  /// A `+` stands in front.
  private(set) var hasPlus = false
  /// A parenthesis opens in front.
  private(set) var hasParenthesis = false
  /// The values of all digits.
  private(set) var digits = Digits(filler: 0)
  private(set) var groups = Groups(filler: Group(start: 0, separator: 0, first: 0))
  /// The lengths of the first sixteen groups as hexadecimal digits, the first one highest.
  private var lengths: UInt64 = 0
  /// How many of the first groups have one and the same separator between them.
  private var uniform = 1
  /// How many of the first groups have as many digits as the first one.
  private(set) var alike = 0
  /// One bit for each group: those of a single digit, and those behind a slash or several separators.
  private var singles: UInt32 = 0
  private var odd: UInt32 = 0

  /// Reads what stands at the probe's start.
  init(_ probe: inout Probe) {
    var offset = 0
    if probe[offset] == UInt8(ascii: "(") {
      hasParenthesis = true
      offset &+= 1
    }
    if probe[offset] == UInt8(ascii: "+") {
      hasPlus = true
      offset &+= 1
      if probe[offset] == UInt8(ascii: "(") { offset &+= 1 }
    }
    var separator: UInt8 = 0
    while groups.count < 20, offset < 64, digits.count < 20 {
      guard let group = readGroup(&probe, offset, separator) else { return }
      append(group)
      guard let next = Self.separator(&probe, group.end) else { return }
      separator = next.kind
      offset = next.end
    }
  }

  private mutating func append(_ group: Group) {
    let index = groups.count
    let bit = UInt32(1) << UInt32(index)
    if index < 16 { lengths |= UInt64(min(group.count, 15)) << UInt64(60 &- index &* 4) }
    if index == 1 || index == uniform && group.separator == groups[1].separator { uniform = index &+ 1 }
    if index == 0 || index == alike && group.count == groups[0].count { alike = index &+ 1 }
    if group.count == 1 { singles |= bit }
    if index > 0, group.separator == UInt8(ascii: "/") || group.separator == UInt8(ascii: "m") { odd |= bit }
    groups.append(group)
  }

  /// How many of the first groups have a single digit.
  func singles(ofGroups count: Int) -> Int { (singles & ((1 << UInt32(count)) &- 1)).nonzeroBitCount }

  /// How many of the first groups stand behind a slash or several separators.
  func odd(ofGroups count: Int) -> Int { (odd & ((1 << UInt32(count)) &- 1)).nonzeroBitCount }

  private mutating func readGroup(_ probe: inout Probe, _ offset: Int, _ separator: UInt8) -> Group? {
    var group = Group(start: offset, separator: separator, first: digits.count)
    while digits.count < 40, probe.isDigit(group.end) {
      digits.append(probe[group.end] &- 0x30)
      group.grow()
    }
    return group.count > 0 ? group : nil
  }

  /// The separator at an offset, if a digit stands behind it.
  private static func separator(_ probe: inout Probe, _ offset: Int) -> (kind: UInt8, end: Int)? {
    var end = offset
    var kind: UInt8 = 0
    while end &- offset < 4 {
      let byte = probe[end]
      var width = 1
      var found = byte
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"): break
      case 0xe2:
        // Hyphens and dashes, U+2010 to U+2014.
        guard probe[end &+ 1] == 0x80, probe[end &+ 2] &- 0x90 < 5 else { return nil }
        found = UInt8(ascii: "-")
        width = 3
      default:
        guard ByteClass.isDigit(byte), kind != 0 else { return nil }
        return (kind, end)
      }
      kind = merged(kind, found)
      end &+= width
    }
    return probe.isDigit(end) && kind != 0 ? (kind, end) : nil
  }

  private static func merged(_ kind: UInt8, _ next: UInt8) -> UInt8 {
    if kind == 0 { return next }
    if kind == UInt8(ascii: "(") || kind == UInt8(ascii: ")") { return kind }
    return next == UInt8(ascii: "(") || next == UInt8(ascii: ")") ? next : UInt8(ascii: "m")
  }

  /// The digits of the first groups.
  func digits(ofGroups count: Int) -> Digits {
    guard count > 0, count <= groups.count else { return digits[0..<0] }
    let last = groups[count &- 1]
    return digits[0..<min(digits.count, last.first &+ last.count)]
  }

  /// The separator between the first groups, if it is the same everywhere; 0 for one group, nil for a mixture.
  func separator(ofGroups count: Int) -> UInt8? {
    guard count > 1, count <= groups.count else { return 0 }
    return count <= uniform ? groups[1].separator : nil
  }

  /// The lengths of the groups from one of the first sixteen on as the hexadecimal digits of a number: 0x334 for 3, 3 and 4.
  func shape(from first: Int = 0, ofGroups count: Int) -> UInt64 {
    first < count ? (lengths << UInt64(first &* 4)) >> UInt64(64 &- (count &- first) &* 4) : 0
  }

  /// Whether the first groups have the lengths that the digits of a hexadecimal number say.
  func hasShape(_ shape: UInt64) -> Bool {
    let count = (67 &- shape.leadingZeroBitCount) / 4
    return groups.count >= count && self.shape(ofGroups: count) == shape
  }

  /// Whether a number of the first groups may end there: no byte of a word follows, and no further digits behind a separator that glues. A blank does not.
  func mayEnd(_ count: Int, _ probe: inout Probe) -> Bool {
    guard count > 0, count <= groups.count else { return false }
    let last = groups[count &- 1]
    let end = last.end
    guard probe.endsWord(end) else { return false }
    if count < groups.count {
      switch groups[count].separator {
      case UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: "m"): return true
      case UInt8(ascii: "/"): return last.first &+ last.count >= 9
      default: return false
      }
    }
    switch probe[end] {
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"): return !probe.isDigit(end &+ 1)
    // Thousands and times; behind a longer number the next value of a list.
    case UInt8(ascii: ","), UInt8(ascii: ":"): return last.count > 3 || !probe.isDigit(end &+ 1)
    case UInt8(ascii: "%"): return false
    default: return true
    }
  }
}
