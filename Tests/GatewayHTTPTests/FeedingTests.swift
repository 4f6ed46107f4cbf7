import GatewayHTTP
import NIOCore
import Testing

/// What was read is given back, however the pieces lie: the memory behind what a reader reports is that of the last pieces, not of everything that ever came.
@Suite struct FeedingTests {
  private static let rounds = 200

  @Test func keepsWhatWaits() {
    var buffer = ByteBuffer()
    for round in 0..<Self.rounds {
      buffer.feed(ByteBuffer(repeating: UInt8(round), count: 1000))
      let taken = buffer.readSlice(length: round == 0 ? 999 : 1000)
      #expect(taken?.readableBytesView.first == UInt8(max(0, round - 1)))
    }
    #expect(Array(buffer.readableBytesView) == [UInt8(Self.rounds - 1)])
    #expect(buffer.storageCapacity <= 4096)
  }

  @Test func anEmptyBufferTakesThePieceAsItIs() {
    let piece = ByteBuffer(repeating: 1, count: 1000)
    var buffer = ByteBuffer()
    buffer.feed(piece)
    buffer.moveReaderIndex(forwardBy: 1000)
    buffer.feed(piece)
    #expect(buffer.storageCapacity == piece.storageCapacity && buffer.readerIndex == 0)
  }

  @Test func doesNotMoveAWaitingHeapForEveryByte() {
    var buffer = ByteBuffer(repeating: 1, count: 10_000)
    for _ in 0..<4000 {
      buffer.moveReaderIndex(forwardBy: 1)
      let before = buffer.readerIndex
      buffer.feed(ByteBuffer(repeating: 1, count: 1))
      #expect(buffer.readerIndex == before)
    }
  }

  @Test func aRequestAheadOfTheAnswerKeepsNothingAlive() {
    let request = Array(("GET /livez HTTP/1.1\r\nHost: h\r\nA: " + String(repeating: "x", count: 6000) + "\r\n\r\n").utf8)
    var reader = RequestReader(limits: .usual)
    var heads = 0
    var storage = 0
    for round in 0..<Self.rounds {
      // Each piece ends with the first byte of the next request.
      reader.append(ByteBuffer(bytes: (round == 0 ? request[...] : request.dropFirst()) + request.prefix(1)))
      while let event = reader.next() {
        switch event {
        case .head(let head):
          heads += 1
          storage = max(storage, head.message.bytes.storageCapacity)
        case .end: reader.startNext()
        case .body, .problem: Issue.record("\(event)")
        }
      }
    }
    #expect(heads == Self.rounds)
    #expect(storage <= 4 * request.count)
  }

  @Test func aChunkThatEndsBetweenCarriageReturnAndLineFeedKeepsNothingAlive() {
    let chunk = Array(("3e8\r\n" + String(repeating: "x", count: 1000) + "\r\n").utf8)
    var reader = ResponseReader()
    reader.expectAnswer()
    reader.append(ByteBuffer(string: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"))
    _ = reader.next()
    var storage = 0
    var count = 0
    for round in 0..<Self.rounds {
      reader.append(ByteBuffer(bytes: (round == 0 ? [] : [0x0a]) + chunk.dropLast()))
      while let event = reader.next() {
        guard case .body(let piece) = event else {
          Issue.record("\(event)")
          break
        }
        count += piece.readableBytes
        storage = max(storage, piece.storageCapacity)
      }
    }
    #expect(count == 1000 * Self.rounds)
    #expect(storage <= 4 * chunk.count)
  }
}
