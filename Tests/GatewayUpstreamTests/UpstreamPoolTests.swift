import GatewayCore
import GatewayHTTP
import GatewayTestSupport
import NIOCore
import NIOPosix
import Testing

@testable import GatewayUpstream

/// A server that answers every request alike.
private final class CannedServer: Sendable {
  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let answer: String
    init(_ answer: String) { self.answer = answer }
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
    }
  }

  private let channel: any Channel
  var port: Int { channel.localAddress?.port ?? 0 }

  init(_ answer: String = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") async throws {
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Handler(answer)) }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  func close() async throws { try await channel.close() }
}

/// A pool and its loop. The body of a test runs on the loop.
private final class PoolBench: @unchecked Sendable {
  // SAFETY: used on its event loop only, by the one task that runs there.
  let signal = LoopSignal()
  let pool: UpstreamPool

  init(_ loop: any EventLoop, settleLimit: TimeAmount) {
    pool = UpstreamPool(eventLoop: loop, sweeper: DeadlineSweeper(eventLoop: loop), settleLimit: settleLimit)
  }

  static func run(
    settleLimit: TimeAmount = UpstreamPool.settleLimit, _ body: @escaping @Sendable (PoolBench) async throws -> Void
  ) async throws {
    // A loop of its own: a test that waits in turns must not hold up the loops that other tests share.
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = group.next()
    let bench = PoolBench(loop, settleLimit: settleLimit)
    let result = await Task(executorPreference: LoopExecutor(eventLoop: loop)) {
      try await body(bench)
      bench.pool.closeIdle()
    }.result
    try await group.shutdownGracefully()
    try result.get()
  }

  func connect(_ address: UpstreamAddress) async -> Result<UpstreamConnection, UpstreamFailure> {
    let attempt = pool.connect(address, timeout: .seconds(5), signal: signal)
    while true {
      if let result = attempt.result { return result }
      await signal.wait()
    }
  }

  /// A request, and its answer to the end.
  func exchange(_ connection: UpstreamConnection) async {
    connection.send(ByteBuffer(string: "GET / HTTP/1.1\r\n\r\n"), signal: signal)
    while !connection.isComplete, connection.failure == nil { await signal.wait() }
    while connection.takeBody() != nil {}
  }

  /// Waits until the connection is gone.
  func end(of connection: UpstreamConnection) async {
    while connection.failure == nil { await signal.wait() }
  }
}

@Suite struct UpstreamPoolTests {
  private static func address(_ port: Int, _ book: UpstreamAddressBook = UpstreamAddressBook()) throws -> UpstreamAddress {
    try book.address(of: BaseURL(loopbackPort: port), tls: UpstreamTLS())
  }

  @Test func aConnectionGoesBackAndComesAgain() async throws {
    let server = try await CannedServer()
    let port = server.port
    try await PoolBench.run { bench in
      let address = try Self.address(port)
      #expect(bench.pool.takeIdle(address) == nil)
      let connection = try await bench.connect(address).get()
      await bench.exchange(connection)
      bench.pool.giveBack(connection)
      let again = bench.pool.takeIdle(address)
      #expect(again === connection)
      #expect(bench.pool.takeIdle(address) == nil)
      await bench.exchange(connection)
      #expect(connection.isComplete && connection.isReusable)
      bench.pool.giveBack(connection)
    }
    try await server.close()
  }

