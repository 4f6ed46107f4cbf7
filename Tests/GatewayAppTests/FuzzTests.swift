import GatewayTestSupport
import Testing

/// Bytes without sense, from both sides: nothing that a peer sends ends the gateway.
@Suite(.timeLimit(.minutes(5)))
struct FuzzTests {
  private static let words = [
    "GET ", "POST ", "/v1/chat/completions", "/health", " HTTP/1.1\r\n", "host: a\r\n", "\r\n", "\r\n\r\n", "content-length: 5\r\n",
    "content-length: 99999999999\r\n", "transfer-encoding: chunked\r\n", "0\r\n\r\n", "5\r\nabcde\r\n", "ffffffffffffffff\r\n",
    "expect: 100-continue\r\n", "{\"model\":\"tiny\",", "\"stream\":true}", "\"messages\":[", "connection: close\r\n",
    "x-request-id: a\r\n", ":",
    "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "content-type: text/event-stream\r\n", "data: ", "data: [DONE]\n\n", "\n\n",
    "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}", "{\"error\":", "}", "event: x\n", "\r", "\u{0}", "é",
    "content-type: application/json\r\n", "retry-after: 5\r\n", "-1", "9223372036854775807", "1e400", "[[[[[[[[", "\"\\ud800\"",
  ]

  private static func bytes(_ generator: inout SplitMix64) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...14, using: &generator) {
      if Int.random(in: 0..<5, using: &generator) == 0 {
        for _ in 0..<Int.random(in: 1...40, using: &generator) { bytes.append(UInt8.random(in: 0...255, using: &generator)) }
      } else {
        bytes += Array((words.randomElement(using: &generator) ?? "").utf8)
      }
    }
    return bytes
  }

  @Test(arguments: [1, 2, 3]) func randomClients(seed: UInt64) async throws {
    try await withUpstream {
      try await $0.write(Wire.shortStream)
    } _: { upstream in
      let limits = ["head_timeout_seconds: 2", "body_timeout_seconds: 2"]
      try await TestGateway.run(Config.with(Config.target(port: upstream.port), limits: limits)) { gateway in
        var generator = SplitMix64(seed: seed)
        for round in 0..<100 {
          let client = try await gateway.connect()
          for _ in 0..<Int.random(in: 1...3, using: &generator) { client.sendAnyway(Self.bytes(&generator)) }
          switch round % 4 {
          case 0: try? await client.halfClose()
          case 1: try? await client.reset()
          default: await client.close()
          }
        }
        try await #expect(gateway.chat(chatBody(stream: true)).events.last == "[DONE]")
      }
    }
  }

  @Test(arguments: [4, 5, 6]) func randomUpstreams(seed: UInt64) async throws {
    try await withUpstream { exchange in
      if exchange.field("x-good") != nil { return try await exchange.write(Wire.chat) }
      var generator = SplitMix64(seed: seed &* 1000 &+ UInt64(exchange.number))
      if Bool.random(using: &generator) { try await exchange.write(Wire.streamHead) }
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        let bytes = Self.bytes(&generator)
        let isChunk = Bool.random(using: &generator)
        let head = Array(String(bytes.count, radix: 16).utf8) + [0x0d, 0x0a]
        try await exchange.peer.write(isChunk ? head + bytes + [0x0d, 0x0a] : bytes)
      }
      if Bool.random(using: &generator) { try await exchange.write(Wire.streamEnd) }
      await exchange.peer.close()
    } _: { upstream in
      try await TestGateway.run(
        Config.with(Config.target(port: upstream.port, "timeouts: {first_byte_seconds: 1, between_bytes_seconds: 1}"))
      ) {
        gateway in
        for round in 0..<100 {
          let answer = try await gateway.chat(chatBody(stream: round % 2 == 0))
          #expect(answer.isComplete)
          #expect(answer.status == 200 || answer.error != nil, "\(answer.status) \(answer.text)")
        }
        try await #expect(gateway.chat(chatBody(), fields: ["x-good: 1"]).status == 200)
      }
    }
  }
}
