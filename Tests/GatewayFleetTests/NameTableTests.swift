import GatewayFleet
import Testing

/// Which addresses of a name are replicas.
@Suite struct NameTableTests {
  @Test func addressesHaveAStableOrderAndCountOnce() {
    var table = NameTable()
    let isFirstNew = table.note(["10.0.0.8", "10.0.0.7", "10.0.0.8"], of: "engines")
    #expect(isFirstNew)
    #expect(table.addresses(of: "engines") == ["10.0.0.7", "10.0.0.8"])
    // Another order is no change.
    let isOrderNew = table.note(["10.0.0.7", "10.0.0.8"], of: "engines")
    #expect(!isOrderNew)
    let isShorterNew = table.note(["10.0.0.7"], of: "engines")
    #expect(isShorterNew)
    #expect(table.addresses(of: "engines") == ["10.0.0.7"])
  }

  @Test func aNameThatStopsResolvingKeepsItsAddresses() {
    var table = NameTable()
    table.note(["10.0.0.7", "10.0.0.8"], of: "engines")
    let isEmptyNew = table.note([], of: "engines")
    #expect(!isEmptyNew)
    #expect(table.addresses(of: "engines") == ["10.0.0.7", "10.0.0.8"])
    #expect(table.addresses(of: "other").isEmpty)
  }

  @Test(arguments: [
    (["fd00::7", "10.0.0.7"], ["10.0.0.7"]), (["fd00::8", "fd00::7"], ["fd00::7", "fd00::8"]),
    (["10.0.0.9", "fd00::7", "10.0.0.7"], ["10.0.0.7", "10.0.0.9"]),
  ])
  func oneFamilyCounts(found: [String], kept: [String]) {
    var table = NameTable()
    table.note(found, of: "engines")
    #expect(table.addresses(of: "engines") == kept)
  }

  @Test func aNameServerCannotMakeReplicasWithoutEnd() {
    var table = NameTable()
    table.note((0..<1000).map { "10.0.\($0 / 250).\($0 % 250)" }, of: "engines")
    #expect(table.addresses(of: "engines").count == NameTable.limit)
  }

  @Test func namesThatNobodyUsesAreForgotten() {
    var table = NameTable()
    table.note(["10.0.0.7"], of: "a")
    table.note(["10.0.0.8"], of: "b")
    table.keep(["b"])
    #expect(table.addresses(of: "a").isEmpty)
    #expect(table.addresses(of: "b") == ["10.0.0.8"])
  }
}