  @Test func theLastOneUsedComesFirstAndAddressesAreKeptApart() async throws {
    let (first, second) = (try await CannedServer(), try await CannedServer())
    let (firstPort, secondPort) = (first.port, second.port)
    try await PoolBench.run { bench in
      let book = UpstreamAddressBook()
      let (address, other) = (try Self.address(firstPort, book), try Self.address(secondPort, book))
      var connections: [UpstreamConnection] = []
      for _ in 0..<3 { connections.append(try await bench.connect(address).get()) }
      for connection in connections {
        await bench.exchange(connection)
        bench.pool.giveBack(connection)
      }
      #expect(bench.pool.takeIdle(other) == nil)
      for connection in connections.reversed() { #expect(bench.pool.takeIdle(address) === connection) }
      #expect(bench.pool.takeIdle(address) == nil)
      connections.forEach { $0.abort() }
    }
    try await first.close()
    try await second.close()
  }

  @Test func aConnectionThatCannotBeUsedAgainIsClosed() async throws {
    let server = try await CannedServer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")
    let port = server.port
    try await PoolBench.run { bench in
      let address = try Self.address(port)
      let connection = try await bench.connect(address).get()
      await bench.exchange(connection)
      #expect(!connection.isReusable)
      bench.pool.giveBack(connection)
      #expect(bench.pool.takeIdle(address) == nil)
    }
    try await server.close()
  }

  @Test func aRefusedConnectionSaysSo() async throws {
    let server = try await CannedServer()
    let port = server.port
    try await server.close()
    try await PoolBench.run { bench in
      guard case .failure(let failure) = await bench.connect(try Self.address(port)) else {
        Issue.record("a connection to nobody")
        return
      }
      #expect(failure == .unreachable("the connection was refused"))
    }
  }

  @Test func closedIdleConnectionsAreForgotten() async throws {
    let server = try await CannedServer()
    let port = server.port
    try await PoolBench.run { bench in
      let address = try Self.address(port)
      let connection = try await bench.connect(address).get()
      await bench.exchange(connection)
      bench.pool.giveBack(connection)
      bench.pool.closeIdle()
      #expect(bench.pool.takeIdle(address) == nil)
      connection.send(ByteBuffer(string: "GET / HTTP/1.1\r\n\r\n"), signal: bench.signal)
      await bench.end(of: connection)
      #expect(connection.failure == .closed)
    }
    try await server.close()
  }

  @Test func anAnswerWhoseFramingIsOpenSettlesAndComesBack() async throws {
    let server = try await CannedServer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")
    let port = server.port
    try await PoolBench.run(settleLimit: .hours(1)) { bench in
      let address = try Self.address(port)
      let connection = try await bench.connect(address).get()
      // Given back before the answer: it comes back to the pool when the answer has ended.
      connection.send(ByteBuffer(string: "GET / HTTP/1.1\r\n\r\n"), signal: bench.signal)
      bench.pool.giveBack(connection)
      var taken: UpstreamConnection?
      try await eventually("the connection comes back") {
        taken = bench.pool.takeIdle(address)
        return taken != nil || connection.failure != nil
      }
      #expect(taken === connection)
      await bench.exchange(connection)
      #expect(connection.isReusable)
      connection.abort()
    }
    try await server.close()
  }

  @Test func anAbandonedAttemptLeavesNothingBehind() async throws {
    let server = try await CannedServer()
    let port = server.port
    try await PoolBench.run { bench in
      let address = try Self.address(port)
      let attempt = bench.pool.connect(address, timeout: .seconds(5), signal: bench.signal)
      attempt.abandon()
      try await eventually("the attempt ends") { attempt.result != nil }
      #expect(bench.pool.takeIdle(address) == nil)
    }
    try await server.close()
  }
}

@Suite struct UpstreamAddressBookTests {
  private static func id(_ book: UpstreamAddressBook, _ url: String, _ tls: UpstreamTLS = UpstreamTLS()) throws -> Int {
    try book.address(of: BaseURL(url), tls: tls).id
  }

  @Test func equalAddressesHaveEqualIDs() throws {
    let book = UpstreamAddressBook()
    let first = try Self.id(book, "http://gpu:8000/v1")
    #expect(try Self.id(book, "http://gpu:8000") == first)
    #expect(try Self.id(book, "http://gpu:8000/team/v1/") == first)
    // How certificates are checked does not matter without TLS.
    #expect(try Self.id(book, "http://gpu:8000", UpstreamTLS(allowsInsecure: true, caFile: "/does/not/exist")) == first)
    #expect(try Self.id(book, "http://gpu:8001") != first)
    #expect(try Self.id(book, "http://gpu2:8000") != first)
    #expect(try Self.id(book, "https://gpu:8000") != first)
    #expect(try Self.id(book, "http://gpu") == Self.id(book, "http://gpu:80"))
    #expect(try Self.id(book, "https://gpu") == Self.id(book, "https://gpu:443"))
    #expect(try Self.id(book, "https://gpu") != Self.id(book, "https://gpu", UpstreamTLS(allowsInsecure: true)))
  }

  @Test func oneContextForOneAddress() throws {
    let book = UpstreamAddressBook()
    let url = try BaseURL("https://gpu")
    let first = try book.address(of: url, tls: UpstreamTLS())
    #expect(first.tls != nil)
    #expect(first.tls === (try book.address(of: url, tls: UpstreamTLS())).tls)
    #expect(try book.address(of: BaseURL("http://gpu"), tls: UpstreamTLS()).tls == nil)
  }

  @Test func anAddressOfANameKeepsTheName() throws {
    let book = UpstreamAddressBook()
    let name = try book.address(of: BaseURL("https://gpu.example:8443"), tls: UpstreamTLS())
    let first = book.address("10.0.0.7", of: name)
    #expect(first.serverName == "gpu.example")
    #expect(first.host == "10.0.0.7" && first.port == 8443 && first.socketAddress != nil)
    #expect(first.tls === name.tls)
    // Connections of one address do not serve the other.
    #expect(Set([name.id, first.id, book.address("10.0.0.8", of: name).id]).count == 3)
    #expect(book.address("10.0.0.7", of: name).id == first.id)
  }

  @Test func aFileThatIsNotThereIsAnError() throws {
    #expect(throws: (any Error).self) {
      try UpstreamAddressBook().address(of: BaseURL("https://gpu"), tls: UpstreamTLS(caFile: "/does/not/exist.pem"))
    }
  }

  @Test(arguments: [("gpu.example", true), ("127.0.0.1", false), ("[::1]", false), ("localhost", true)])
  func onlyNamesAreIndicated(_ host: String, _ isName: Bool) throws {
    let address = try UpstreamAddressBook().address(of: BaseURL("http://\(host):1"), tls: UpstreamTLS())
    #expect((address.serverName != nil) == isName)
    #expect((address.socketAddress != nil) == !isName)
  }
}
