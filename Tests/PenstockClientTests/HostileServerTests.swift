import Synchronization
import Testing

@testable import PenstockClient

/// Servers that send what nobody should: it ends, it stays bounded, and it is an error that says so.
@Suite("Hostile servers", .timeLimit(.minutes(5)))
struct HostileServerTests {
  private static let ask: [Message] = [.user("x")]

  private func provider(_ server: SocketServer, maxResponseBytes: Int = 1 << 20) throws -> OpenAIProvider {
    try OpenAIProvider(baseURL: server.baseURL, model: "m", timeout: .seconds(3_600), maxResponseBytes: maxResponseBytes)
  }

  /// Writes as long as the client reads.
  private static func flood(_ connection: SocketServer.Connection, _ text: String) async throws {
    while true { try await connection.chunk(text) }
  }

  // MARK: Bodies without an end

  @Test("A body, an event, or an answer without an end is given up at the limit", arguments: 0..<4)
  func endless(_ kind: Int) async throws {
    try await SocketServer.with { _, connection in
      if kind == 0 {
        try await connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        try await Self.flood(connection, String(repeating: " ", count: 60_000))
      }
      try await connection.begin()
      switch kind {
      case 1: try await Self.flood(connection, String(repeating: "x", count: 60_000))
      case 2: try await Self.flood(connection, "data: \(chunk(["content": .string(String(repeating: "a", count: 50_000))]).text())\n\n")
      default: try await Self.flood(connection, "data: \(chunk(["tool_calls": [["index": 0, "function": ["arguments": "1"]]]]).text())\n\n")
      }
    } _: { server in
      let provider = try provider(server, maxResponseBytes: 200_000)
      let error = try await providerError {
        if kind == 0 { try await provider.complete(Self.ask) } else { try await provider.stream(Self.ask).response() }
      }
      #expect(error.category == .invalidResponse && error.message.contains("longer than 200000 bytes"))
      await provider.close()
    }
  }

  @Test("An error whose body has no end is that error")
  func endlessError() async throws {
    try await SocketServer.with { _, connection in
      try await connection.write("HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\n")
      try await Self.flood(connection, String(repeating: "x", count: 60_000))
    } _: { server in
      let provider = try provider(server)
      #expect(try await providerError { try await provider.complete(Self.ask) }.category == .authentication)
      #expect(try await providerError { try await provider.stream(Self.ask).response() }.category == .authentication)
      await provider.close()
    }
  }

  @Test("Header fields without an end are given up")
  func endlessHeaders() async throws {
    try await SocketServer.with { _, connection in
      try await connection.write("HTTP/1.1 200 OK\r\n")
      while true { try await connection.write("X-A: \(String(repeating: "x", count: 4_000))\r\n") }
    } _: { server in
      let provider = try provider(server)
      #expect(try await providerError { try await provider.complete(Self.ask) }.category == .unavailable)
      await provider.close()
    }
  }

  @Test("What follows [DONE] is not waited for: neither silence nor a flood", arguments: [false, true])
  func afterTheEnd(_ floods: Bool) async throws {
    let (closed, signal) = AsyncStream<Void>.makeStream()
    try await SocketServer.with { _, connection in
      try await connection.begin(chunk(["content": "a"], finish: "stop").text(), "[DONE]")
      if floods { try? await Self.flood(connection, ": x\n\n") }
      try await connection.closed()
      signal.finish()
    } _: { server in
      let provider = try provider(server)
      #expect(try await provider.stream(Self.ask).response().message.content == "a")
      for await _ in closed {}
      await provider.close()
    }
  }

