import Synchronization
import Testing

@testable import PenstockClient

/// The transport that everybody uses, on real sockets.
@Suite("Real sockets", .timeLimit(.minutes(5)))
struct SocketTests {
  private static let ask: [Message] = [.user("x")]
  private static let answer = ScriptedTransport.Reply.completion("Hello").text()

  private func provider(_ server: SocketServer, timeout: Duration = .seconds(30), apiKey: String? = nil) throws -> OpenAIProvider {
    try OpenAIProvider(baseURL: server.baseURL, model: "m", apiKey: apiKey, timeout: timeout)
  }

  /// What a server tells a test.
  private final class Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    init() { (stream, continuation) = AsyncStream<Void>.makeStream() }
    func send() { continuation.yield() }
    func wait() async { for await _ in stream { return } }
  }

  @Test("Calls one after the other share a connection, and the request is as it should be")
  func pooling() async throws {
    let seen = Mutex<[SocketServer.Request]>([])
    try await SocketServer.with { request, connection in
      seen.withLock { $0.append(request) }
      try await connection.respond(Self.answer, headers: "X-Request-Id: r\r\n")
    } _: { server in
      let provider = try provider(server, apiKey: "sk-1")
      // A connection is there again soon after its answer, not at once.
      var calls = 0
      while calls < 100, calls == server.connectionCount {
        #expect(try await provider.complete(Self.ask).message.content == "Hello")
        calls += 1
      }
      #expect(server.connectionCount < calls)
      await provider.close()
    }
    let request = try #require(seen.withLock { $0.first })
    #expect(request.head.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n") && request.head.contains("Authorization: Bearer sk-1\r\n"))
    #expect(request.head.contains("Content-Length: \(request.body.count)") && !request.head.lowercased().contains("transfer-encoding"))
    #expect(Set(seen.withLock { $0.map(\.body) }).count == 1)
  }

  @Test("A stream that is read to its end gives its connection back")
  func streamPooling() async throws {
    try await SocketServer.with { _, connection in
      try await connection.begin(chunk(["content": "a"], finish: "stop").text(), "[DONE]")
      try await connection.write("0\r\n\r\n")
    } _: { server in
      let provider = try provider(server)
      // A connection is there again soon after its answer, not at once.
      var calls = 0
      while calls < 100, calls == server.connectionCount {
        #expect(try await provider.stream(Self.ask).response().message.content == "a")
        _ = try await provider.complete(Self.ask, onEvent: { _ in })
        calls += 2
      }
      #expect(server.connectionCount < calls)
      await provider.close()
    }
  }

  @Test("Concurrent calls do not wait for each other")
  func concurrency() async throws {
    let count = 40
    let waiting = Mutex<[SocketServer.Connection]>([])
    try await SocketServer.with { _, connection in
      // Nobody gets an answer before all have asked.
      let all = waiting.withLock { waiting in
        waiting.append(connection)
        return waiting.count == count ? waiting : []
      }
      for connection in all { try await connection.respond(Self.answer) }
    } _: { server in
      let provider = try provider(server)
      try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<count { group.addTask { try await provider.complete(Self.ask).message.content } }
        for try await content in group { #expect(content == "Hello") }
      }
      await provider.close()
    }
  }

  @Test("Cancellation closes the connection: before the answer, and in the middle of a stream", arguments: [false, true])
  func cancellation(_ streams: Bool) async throws {
    let (asked, closed) = (Signal(), Signal())
    try await SocketServer.with { _, connection in
      if streams { try? await connection.begin(chunk(["content": "a"]).text()) } else { asked.send() }
      try await connection.closed()
      closed.send()
    } _: { server in
      let provider = try provider(server)
      let task = Task {
        if !streams { return try await provider.complete(Self.ask).message.content }
        for try await _ in provider.stream(Self.ask) { asked.send() }
        return ""
      }
      await asked.wait()
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      await closed.wait()
      await provider.close()
    }
  }

  @Test("Leaving a stream early closes the connection")
  func leaving() async throws {
    let closed = Signal()
    try await SocketServer.with { _, connection in
      // The client may have gone before all is written.
      try? await connection.begin(chunk(["content": "a"]).text(), chunk(["content": "b"]).text())
      try await connection.closed()
      closed.send()
    } _: { server in
      let provider = try provider(server)
      for try await event in provider.stream(Self.ask) {
        #expect(event == .content("a"))
        break
      }
      await closed.wait()
      await provider.close()
    }
  }

  @Test("Nobody listens")
  func refused() async throws {
    let port = try DeafPort()
    let provider = try OpenAIProvider(baseURL: "http://127.0.0.1:\(port.number)", model: "m")
    let error = try await providerError { try await provider.complete(Self.ask) }
    #expect(error.category == .unavailable && error.underlying != nil && error.statusCode == nil)
    #expect(try await providerError { try await provider.ready() }.category == .unavailable)
    await provider.close()
    withExtendedLifetime(port) {}
  }

  @Test("A server that falls silent: before the answer, in its middle, in the middle of a stream", arguments: 0..<3)
  func silence(_ place: Int) async throws {
    try await SocketServer.with { _, connection in
      if place == 1 { try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{") }
      if place == 2 { try await connection.begin(chunk(["content": "a"]).text()) }
    } _: { server in
      let provider = try provider(server, timeout: .milliseconds(200))
      let error = try await providerError {
        if place == 2 { try await provider.stream(Self.ask).response() } else { try await provider.complete(Self.ask) }
      }
      #expect(error.category == .unavailable && error.isTransient)
      await provider.close()
    }
  }

  @Test("A server that dies: before the answer, in its middle, in the middle of a stream", arguments: 0..<3)
  func death(_ place: Int) async throws {
    try await SocketServer.with { _, connection in
      if place == 1 { try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{") }
      if place == 2 { try await connection.begin(chunk(["content": "a"]).text()) }
      try await connection.close()
    } _: { server in
      let provider = try provider(server)
      let error = try await providerError {
        if place == 2 { try await provider.stream(Self.ask).response() } else { try await provider.complete(Self.ask) }
      }
      #expect(error.category == .unavailable)
      await provider.close()
    }
  }

  @Test("A request that dies on a fresh connection may have been done, and is not sent again")
  func dyingOnAFreshConnection() async throws {
    let requests = Mutex(0)
    try await SocketServer.with { _, connection in
      #expect(!connection.wasUsed)
      let number = requests.withLock {
        $0 += 1
        return $0
      }
      if number == 1 { return try await connection.respond(Self.answer, headers: "Connection: close\r\n") }
      try await connection.close()
    } _: { server in
      let provider = try provider(server)
      _ = try await provider.complete(Self.ask)
      #expect(try await providerError { try await provider.complete(Self.ask) }.category == .unavailable)
      #expect(requests.withLock { $0 } == 2)
      await provider.close()
    }
  }

  @Test("An error's body that is cut is still that error; redirects are not followed")
  func statuses() async throws {
    let count = Mutex(0)
    try await SocketServer.with { _, connection in
      if count.withLock({
        $0 += 1; return $0
      }) == 1 {
        try await connection.write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 100\r\n\r\n{")
        try await connection.close()
      } else {
        try await connection.respond("", status: "307 Temporary Redirect", headers: "Location: /v1/models\r\n")
      }
    } _: { server in
      let provider = try provider(server)
      #expect(try await providerError { try await provider.complete(Self.ask) }.category == .authentication)
      let error = try await providerError { try await provider.complete(Self.ask) }
      #expect(error.category == .unavailable && error.statusCode == 307 && count.withLock { $0 } == 2)
      await provider.close()
    }
  }

  @Test("After close, calls fail; closing twice, or never, does no harm")
  func closing() async throws {
    try await SocketServer.with { _, connection in
      try await connection.respond(Self.answer)
    } _: { server in
      let provider = try provider(server)
      _ = try await provider.complete(Self.ask)
      await provider.close()
      await provider.close()
      #expect(try await providerError { try await provider.complete(Self.ask) }.category == .unavailable)
      _ = try await self.provider(server).complete(Self.ask)
    }
  }

  @Test("Unknown servers and bytes that are no HTTP are unavailable")
  func garbage() async throws {
    try await SocketServer.with { _, connection in
      try await connection.write("what?\r\n\r\n")
      try await connection.close()
    } _: { server in
      let provider = try provider(server)
      #expect(try await providerError { try await provider.complete(Self.ask) }.category == .unavailable)
      await provider.close()
    }
  }
}
