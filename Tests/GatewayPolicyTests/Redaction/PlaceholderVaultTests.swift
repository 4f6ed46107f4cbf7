import Testing

@testable import GatewayPolicy

@Suite struct PlaceholderVaultTests {
  @Test func aValueHasOnePlaceholderAndItsPlaceholderTheValue() {
    var vault = PlaceholderVault()
    #expect(vault.isEmpty)
    let values = (0..<200).map { Array("user\($0)@example.com".utf8) }
    let placeholders = values.map { vault.placeholder(for: "email", value: $0) }
    #expect(placeholders.first == Array("[EMAIL_1]".utf8))
    #expect(values.map { vault.placeholder(for: "email", value: $0) } == placeholders)
    #expect(placeholders.map { vault.value(of: $0[...]) } == values)
    // Wherever in a text it stands.
    let text = Array("to [EMAIL_7].".utf8)
    #expect(vault.value(of: text[3..<12]) == values[6])
    #expect(vault.value(of: Array("[EMAIL_201]".utf8)[...]) == nil)
    #expect(!vault.isEmpty)
  }

  @Test func kindsWithTheSameLabelDoNotShareAPlaceholder() {
    var vault = PlaceholderVault()
    let one = vault.placeholder(for: "staff-id", value: [0x31])
    let other = vault.placeholder(for: "staff_id", value: [0x32])
    #expect(one == Array("[STAFF_ID_1]".utf8) && other == Array("[STAFF_ID_2]".utf8))
    #expect(vault.value(of: one[...]) == [0x31] && vault.value(of: other[...]) == [0x32])
  }
}