  @Test("A drip is cut off by cancellation, whatever it drips", arguments: [": keep-alive\n\n", " "])
  func drip(_ drop: String) async throws {
    let (dripped, signal) = AsyncStream<Void>.makeStream()
    try await SocketServer.with { _, connection in
      try await connection.begin()
      for _ in 0..<3 { try await connection.chunk(drop) }
      signal.finish()
      try await Self.flood(connection, drop)
    } _: { server in
      let provider = try provider(server)
      let task = Task { try await provider.stream(Self.ask).response() }
      for await _ in dripped {}
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      await provider.close()
    }
  }

  // MARK: Back-pressure

  @Test("A server is not read faster than events are taken")
  func backPressure() async throws {
    let total = 2_000
    let written = Counter()
    let event = "data: \(chunk(["content": .string(String(repeating: "a", count: 60_000))]).text())\n\n"
    try await SocketServer.with { request, connection in
      guard request.head.contains("/chat/completions") else { return try await connection.respond(#"{"data":[]}"#) }
      try await connection.begin()
      for _ in 0..<total {
        try await connection.chunk(event)
        _ = written.next()
      }
    } _: { server in
      let provider = try provider(server)
      for try await event in provider.stream(Self.ask) {
        guard case .content = event else { continue }
        // Time for the server to write all it can.
        for _ in 0..<50 { #expect(try await provider.models().isEmpty) }
        break
      }
      // 120 MB would have been sent otherwise; sockets and the client's buffers hold a few.
      #expect(written.value.load(ordering: .relaxed) < total / 4)
      await provider.close()
    }
  }

  // MARK: Idle connections

  /// How many requests a server has had.
  private final class Counter: Sendable {
    let value = Atomic(0)
    func next() -> Int { value.add(1, ordering: .relaxed).newValue }
  }

  @Test(
    "A request that dies on a connection that was used before, without a byte of a response, is sent once more", arguments: [false, true])
  func staleConnection(_ resets: Bool) async throws {
    let (requests, closed) = (Counter(), Counter())
    try await SocketServer.with { _, connection in
      _ = requests.next()
      if connection.wasUsed, closed.value.load(ordering: .relaxed) == 0 {
        _ = closed.next()
        return try await connection.close(resetting: resets)
      }
      try await connection.respond(ScriptedTransport.Reply.completion("Hello").text())
    } _: { server in
      let provider = try provider(server)
      // A connection is there again soon after its answer, not at once.
      var answers = 0
      while answers < 100, closed.value.load(ordering: .relaxed) == 0 {
        #expect(try await provider.complete(Self.ask).message.content == "Hello")
        answers += 1
      }
      #expect(closed.value.load(ordering: .relaxed) == 1 && requests.value.load(ordering: .relaxed) == answers + 1)
      await provider.close()
    }
  }

  @Test("Not on a first connection, not twice, and not when there was a byte", arguments: 0..<3)
  func notSentAgain(_ kind: Int) async throws {
    let count = Counter()
    try await SocketServer.with { _, connection in
      let number = count.next()
      if kind > 0, number == 1 { return try await connection.respond(ScriptedTransport.Reply.completion("Hello").text()) }
      if kind == 2 { try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{") }
      try await connection.close(resetting: false)
    } _: { server in
      let provider = try provider(server)
      if kind > 0 { _ = try await provider.complete(Self.ask) }
      #expect(try await providerError { try await provider.complete(Self.ask) }.category == .unavailable)
      // A connection is there again soon after its answer, not at once: the second request may have one of its own.
      #expect([1...1, 2...3, 2...2][kind].contains(count.value.load(ordering: .relaxed)))
      await provider.close()
    }
  }

  // MARK: Wrong kinds of answers

  @Test("A page instead of JSON, or instead of a stream, says what it is")
  func pages() async throws {
    let page = ScriptedTransport.Reply.bytes(Array("<html>\n\n</html>\n\n".utf8), headers: ["Content-Type": "text/html"])
    let (provider, _) = try scripted(page, page, page)
    let whole = try await providerError { try await provider.complete(Self.ask) }
    #expect(whole.category == .invalidResponse && whole.message.contains("text/html") && whole.statusCode == 200)
    #expect(try await providerError { try await provider.stream(Self.ask).response() }.category == .invalidResponse)
    #expect(try await providerError { try await provider.models() }.category == .invalidResponse)
  }

  @Test("Other successes than 200 are no answers; redirects say where to")
  func statuses() async throws {
    let (provider, _) = try scripted(.bytes([], status: 204), .bytes([], status: 308, headers: ["Location": "http://h/v2"]))
    #expect(try await providerError { try await provider.complete(Self.ask) }.category == .unavailable)
    let error = try await providerError { try await provider.complete(Self.ask) }
    #expect(error.category == .unavailable && error.message.contains("http://h/v2"))
  }

  @Test("Success with an error in the body, in all shapes, keeps what the server said")
  func successfulErrors() async throws {
    let bodies: [JSONValue] = [
      ["object": "error", "message": "no", "type": "BadRequestError", "code": 400], ["error": ["message": "no"]], ["error": "no"],
      ["detail": "no"],
    ]
    for body in bodies {
      let (provider, _) = try scripted(.json(body), .json(body, headers: ["Content-Type": "application/json"]), .json(body))
      for operation in [
        { try await provider.complete(Self.ask) }, { try await provider.stream(Self.ask).response() },
      ] as [() async throws -> ChatResponse] {
        let error = try await providerError(operation)
        #expect(error.category == .invalidResponse && error.server?.message == "no")
      }
      #expect(try await providerError { try await provider.embeddings(["x"]) }.server?.message == "no")
    }
  }

  @Test("Nesting beyond the limit is an error, in a body and in an event")
  func nesting() async throws {
    let deep = String(repeating: "[", count: 100_000)
    let (provider, _) = try scripted(.bytes(Array(deep.utf8)), .bytes(Array("data: \(deep)\n\n".utf8)))
    #expect(try await providerError { try await provider.complete(Self.ask) }.category == .invalidResponse)
    #expect(try await providerError { try await provider.stream(Self.ask).response() }.category == .invalidResponse)
  }

  // MARK: Many small things

  @Test("An event with very many parts costs what it is long", arguments: [false, true])
  func manyParts(_ areChoices: Bool) async throws {
    let many = 20_000
    let parts: [JSONValue] = (0..<many).map {
      areChoices
        ? ["index": .int($0), "delta": ["content": "a"]] : ["index": .int($0), "id": "i", "function": ["name": "f", "arguments": "{}"]]
    }
    let event: JSONValue = areChoices ? ["choices": .array(parts)] : chunk(["tool_calls": .array(parts)], finish: "stop")
    let (provider, _) = try scripted(.stream([event]), maxResponseBytes: 64 << 20)
    let response = try await provider.stream(Self.ask).response()
    #expect(areChoices ? response.raw["choices"]?.arrayValue?.count == many : response.message.toolCalls.count == many)
  }

  @Test("A long answer with logprobs costs what it is long")
  func manyTokens() async throws {
    let token: JSONValue = [
      "choices": [["index": 0, "delta": ["content": "a"], "logprobs": ["content": [["token": "a", "logprob": -1]]]]]
    ]
    let count = 10_000
    let (provider, _) = try scripted(
      .stream([JSONValue](repeating: token, count: count) + [chunk([:], finish: "stop")]), maxResponseBytes: 64 << 20)
    let response = try await provider.stream(Self.ask).response()
    #expect(response.raw["choices"]?[0]?["logprobs"]?["content"]?.arrayValue?.count == count)
  }

  @Test("Objects of the same members and other values do not hash alike")
  func hashes() {
    let values = Set((0..<1_000).map { n -> Int in (["a": .int(n)] as JSONValue).hashValue })
    #expect(values.count > 900)
    #expect((["a": 1, "b": 2] as JSONValue).hashValue == (["b": 2.0, "a": 1] as JSONValue).hashValue)
  }
}
