import Foundation
import GatewayTestSupport
import Testing

/// The four timeouts, and slow readers.
@Suite(.timeLimit(.minutes(5)))
struct TimeoutTests {
  @Test func connectTimeout() async throws {
    let full = try FullListener()
    try await TestGateway.run(Config.with(Config.target(port: full.port, "timeouts: {connect_seconds: 0.2, first_byte_seconds: 60}"))) {
      gateway in
      let answer = try await gateway.chat(chatBody())
      #expect(answer.status == 504)
      #expect(answer.error?.code == "upstream_connect_timeout")
    }
  }

  @Test(arguments: [true, false]) func firstByteTimeout(isStream: Bool) async throws {
    try await withUpstream { _ in
    } _: { upstream in
      let target = Config.target(port: upstream.port, "timeout_seconds: 0.2", "stream_timeout_seconds: 60")
      try await TestGateway.run(Config.with(target)) { gateway in
        let answer = try await gateway.chat(chatBody(stream: isStream))
        #expect(answer.status == 504)
        #expect(answer.error?.code == "upstream_timeout")
        #expect(answer.error?.message.contains("'t'") == true)
        try await upstream.peers.first?.waitUntilClosed()
      }
    }
  }

  @Test func headOfAStreamIsNotItsFirstEvent() async throws {
    try await withUpstream {
      try await $0.write(Wire.streamHead)
    } _: { upstream in
      let target = Config.target(port: upstream.port, "timeouts: {first_byte_seconds: 0.2, between_bytes_seconds: 60}")
      try await TestGateway.run(Config.with(target)) { gateway in
        let answer = try await gateway.chat(chatBody(stream: true))
        #expect(answer.status == 504)
        #expect(answer.error?.code == "upstream_timeout")
      }
    }
  }

  @Test func pauseBeforeTheFirstEventMayBeLongerThanOneBetweenEvents() async throws {
    try await withUpstream { exchange in
      try await exchange.write(Wire.streamHead)
      // Longer than the pause that is allowed between two events, many times shorter than the wait for the first one.
      try await Task.sleep(for: .milliseconds(500))
      try await exchange.write(Wire.chunk(Wire.delta("a", finish: "stop")) + Wire.chunk(Wire.done) + Wire.streamEnd)
    } _: { upstream in
      let target = Config.target(port: upstream.port, "timeouts: {first_byte_seconds: 60, between_bytes_seconds: 0.2}")
      try await TestGateway.run(Config.with(target)) { gateway in
        let answer = try await gateway.chat(chatBody(stream: true))
        #expect(answer.status == 200)
        #expect(answer.streamedText == "a")
      }
    }
  }

  @Test func betweenBytesTimeout() async throws {
    try await withUpstream { exchange in
      let isStream = exchange.text.contains("\"stream\":true")
      try await exchange.write(isStream ? Wire.streamHead + Wire.chunk(Wire.delta("a")) : String(Wire.chat.dropLast(9)))
    } _: { upstream in
      let target = Config.target(port: upstream.port, "timeouts: {between_bytes_seconds: 0.2}")
      try await TestGateway.run(Config.with(target)) { gateway in
        let stream = try await gateway.chat(chatBody(stream: true))
        #expect(stream.status == 200)
        #expect(stream.lastError?.code == "upstream_stalled")
        #expect(stream.isComplete && !stream.text.contains("[DONE]"))
        let whole = try await gateway.chat(chatBody())
        #expect(whole.status == 504)
        #expect(whole.error?.code == "upstream_stalled")
      }
    }
  }

