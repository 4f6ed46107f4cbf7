import Testing

@testable import GatewayPolicy

@Suite struct StartTablesTests {
  /// The rows of two groups: one for `ab` behind a blank, one for `a`, anything and `c` behind anything.
  private static func rows(_ group: Int, _ offset: Int) -> [UInt64] {
    let wanted: UInt8? =
      switch (group, offset) {
      case (_, 0): UInt8(ascii: "a")
      case (0, 1): UInt8(ascii: "b")
      case (0, -1): UInt8(ascii: " ")
      case (1, 2): UInt8(ascii: "c")
      default: nil
      }
    return (UInt8.min...UInt8.max).map { wanted == nil || wanted == $0 ? 1 : 0 }
  }

  @Test(arguments: [("xxx abc", 3), ("xxxxabc", 2), ("xxx abd", 1), ("xxx axc", 2), ("xxx bbc", 0), ("xxxxabd", 0)])
  func groupsOfTheBytesAround(_ text: String, _ groups: UInt8) {
    let tables = StartTables(groups: 2, rows: Self.rows)
    let bytes = Array(text.utf8)
    #expect(tables.groups(bytes.span, at: 4) == groups)
  }

  @Test func aTableThatWouldBeTooLargeLeavesPlacesOut() {
    // Every byte is told apart at every place: four places would be 2^32 entries. The nearest one is kept, so that nothing is missed.
    let tables = StartTables(groups: 64) { group, _ in (0..<256).map { $0 >> 2 == group ? 1 << UInt64($0 & 3) : 0 } }
    let bytes = Array("dcbaaaa".utf8)
    #expect(tables.groups(bytes.span, at: 4) != 0)
    #expect(StartTables().groups(bytes.span, at: 4) == 0)
  }
}
