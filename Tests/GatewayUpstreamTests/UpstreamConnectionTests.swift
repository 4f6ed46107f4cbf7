import GatewayHTTP
import NIOCore
import NIOEmbedded
import NIOPosix
import Testing

@testable import GatewayUpstream

/// A connection on an embedded channel that counts reads.
private final class Harness {
  private final class ReadCounter: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    var reads = 0
    func read(context: ChannelHandlerContext) {
      reads += 1
      context.read()
    }
  }

  let channel = EmbeddedChannel()
  let connection: UpstreamConnection
  let signal = LoopSignal()
  private let counter = ReadCounter()
  private(set) var ready: [UpstreamFailure?]
  var reads: Int { counter.reads }

  init(awaitsHandshake: Bool = false) throws {
    final class Results { var list: [UpstreamFailure?] = [] }
    let results = Results()
    ready = []
    connection = UpstreamConnection(addressID: 7, awaitsHandshake: awaitsHandshake)
    connection.whenReady { results.list.append($0) }
    try channel.pipeline.syncOperations.addHandler(counter)
    try channel.pipeline.syncOperations.addHandler(connection)
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    ready = results.list
  }

  func send(_ text: String = "GET / HTTP/1.1\r\n\r\n") { connection.send(ByteBuffer(string: text), signal: signal) }

  func receive(_ text: String) throws { if !text.isEmpty { try channel.writeInbound(ByteBuffer(string: text)) } }

  func sent() throws -> String {
    var text = ""
    while let buffer = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: buffer) }
    return text
  }

  func body() -> String {
    var text = ""
    while let piece = connection.takeBody() { text += String(buffer: piece) }
    return text
  }

  /// A request and a complete answer to it.
  func exchange(_ answer: String = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") throws {
    send()
    try receive(answer)
  }
}

@Suite struct UpstreamConnectionTests {
  private static let chunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

  private static func chunk(_ count: Int) -> String { "\(String(count, radix: 16))\r\n\(String(repeating: "x", count: count))\r\n" }

  /// Whoever sends on it waits for the signal next: it has to be raised for a failure that is there already.
  @Test func aConnectionThatWasClosedBeforeTheRequestSaysSoAtOnce() throws {
    let harness = try Harness()
    try harness.channel.close().wait()
    harness.send()
    #expect(harness.connection.failure == .closed)
    #expect(harness.signal.isRaised)
  }

  @Test func anExchange() throws {
    let harness = try Harness()
    #expect(harness.ready == [nil])
    harness.send("POST / HTTP/1.1\r\n\r\n")
    #expect(try harness.sent() == "POST / HTTP/1.1\r\n\r\n")
    #expect(harness.connection.head == nil)
    #expect(!harness.connection.hasAnswered)
    try harness.receive("HTTP/1.1 200 OK\r\nContent-Le")
    #expect(harness.connection.hasAnswered)
    #expect(harness.connection.head == nil)
    try harness.receive("ngth: 5\r\n\r\nhe")
    #expect(harness.connection.head?.status == 200)
    #expect(harness.body() == "he")
    #expect(!harness.connection.isComplete)
    try harness.receive("llo")
    #expect(harness.connection.isComplete)
    #expect(!harness.connection.isReusable, "there is body left")
    #expect(harness.body() == "llo")
    #expect(harness.connection.failure == nil)
    #expect(harness.connection.isReusable)
  }

  @Test func oneConnectionServesManyRequests() throws {
    let harness = try Harness()
    for number in 0..<20 {
      harness.send("r\(number)")
      #expect(try harness.sent() == "r\(number)")
      #expect(harness.connection.head == nil && !harness.connection.isComplete && !harness.connection.hasAnswered)
      try harness.receive("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n\(number % 10)")
      #expect(harness.body() == "\(number % 10)")
      #expect(harness.connection.isReusable)
      harness.connection.park()
    }
  }

