import Foundation
import GatewayCore
import GatewayTestSupport
import Testing

@testable import GatewayApp

/// A second replica that is asked while the first one is silent.
@Suite struct HedgeTests {
  private typealias Peer = ScriptedUpstream.Script

  private static let role =
    #"data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"tiny","choices":[{"index":0,"delta":"#
    + #"{"role":"assistant","content":""},"finish_reason":null}]}"# + "\n\n"

  /// Sends the head and the role, as vLLM does, and then nothing.
  private static let silent: Peer = {
    try await $0.write(Wire.streamHead + Wire.chunk(role))
    try await $0.peer.waitUntilClosed()
  }

  /// What comes behind the role.
  private static let rest =
    [Wire.delta("Hello"), Wire.delta("!", finish: "stop"), Wire.usage, Wire.done].map(Wire.chunk).joined() + Wire.streamEnd

  private func pair(
    _ first: @escaping Peer, _ second: @escaping Peer, after milliseconds: Int = 5, timeouts: String = "timeouts: {}", fleet: String = "",
    audit: HeldAuditLog? = nil,
    _ body: (TestGateway, ScriptedUpstream, ScriptedUpstream) async throws -> Void
  ) async throws {
    try await withUpstream(first) { one in
      try await withUpstream(second) { two in
        let config =
          Config.with(
            Config.target("a", "openai:chat:tiny", port: one.port, timeouts),
            Config.target("b", "openai:chat:tiny", port: two.port, timeouts))
          + (audit == nil ? "" : "  audit: {}\n") + "  fleet: {hedge_after_ms: \(milliseconds)\(fleet)}\n"
        let change = { (options: inout GatewayOptions) in
          options.auditLog = audit
          options.admin = AdminPlace(port: 0)
        }
        try await TestGateway.run(config, options: change) { gateway in try await body(gateway, one, two) }
      }
    }
  }

  private func load(_ gateway: TestGateway) async throws -> [Int] {
    let admin = try #require(gateway.adminPort)
    let targets = try await gateway.admin(admin, "GET", "/admin/targets").member("targets", as: [[String: Any]].self)
    return targets?.compactMap { $0["in_flight"] as? Int } ?? []
  }

  @Test func theFirstToBeginAnswers() async throws {
    let audit = HeldAuditLog()
    let reached = Latch()
    let silent: Peer = { peer in
      reached.open()
      try await Self.silent(peer)
    }
    // The other one answers when the first has been asked.
    let answering: Peer = { peer in
      await reached.wait()
      try await peer.write(Wire.shortStream)
    }
    try await pair(silent, answering, audit: audit) { gateway, first, second in
      let answer = try await gateway.chat(chatBody(stream: true))
      #expect(answer.status == 200)
      #expect(answer["x-penstock-target"] == "b")
      #expect(answer.streamedText == "Hello!")
      #expect(answer.events.last == "[DONE]")
      // One role, one usage at most: nothing of the other one came through.
      #expect(!answer.text.contains("assistant"))
      #expect(second.exchanges.count == 1)
      try await #require(first.peers.first).waitUntilClosed()
      try await #expect(load(gateway) == [0, 0])
      let event = try #require(audit.events("decision").last)
      let attempts = try #require(event["attempts"] as? [[String: String]])
      #expect(attempts == [["outcome": "superseded", "target": "a"], ["outcome": "answered", "target": "b"]])
      #expect(event["target"] as? String == "b")
    }
  }

  @Test func theOtherOneIsCutOffWhenTheFirstBegins() async throws {
    let latch = Latch()
    try await pair {
      try await $0.write(Wire.streamHead + Wire.chunk(Self.role))
      // It begins when the other one has been asked.
      await latch.wait()
      try await $0.write(Self.rest)
    } _: {
      try await $0.peer.waitUntilClosed()
    } _: { gateway, _, second in
      let client = try await gateway.connect(sending: TestGateway.text("POST", "/v1/chat/completions", chatBody(stream: true)))
      try await eventually("a second one is asked") { second.exchanges.count == 1 }
      latch.open()
      let answer = try await client.answer()
      #expect(answer["x-penstock-target"] == "a")
      #expect(answer.streamedText == "Hello!")
      try await #require(second.peers.first).waitUntilClosed()
      try await #expect(load(gateway) == [0, 0])
      await client.close()
    }
  }

