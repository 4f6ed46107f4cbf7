import Glibc
import Simulator
import GatewayTestSupport
import Testing

/// A client that goes away takes its upstream connection with it.
@Suite(.timeLimit(.minutes(5)))
struct ClientGoneTests {
  enum Way: CaseIterable, Sendable { case close, reset, halfClose }

  @Test(arguments: Way.allCases, [true, false])
  func upstreamIsClosed(_ way: Way, isStream: Bool) async throws {
    try await withSimulator({ $0.timeBetweenTokens = .milliseconds(20) }) { simulator in
      try await TestGateway.run(Config.with(Config.target(port: simulator.port))) { gateway in
        let client = try await gateway.connect()
        let body = chatBody(stream: isStream, #","max_tokens":5000,"ignore_eos":true"#)
        try await client.send(TestGateway.text("POST", "/v1/chat/completions", body))
        _ = try await simulator.stats { $0.requestsRunning == 1 }
        if isStream { try await client.waits(for: "data: ") }
        switch way {
        case .close: await client.close()
        case .reset: try await client.reset()
        case .halfClose: try await client.halfClose()
        }
        let stats = try await simulator.stats { $0.requestsAborted == 1 }
        #expect(stats.requestsRunning == 0)
        try await #expect(gateway.chat(chatBody()).status == 200)
        await client.close()
      }
    }
  }

  @Test(arguments: [true, false]) func goneBeforeTheAnswerBegins(isStream: Bool) async throws {
    try await withSimulator { simulator in
      try await TestGateway.run(Config.with(Config.target(port: simulator.port))) { gateway in
        let client = try await gateway.connect(
          sending:
            TestGateway.text("POST", "/v1/chat/completions", chatBody(stream: isStream), fields: ["x-simulator-fault: silence"]))
        _ = try await simulator.stats { $0.requestsRunning == 1 }
        await client.close()
        _ = try await simulator.stats { $0.requestsAborted == 1 }
      }
    }
  }

  @Test func goneInsideTheBody() async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        for cut in [1, 20, 90, 150] {
          let client = try await gateway.connect(sending: String(TestGateway.text("POST", "/v1/chat/completions", chatBody()).prefix(cut)))
          await client.close()
        }
        try await #expect(gateway.chat(chatBody()).status == 200)
        #expect(upstream.exchanges.count == 1)
      }
    }
  }

  @Test func goneWhileTheUpstreamTakesNoConnection() async throws {
    let full = try FullListener()
    try await TestGateway.run(Config.with(Config.target(port: full.port, "timeouts: {connect_seconds: 60, first_byte_seconds: 60}"))) {
      gateway in
      let client = try await gateway.connect(sending: TestGateway.text("POST", "/v1/chat/completions", chatBody()))
      await client.close()
      // A request that still waited for its connection would not have ended.
      try await eventually("the request has ended") { try await gateway.get("/health").text.contains("\"requests_processed\":0") == false }
    }
  }

  @Test func manyThatComeAndGo() async throws {
    try await withSimulator({ $0.timeBetweenTokens = .milliseconds(2) }) { simulator in
      try await TestGateway.run(Config.with(Config.target(port: simulator.port))) { gateway in
        var generator = SplitMix64(seed: 7)
        for round in 0..<60 {
          let client = try await gateway.connect()
          let body = chatBody(stream: round % 2 == 0, #","max_tokens":\#(Int.random(in: 1...40, using: &generator))"#)
          try await client.send(TestGateway.text("POST", "/v1/chat/completions", body))
          for _ in 0..<Int.random(in: 0...30, using: &generator) { await Task.yield() }
          if round % 3 == 0 { try await client.reset() } else { await client.close() }
        }
        _ = try await simulator.stats { $0.requestsRunning == 0 }
        try await #expect(gateway.chat(chatBody()).status == 200)
      }
    }
  }
}

/// A listener whose queue of connections is full: connecting to it hangs.
final class FullListener: Sendable {
  let port: Int
  private let sockets: [Int32]

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    func call(_ function: (UnsafeMutablePointer<sockaddr>) -> Int32) -> Int32 {
      withUnsafeMutablePointer(to: &address) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1, function) }
    }
    guard call({ bind(listener, $0, size) }) == 0, listen(listener, 0) == 0, call({ getsockname(listener, $0, &size) }) == 0 else {
      throw NeverHappened(description: "no listener")
    }
    var sockets = [listener]
    // The queue of a backlog of 0 holds one connection; the others wait in the kernel.
    for _ in 0..<4 {
      let filler = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
      _ = call { connect(filler, $0, size) }
      sockets.append(filler)
    }
    self.sockets = sockets
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit { sockets.forEach { _ = Glibc.close($0) } }
}
