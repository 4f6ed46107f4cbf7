import GatewayTestSupport
import NIOCore
import Testing

@testable import GatewayApp

/// Connections to upstreams: kept, retired, found dead.
@Suite(.timeLimit(.minutes(5)))
struct UpstreamConnectionTests {
  @Test func connectionsAreReused() async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        for _ in 0..<5 { try await #expect(gateway.chat(chatBody()).status == 200) }
        #expect(upstream.exchanges.count == 5)
        #expect(upstream.peers.count == 1)
      }
    }
  }

  @Test func streamsGiveTheirConnectionBack() async throws {
    try await withUpstream {
      try await $0.write(Wire.shortStream)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        for _ in 0..<3 { try await #expect(gateway.chat(chatBody(stream: true)).events.last == "[DONE]") }
        try await eventually("a connection is reused") {
          let count = upstream.peers.count
          _ = try await gateway.chat(chatBody(stream: true))
          return upstream.peers.count == count
        }
      }
    }
  }

  @Test func closedRightAfterTheAnswer() async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
      await $0.peer.close()
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        for _ in 0..<50 { try await #expect(gateway.chat(chatBody()).status == 200) }
        #expect(upstream.peers.count == 50)
      }
    }
  }

  @Test(arguments: [true, false]) func closedWhenTheNextRequestComesIsTriedOnceMore(byReset: Bool) async throws {
    try await withUpstream { exchange in
      if exchange.numberOnPeer == 0 {
        try await exchange.write(Wire.chat)
      } else if byReset {
        try await exchange.peer.reset()
      } else {
        await exchange.peer.close()
      }
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        try await #expect(gateway.chat(chatBody()).status == 200)
        try await #expect(gateway.chat(chatBody()).status == 200)
        #expect(upstream.exchanges.map(\.numberOnPeer) == [0, 1, 0])
      }
    }
  }

  @Test(arguments: [true, false]) func freshConnectionThatDiesIsNotTriedAgain(byReset: Bool) async throws {
    try await withUpstream { exchange in
      if byReset { try await exchange.peer.reset() } else { await exchange.peer.close() }
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        let answer = try await gateway.chat(chatBody())
        #expect(answer.status == 502)
        #expect(answer.error?.code == "upstream_closed")
        #expect(upstream.exchanges.count == 1)
      }
    }
  }

  @Test func deathOfBothConnectionsIsOneError() async throws {
    try await withUpstream { exchange in
      if exchange.number == 0 { try await exchange.write(Wire.chat) } else { await exchange.peer.close() }
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        try await #expect(gateway.chat(chatBody()).status == 200)
        try await #expect(gateway.chat(chatBody()).status == 502)
        #expect(upstream.exchanges.map(\.numberOnPeer) == [0, 1, 0])
      }
    }
  }

  @Test func noSecondTryOnceTheAnswerHasBegun() async throws {
    try await withUpstream { exchange in
      if exchange.number == 0 { return try await exchange.write(Wire.chat) }
      try await exchange.write("HTTP/1.1 2")
      await exchange.peer.close()
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        try await #expect(gateway.chat(chatBody()).status == 200)
        try await #expect(gateway.chat(chatBody()).error?.code == "upstream_closed")
        #expect(upstream.exchanges.count == 2)
      }
    }
  }

  @Test func silenceOnAReusedConnectionIsATimeoutAndNoSecondTry() async throws {
    try await withUpstream {
      if $0.number == 0 { try await $0.write(Wire.chat) }
    } _: { upstream in
      func config(_ seconds: Double) -> String {
        Config.with(Config.target(port: upstream.port, "timeouts: {first_byte_seconds: \(seconds)}"))
      }
      try await TestGateway.run(config(600), options: { $0.idleLimit = .hours(1) }) { gateway in
        try await #expect(gateway.chat(chatBody()).status == 200)
        // The first answer has all the time that it takes.
        try config(0.3).write(to: gateway.configFile, atomically: true, encoding: .utf8)
        guard case .applied = await gateway.gateway.reload(by: "test") else {
          Issue.record("the reload was refused")
          return
        }
        try await #expect(gateway.chat(chatBody()).error?.code == "upstream_timeout")
        #expect(upstream.exchanges.map(\.numberOnPeer) == [0, 1])
      }
    }
  }

  @Test func idleConnectionsRetireBeforeFiveSeconds() async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        try await #expect(gateway.chat(chatBody()).status == 200)
        try await upstream.peers.first?.waitUntilClosed()
      }
    }
  }

  @Test func bytesBehindTheAnswerAreNoAnswerToTheNextRequest() async throws {
    try await withUpstream { exchange in
      try await exchange.write(exchange.number == 0 ? Wire.chat + Wire.json("{\"stolen\":true}") : Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        for _ in 0..<2 { try await #expect(gateway.chat(chatBody()).text.contains("How can I help?")) }
        #expect(upstream.peers.count == 2)
      }
    }
  }

  @Test(arguments: [
    ("HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello!", "upstream_malformed_answer"),
    ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", "upstream_malformed_answer"),
    ("HTTP/2 200\r\n\r\n", "upstream_malformed_answer"), ("SSH-2.0-OpenSSH_9.2\r\n\r\n", "upstream_malformed_answer"),
    ("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", "upstream_empty_answer"),
    ("HTTP/1.1 204 No Content\r\n\r\n", "upstream_empty_answer"),
    ("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>", "upstream_malformed_answer"),
    (
      "HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\ncontent-length: 6\r\n\r\n<html>", "upstream_malformed_answer"
    ),
    ("HTTP/1.1 307 Temporary Redirect\r\nlocation: /x\r\ncontent-length: 0\r\n\r\n", "upstream_malformed_answer"),
    ("HTTP/1.1 101 Switching Protocols\r\n\r\n", "upstream_malformed_answer"),
    ("HTTP/1.1 401 Unauthorized\r\ncontent-length: 24\r\n\r\n{\"error\":\"Unauthorized\"}", "upstream_authentication"),
    ("HTTP/1.1 500 x\r\ncontent-length: 0\r\n\r\n", "upstream_error"),
  ])
  func answersThatCannotBePassedOn(_ bytes: String, _ code: String) async throws {
    try await withUpstream {
      try await $0.write(bytes)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        let answer = try await gateway.chat(chatBody())
        #expect(answer.status == 502)
        #expect(answer.error?.code == code)
        #expect(!answer.text.contains("127.0.0.1"))
      }
    }
  }

  private static let shortAnswer = #"{"choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}]}"#

  @Test func answerUntilTheConnectionsEnd() async throws {
    try await withUpstream {
      try await $0.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n\(Self.shortAnswer)")
      await $0.peer.close()
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        let answer = try await gateway.chat(chatBody())
        #expect(answer.status == 200)
        #expect(answer.text == Self.shortAnswer)
        #expect(answer["content-length"] == "\(Self.shortAnswer.utf8.count)")
      }
    }
  }

  @Test func answerLargerThanTheLimit() async throws {
    try await withUpstream { exchange in
      let text = String(repeating: "x", count: 3000)
      let isStream = exchange.text.contains("\"stream\":true")
      try await exchange.write(isStream ? Wire.stream([Wire.delta("a"), Wire.delta(text)]) : Wire.json("{\"a\":\"\(text)\"}"))
    } _: { upstream in
      let config = Config.with(Config.target(port: upstream.port), limits: ["response_body: 2KiB", "stream_event: 2KiB"])
      try await TestGateway.run(config) { gateway in
        try await #expect(gateway.chat(chatBody()).error?.code == "upstream_answer_too_large")
      }
    }
  }
}
