import Testing

@testable import GatewayServer

/// When a client counts as one that reads.
@Suite struct WriteStallTests {
  @Test func aClientThatTakesNothingHasNotProgressedTheFirstTimeEither() {
    var stall = WriteStall(unwritten: 100)
    let hasProgressed = stall.hasProgressed(unwritten: 100)
    #expect(!hasProgressed)
  }

  @Test func everyByteCountsFromTheLastLook() {
    var stall = WriteStall(unwritten: 100)
    let looks = [99, 99, 1].map { stall.hasProgressed(unwritten: $0) }
    #expect(looks == [true, false, true])
  }
}
