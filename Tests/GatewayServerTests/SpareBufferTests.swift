import NIOCore
import Testing

@testable import GatewayServer

@Suite struct SpareBufferTests {
  /// A socket that took only a part of a write holds the buffer: its bytes must not change.
  @Test func whatIsStillHeldIsNotWrittenOver() {
    var spare = SpareBuffer()
    var first = spare.take(capacity: 100)
    first.writeString("first")
    spare.keep(first)
    var second = spare.take(capacity: 100)
    second.writeString("second")
    #expect(String(buffer: first) == "first")
    #expect(String(buffer: second) == "second")
  }

  @Test func theMemoryIsUsedAgain() {
    var spare = SpareBuffer()
    spare.keep(ByteBuffer(repeating: 0x78, count: 5000))
    let buffer = spare.take(capacity: 10)
    #expect(buffer.readableBytes == 0)
    #expect(buffer.capacity >= 5000)
    #expect(spare.take(capacity: 10).capacity < 5000, "it is given out once")
  }

  @Test func aVeryLargeBufferIsNotKept() {
    var spare = SpareBuffer()
    spare.keep(ByteBuffer(repeating: 0x78, count: 1 << 20))
    #expect(spare.take(capacity: 10).capacity < 1 << 20)
  }
}
