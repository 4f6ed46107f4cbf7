import Foundation
import GatewayTestSupport
import Testing

@testable import GatewayApp

/// A connection that was given back belongs to the next request.
@Suite(.timeLimit(.minutes(5)))
struct ConnectionReuseTests {
  @Test func aRecordThatFailsDoesNotCutTheNextRequestOfTheConnection() async throws {
    let log = HeldAuditLog()
    let (answers, next) = AsyncStream.makeStream(of: Void.self)
    try await withUpstream { exchange in
      if exchange.number == 1 { for await _ in answers { break } }
      try await exchange.write(Wire.chat)
    } _: { upstream in
      let config = Config.with(Config.target(port: upstream.port)) + "  audit: {}\n"
      try await TestGateway.run(config, options: { $0.auditLog = log }) { gateway in
        log.hold()
        let first = try await gateway.connect(sending: TestGateway.text("POST", "/v1/chat/completions", chatBody()))
        try await eventually("the first answer waits for its record") { log.events("decision").count == 1 }
        let second = try await gateway.connect(sending: TestGateway.text("POST", "/v1/chat/completions", chatBody()))
        try await eventually("the second request is upstream") { upstream.exchanges.count == 2 }
        #expect(upstream.exchanges.last?.numberOnPeer == 1)
        log.settle(isDurable: false)
        try await #expect(first.answer().status == 503)
        next.yield()
        try await eventually("the second answer waits for its record") { log.events("decision").count == 2 }
        log.settle(isDurable: true)
        try await #expect(second.answer().status == 200)
        #expect(upstream.peers.count == 1)
      }
    }
  }
}
