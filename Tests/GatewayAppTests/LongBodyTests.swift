import Foundation
import NIOCore
import NIOPosix
import GatewayTestSupport
import Testing

@testable import GatewayApp

/// Bodies that take long to look at hold up nobody else.
@Suite(.timeLimit(.minutes(5)))
struct LongBodyTests {
  /// The one thread on which a gateway does long work; it is taken until it is given back.
  private final class TakenThread: Sendable {
    let pool = NIOThreadPool(numberOfThreads: 1)
    private let gate = DispatchSemaphore(value: 0)

    init() {
      pool.start()
      // A wait that is forgotten ends with the time limit of the tests.
      pool.submit { [gate] _ in _ = gate.wait(timeout: .now() + .seconds(300)) }
    }

    func giveBack() { gate.signal() }

    deinit { pool.shutdownGracefully { _ in } }
  }

  private static let policies = """
    policies:
      - id: no-cards
        rules: [{type: pii_detection, action: block, patterns: [credit_card]}]

    """

  /// Longer than what is looked at on the event loop.
  private static func long(_ text: String, bytes: Int) -> String {
    let filler = String(repeating: "lorem ipsum ", count: bytes / 12)
    return #"{"model":"tiny","messages":[{"role":"user","content":"\#(filler)\#(text)"}]}"#
  }

  @Test(arguments: [20_000, 300_000]) func othersAreServedWhileALongPromptWaits(bytes: Int) async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      let thread = TakenThread()
      defer { thread.giveBack() }
      let config = Self.policies + Config.with(Config.target(port: upstream.port))
      try await TestGateway.run(config, options: { $0.workThreads = thread.pool }) { gateway in
        let client = try await gateway.connect(
          sending: TestGateway.text("POST", "/v1/chat/completions", Self.long("4111 1111 1111 1111", bytes: bytes)))
        // The gateway has one event loop. What is short is looked at there, and answered.
        for _ in 0..<20 { try await #expect(gateway.chat(chatBody()).status == 200) }
        #expect(client.received.isEmpty)
        thread.giveBack()
        let answer = try await client.answer()
        #expect(answer.status == 409)
        #expect(answer.text.contains(#""code":"input_blocked""#))
        #expect(upstream.exchanges.count == 20)
      }
    }
  }

  @Test func aLongPromptIsLookedAtAsAShortOneIs() async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      let policies = Self.policies.replacingOccurrences(of: "block", with: "redact")
      try await TestGateway.run(policies + Config.with(Config.target(port: upstream.port))) { gateway in
        let answer = try await gateway.chat(Self.long("4111 1111 1111 1111", bytes: 400_000))
        #expect(answer.status == 200)
        #expect(upstream.exchanges.first?.text.hasSuffix(#"lorem ipsum [CREDIT_CARD]"}]}"#) == true)
        let broken = try await gateway.chat(Self.long("4111", bytes: 400_000) + "}")
        #expect(broken.status == 400)
        #expect(broken.error?.code == "invalid_json")
      }
    }
  }

  @Test func aClientThatGoesAwayEndsTheWait() async throws {
    try await withUpstream { _ in
    } _: { upstream in
      let config = Config.with(Config.target(port: upstream.port), limits: ["drain_timeout_seconds: 25"])
      let thread = TakenThread()
      defer { thread.giveBack() }
      try await TestGateway.run(Self.policies + config, options: { $0.workThreads = thread.pool }) { gateway in
        let client = try await gateway.connect(sending: TestGateway.text("POST", "/v1/chat/completions", Self.long("hello", bytes: 20_000)))
        await client.close()
        // Stopping waits for open connections, this one among them, and is clean only when none is left.
        await #expect(gateway.gateway.stop())
        #expect(upstream.exchanges.isEmpty)
      }
    }
  }

  @Test func aLongAnswerIsLookedAtElsewhere() async throws {
    let filler = String(repeating: "lorem ipsum ", count: 2000)
    let answer = Wire.json(
      #"{"id":"c","object":"chat.completion","created":1,"model":"tiny","choices":[{"index":0,"message":{"role":"assistant","#
        + #""content":"\#(filler)4111 1111 1111 1111"},"finish_reason":"stop"}]}"#)
    try await withUpstream {
      try await $0.write(answer)
    } _: { upstream in
      let policies = Self.policies.replacingOccurrences(of: "block", with: "redact")
      let thread = TakenThread()
      defer { thread.giveBack() }
      let config = policies + Config.with(Config.target(port: upstream.port))
      try await TestGateway.run(config, options: { $0.workThreads = thread.pool }) { gateway in
        let client = try await gateway.connect(sending: TestGateway.text("POST", "/v1/chat/completions", chatBody()))
        try await eventually("the request is upstream") { upstream.exchanges.count == 1 }
        for _ in 0..<20 { try await #expect(gateway.get("/livez").status == 200) }
        #expect(client.received.isEmpty)
        thread.giveBack()
        let redacted = try await client.answer()
        #expect(redacted.status == 200)
        #expect(redacted.text.contains("lorem ipsum [CREDIT_CARD]"))
      }
    }
  }
}