  @Test func totalTimeout() async throws {
    try await withUpstream { exchange in
      let isStream = exchange.text.contains("\"stream\":true")
      try await exchange.write(isStream ? Wire.streamHead : "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
      while !exchange.peer.isClosed {
        try await exchange.write(Wire.chunk(isStream ? Wire.delta("a") : " "))
        try await Task.sleep(for: .milliseconds(5))
      }
    } _: { upstream in
      let target = Config.target(
        port: upstream.port, "timeouts: {first_byte_seconds: 60, between_bytes_seconds: 60, total_seconds: 0.4, stream_total_seconds: 0.4}")
      try await TestGateway.run(Config.with(target)) { gateway in
        let stream = try await gateway.chat(chatBody(stream: true))
        // In band, unless the machine took longer than that for the stream to begin.
        let error = stream.lastError ?? stream.error
        #expect(error?.code == "upstream_deadline")
        #expect(error?.message.contains("stream_timeout_seconds") == true)
        let whole = try await gateway.chat(chatBody())
        #expect(whole.status == 504)
        #expect(whole.error?.code == "upstream_deadline")
        for peer in upstream.peers { try await peer.waitUntilClosed() }
      }
    }
  }

  /// The most that the kernel may hold between upstream and client: two connections, each with a send and a receive buffer.
  private static var kernelBuffers: Int {
    func largest(_ name: String) -> Int {
      let text = (try? String(contentsOfFile: "/proc/sys/net/ipv4/\(name)", encoding: .utf8)) ?? ""
      return text.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) } ?? 16 << 20
    }
    return 2 * (largest("tcp_rmem") + largest("tcp_wmem"))
  }

  @Test func slowReaderHoldsTheUpstreamBack() async throws {
    let piece = Wire.chunk(Wire.delta(String(repeating: "x", count: 32 << 10)))
    // What is documented: 64 KiB and a read of 64 KiB on the upstream's side, 64 KiB and a piece on the client's; with room to spare.
    let bound = Self.kernelBuffers + (1 << 20)
    try await withUpstream { exchange in
      try await exchange.write(Wire.streamHead)
      while exchange.peer.bytesWritten < bound * 2 { try await exchange.write(piece) }
      try await exchange.write(Wire.chunk(Wire.delta("", finish: "stop")) + Wire.chunk(Wire.done) + Wire.streamEnd)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        let client = try await gateway.connect(reads: false)
        try await client.send(TestGateway.text("POST", "/v1/chat/completions", chatBody(stream: true)))
        let peer = try await Self.stalled(upstream)
        #expect(peer.bytesWritten < bound)
        try await client.startReading()
        try await client.waits(forEnd: Wire.done)
        let answer = try await client.answer()
        #expect(answer.isComplete)
        #expect(answer.events.last == "[DONE]")
        #expect(answer.body.count > bound)
        await client.close()
      }
    }
  }

  @Test func readerThatTakesNothingIsCutOff() async throws {
    let piece = Wire.chunk(Wire.delta(String(repeating: "x", count: 32 << 10)))
    try await withUpstream { exchange in
      try await exchange.write(Wire.streamHead)
      while !exchange.peer.isClosed { try await exchange.write(piece) }
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port), limits: ["write_timeout_seconds: 0.3"])) { gateway in
        let client = try await gateway.connect(reads: false)
        try await client.send(TestGateway.text("POST", "/v1/chat/completions", chatBody(stream: true)))
        try await eventually("the upstream is asked") { !upstream.peers.isEmpty }
        try await upstream.peers.first?.waitUntilClosed()
        await client.close()
      }
    }
  }

  /// The connection of a stream, when its bytes have stopped to flow.
  private static func stalled(_ upstream: ScriptedUpstream) async throws -> UpstreamPeer {
    try await eventually("the upstream is asked") { !upstream.peers.isEmpty }
    let peer = try #require(upstream.peers.first)
    var last = -1
    var same = 0
    try await eventually("the upstream is held back") {
      same = peer.bytesWritten == last ? same + 1 : 0
      last = peer.bytesWritten
      return last > 0 && same > 150
    }
    return peer
  }
}

extension TestClient {
  /// Waits until what came ends with `suffix`, or nearly so.
  func waits(forEnd suffix: String) async throws {
    try await eventually("'\(suffix)' at the end") { tail.contains(suffix) }
  }
}
