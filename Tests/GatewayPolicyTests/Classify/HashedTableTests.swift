import GatewayTestSupport
import Testing

@testable import GatewayPolicy

@Suite struct HashedTableTests {
  @Test func hasWhatADictionaryHas() {
    var random = SplitMix64(seed: 1)
    for count in [0, 1, 4, 5, 100, 1000] {
      // Some share their lower bits, so that they want the same slot.
      var entries: [UInt64: Int] = [:]
      for number in 0..<count { entries[number % 3 == 0 ? UInt64(number + 1) << 48 : random.next() | 1] = number }
      let table = HashedTable(entries)
      for (key, value) in entries { #expect(table[key] == value) }
      for _ in 0..<200 {
        let key = random.next()
        #expect(table[key] == entries[key])
      }
      #expect(table[0] == nil)
    }
  }
}