  @Test(arguments: [
    "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
    "HTTP/1.1 200 OK\r\n\r\nok", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokX",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "", "garbage\r\n\r\n",
  ])
  func isNotReusedAfter(_ answer: String) throws {
    let harness = try Harness()
    try harness.exchange(answer)
    _ = harness.body()
    #expect(!harness.connection.isReusable)
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
  ])
  func isReusedAfter(_ answer: String) throws {
    let harness = try Harness()
    try harness.exchange(answer)
    _ = harness.body()
    #expect(harness.connection.isReusable)
  }

  // MARK: Back-pressure

  @Test func readsAreHeldAboveTheWatermarkAndResumed() throws {
    let harness = try Harness()
    harness.send()
    try harness.receive(Self.chunkedHead + Self.chunk(UpstreamConnection.highWatermark - 1))
    let before = harness.reads
    harness.channel.read()
    #expect(harness.reads == before + 1, "below the watermark the socket is read")
    try harness.receive(Self.chunk(1))
    harness.channel.read()
    harness.channel.read()
    #expect(harness.reads == before + 1, "at the watermark it is not")
    #expect(harness.connection.takeBody()?.readableBytes == UpstreamConnection.highWatermark - 1)
    #expect(harness.reads == before + 2, "it is read again when the task has taken enough")
    #expect(harness.connection.takeBody()?.readableBytes == 1)
    #expect(harness.reads == before + 2, "and asked for once")
    #expect(harness.connection.takeBody() == nil)
  }

  @Test func takingSomeIsNotEnoughWhileTheRestIsAboveTheWatermark() throws {
    let harness = try Harness()
    harness.send()
    // The chunks of one read are one piece.
    for bytes in [Self.chunkedHead + Self.chunk(10), Self.chunk(UpstreamConnection.highWatermark) + Self.chunk(1)] {
      try harness.receive(bytes)
    }
    let before = harness.reads
    harness.channel.read()
    _ = harness.connection.takeBody()
    #expect(harness.reads == before)
    _ = harness.connection.takeBody()
    #expect(harness.reads == before + 1)
  }

  @Test func aParkedConnectionIsReadAgain() throws {
    let harness = try Harness()
    harness.send()
    try harness.receive(Self.chunkedHead + Self.chunk(UpstreamConnection.highWatermark) + "0\r\n\r\n")
    let before = harness.reads
    harness.channel.read()
    #expect(harness.reads == before)
    _ = harness.body()
    #expect(harness.reads == before + 1)
    harness.connection.park()
    harness.channel.read()
    #expect(harness.reads == before + 2)
  }

  // MARK: Failures

  @Test(arguments: [
    "", "HTTP/1.1 20", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
  ])
  func aCutAnswerIsClosed(_ answer: String) throws {
    let harness = try Harness()
    try harness.exchange(answer)
    _ = try harness.channel.finish(acceptAlreadyClosed: true)
    #expect(harness.connection.failure == .closed)
    #expect(!harness.connection.isComplete)
    #expect(harness.connection.hasAnswered == !answer.isEmpty)
  }

  @Test func aBodyUntilTheEndIsCompletedByTheEnd() throws {
    let harness = try Harness()
    try harness.exchange("HTTP/1.1 200 OK\r\n\r\nabc")
    #expect(!harness.connection.isComplete)
    _ = try harness.channel.finish(acceptAlreadyClosed: true)
    #expect(harness.connection.isComplete)
    #expect(harness.connection.failure == nil)
    #expect(harness.body() == "abc")
    #expect(!harness.connection.isReusable)
  }

  @Test func aCompleteAnswerStaysCompleteWhenTheConnectionEnds() throws {
    let harness = try Harness()
    try harness.exchange()
    _ = try harness.channel.finish(acceptAlreadyClosed: true)
    #expect(harness.connection.isComplete && harness.connection.failure == nil)
    #expect(harness.body() == "ok")
  }

  @Test func malformedBytesCloseTheConnection() throws {
    let harness = try Harness()
    try harness.exchange("SSH-2.0\r\n\r\n")
    guard case .malformed? = harness.connection.failure else {
      Issue.record("\(String(describing: harness.connection.failure))")
      return
    }
    #expect(!harness.channel.isActive)
  }

  @Test func bytesOnAnIdleConnectionCloseIt() throws {
    let harness = try Harness()
    try harness.exchange()
    _ = harness.body()
    harness.connection.park()
    try harness.receive("HTTP/1.1 408 Request Timeout\r\n\r\n")
    #expect(!harness.channel.isActive)
  }

  @Test func bytesBeforeTheFirstRequestCloseIt() throws {
    let harness = try Harness()
    try harness.receive("220 smtp\r\n")
    #expect(!harness.channel.isActive)
    guard case .malformed? = harness.connection.failure else {
      Issue.record("no failure")
      return
    }
  }

  @Test func aRequestOnADeadConnectionFailsAtOnce() throws {
    let harness = try Harness()
    try harness.exchange()
    _ = harness.body()
    harness.connection.park()
    _ = try harness.channel.finish(acceptAlreadyClosed: true)
    harness.send()
    #expect(harness.connection.failure == .closed)
    #expect(!harness.connection.hasAnswered)
  }

  @Test func anErrorOfTheChannelIsAFailure() throws {
    let harness = try Harness()
    harness.send()
    harness.channel.pipeline.fireErrorCaught(IOError(errnoCode: 104, reason: "read"))
    #expect(harness.connection.failure == .closed)
    #expect(!harness.channel.isActive)
  }

  @Test func abortClosesAndIsSilent() throws {
    let harness = try Harness()
    harness.send()
    harness.connection.abort()
    #expect(!harness.channel.isActive)
    harness.connection.abort()
  }

  // MARK: Set-up

  @Test func aConnectionThatEndsDuringItsSetUp() throws {
    final class Results { var list: [UpstreamFailure?] = [] }
    let results = Results()
    let channel = EmbeddedChannel()
    let connection = UpstreamConnection(addressID: 1, awaitsHandshake: true)
    connection.whenReady { results.list.append($0) }
    try channel.pipeline.syncOperations.addHandler(connection)
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    #expect(results.list.isEmpty, "TCP is not enough for TLS")
    _ = try channel.finish(acceptAlreadyClosed: true)
    #expect(results.list == [.unreachable("the connection was closed during its set-up")])
  }

  // MARK: Settling

  @Test func anAnswerThatNobodyWaitsForMayEnd() throws {
    let harness = try Harness()
    harness.send()
    try harness.receive(Self.chunkedHead + Self.chunk(3))
    #expect(harness.body() == "xxx")
    var settled = 0
    harness.connection.settle { settled += 1 }
    try harness.receive(Self.chunk(3))
    #expect(settled == 0)
    #expect(harness.connection.takeBody() == nil, "what nobody waits for is dropped")
    try harness.receive("0\r\n\r\n")
    #expect(settled == 1)
    #expect(harness.connection.isReusable)
  }

  @Test func settlingEndsWithAFailureToo() throws {
    let harness = try Harness()
    harness.send()
    try harness.receive(Self.chunkedHead)
    var settled = 0
    harness.connection.settle { settled += 1 }
    _ = try harness.channel.finish(acceptAlreadyClosed: true)
    #expect(settled == 1)
    #expect(harness.connection.failure == .closed)
  }
}