  @Test func anAnswerThatComesInTimeIsAskedForOnce() async throws {
    try await pair({ try await $0.write(Wire.shortStream) }, { try await $0.write(Wire.shortStream) }, after: 60_000) {
      gateway, _, second in
      try await #expect(gateway.chat(chatBody(stream: true))["x-penstock-target"] == "a")
      #expect(second.exchanges.isEmpty)
    }
  }

  /// A request that names one target, and one whose first token nobody sees before its end.
  @Test(arguments: [("a", true), ("tiny", false)]) func isNeverHedged(model: String, isStream: Bool) async throws {
    let latch = Latch()
    try await pair {
      guard $0.number == 0 else { return try await Self.silent($0) }
      await latch.wait()
      try await $0.write(isStream ? Wire.shortStream : Wire.chat)
    } _: {
      try await $0.write(Wire.shortStream)
    } _: { gateway, first, second in
      let client = try await gateway.connect(sending: TestGateway.text("POST", "/v1/chat/completions", chatBody(model, stream: isStream)))
      try await eventually("the first one is asked") { first.exchanges.count == 1 }
      // When a later request has been hedged, the time of this one is over, too.
      try await #expect(gateway.chat(chatBody(stream: true))["x-penstock-target"] == "b")
      #expect(second.exchanges.count == 1)
      latch.open()
      try await #expect(client.answer()["x-penstock-target"] == "a")
      #expect(second.exchanges.count == 1)
      await client.close()
    }
  }

  @Test func anErrorOfOneIsNotTheEndWhileTheOtherIsOnItsWay() async throws {
    let latch = Latch()
    try await pair {
      try await $0.write(Wire.streamHead + Wire.chunk(Self.role))
      await latch.wait()
      try await $0.write(Self.rest)
    } _: {
      try await $0.write(Wire.error(500))
    } _: { gateway, _, second in
      let client = try await gateway.connect(sending: TestGateway.text("POST", "/v1/chat/completions", chatBody(stream: true)))
      try await eventually("a second one is asked") { second.exchanges.count == 1 }
      try await eventually("the second one is out") { try await load(gateway) == [1, 0] }
      latch.open()
      let answer = try await client.answer()
      #expect(answer["x-penstock-target"] == "a")
      #expect(answer.streamedText == "Hello!")
      await client.close()
    }
  }

  @Test func aClientThatGoesTakesBothWithIt() async throws {
    try await pair(Self.silent, Self.silent) { gateway, first, second in
      let client = try await gateway.connect(sending: TestGateway.text("POST", "/v1/chat/completions", chatBody(stream: true)))
      try await eventually("both are asked") { first.exchanges.count == 1 && second.exchanges.count == 1 }
      await client.close()
      try await #require(first.peers.first).waitUntilClosed()
      try await #require(second.peers.first).waitUntilClosed()
      try await eventually("nothing is in flight") { try await load(gateway) == [0, 0] }
    }
  }

  /// Comments keep a connection open and are no answer: they give an engine no time, whether a second one may be asked or not.
  @Test func commentsAreNoFirstByte() async throws {
    let pinging: Peer = { exchange in
      try await exchange.write(Wire.streamHead)
      while !exchange.peer.isClosed {
        try await exchange.write(Wire.chunk(": ping\n\n"))
        try await Task.sleep(for: .milliseconds(5))
      }
    }
    try await pair(pinging, pinging, after: 60_000, timeouts: "timeouts: {first_byte_seconds: 0.2}") { gateway, first, _ in
      let answer = try await gateway.chat(chatBody(stream: true))
      #expect(answer.status == 504)
      #expect(answer.error?.code == "upstream_timeout")
      for peer in first.peers { try await peer.waitUntilClosed() }
    }
  }

  @Test func aDeadlineHoldsForAllAttempts() async throws {
    try await pair(Self.silent, Self.silent, fleet: ", deadline_seconds: 0.1") { gateway, first, second in
      let answer = try await gateway.chat(chatBody(stream: true))
      #expect(answer.status == 504)
      #expect(answer.error?.code == "request_deadline")
      // Nobody is asked again when the time is over; it may be before the first one was.
      #expect(first.exchanges.count <= 1 && second.exchanges.count <= 1)
      for peer in first.peers + second.peers { try await peer.waitUntilClosed() }
    }
  }
}
