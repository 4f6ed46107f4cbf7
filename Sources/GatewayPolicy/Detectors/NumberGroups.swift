/// Digits with separators between them, as people write numbers: `4111 1111 1111 1111`, `(555) 010-9999`, `+49 30 123456`.
struct NumberGroups {
  /// One group of digits.
  struct Group: Hashable {
    let start: Int
    let length: Int
    /// What stands in front of it: 0 for the first group.
    let separator: UInt8

    var end: Int { start &+ length }
  }

  private(set) var groups: [Group] = []
  private(set) var digits: [UInt8] = []
  /// Whether a plus sign, or two zeros written as one, begins the number.
  let hasPlus: Bool
  /// Whether a parenthesis is open at its start.
  let hasParenthesis: Bool

  /// The most digits that are read.
  static let limit = 24

  /// Reads from the probe's start as long as digits follow, with single separators (blank, hyphen, dot, slash; `) `) between them.
  init(_ probe: inout Probe) {
    var offset = 0
    hasPlus = probe[0] == 0x2b
    if hasPlus { offset = 1 }
    hasParenthesis = probe[offset] == 0x28
    if hasParenthesis { offset &+= 1 }
    var separator: UInt8 = 0
    while digits.count < Self.limit, groups.count < 12 {
      let length = probe.run(from: offset, limit: Self.limit &- digits.count, where: ByteClass.isDigit)
      guard length > 0 else { break }
      for index in offset..<(offset &+ length) { digits.append(probe[index]) }
      groups.append(Group(start: offset, length: length, separator: separator))
      offset &+= length
      separator = probe[offset]
      switch separator {
      case 0x20, 0x2d, 0x2e, 0x2f: offset &+= 1
      case 0x29:
        offset &+= 1
        if probe[offset] == 0x20 || probe[offset] == 0x2d { offset &+= 1 }
      default: return
      }
      if probe[offset] == 0x28, separator == 0x20 || separator == 0x2d { offset &+= 1 }
    }
  }

  /// Where the first `count` groups end.
  func end(of count: Int) -> Int { groups[count &- 1].end }

  /// The digits of the first `count` groups.
  func digits(of count: Int) -> ArraySlice<UInt8> { digits[..<groups[..<count].reduce(0) { $0 &+ $1.length }] }

  /// The lengths of the groups.
  func shape(_ count: Int) -> [Int] { groups[..<count].map(\.length) }

  /// The separator, if all of the first `count` groups have the same one; 0 for one group.
  func commonSeparator(_ count: Int) -> UInt8? {
    guard count > 1 else { return 0 }
    let separator = groups[1].separator
    return groups[1..<count].allSatisfy { $0.separator == separator } ? separator : nil
  }
}
