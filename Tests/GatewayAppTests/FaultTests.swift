import Simulator
import Testing

/// What a client sees of every fault that the simulator knows.
@Suite(.timeLimit(.minutes(5)))
struct FaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var fault: String
    var status: Int
    var code: String?
    /// For streams: the error comes after the first events.
    var isInBand = false
    /// The target with the timeouts for it.
    var target: String { code == "upstream_timeout" ? "late" : code == "upstream_stalled" ? "stalled" : "patient" }
    var testDescription: String { fault }
  }

  /// One engine under three names: only what is to time out does so soon, and in the way it is to, however slow the machine is.
  private static func targets(_ port: Int) -> String {
    func target(_ id: String, first: Double = 60, between: Double = 60) -> String {
      let timeouts = "first_byte_seconds: \(first), between_bytes_seconds: \(between), total_seconds: 60, stream_total_seconds: 60"
      return Config.target(id, port: port, "timeouts: {\(timeouts)}")
    }
    return Config.with(target("patient"), target("late", first: 0.3), target("stalled", between: 0.3))
  }

  private static let whole: [Case] = [
    Case(fault: "refuse", status: 502, code: "upstream_closed"), Case(fault: "reset", status: 502, code: "upstream_closed"),
    Case(fault: "429", status: 429, code: "upstream_rate_limited"), Case(fault: "500", status: 502, code: "upstream_error"),
    Case(fault: "503", status: 503, code: "upstream_overloaded"), Case(fault: "silence", status: 504, code: "upstream_timeout"),
    Case(fault: "slow-first=50", status: 200), Case(fault: "cut=2", status: 502, code: "upstream_closed"),
    Case(fault: "stall=2", status: 504, code: "upstream_timeout"), Case(fault: "malformed", status: 502, code: "upstream_malformed_answer"),
    Case(fault: "no-done", status: 200), Case(fault: "error-first", status: 400, code: "upstream_rejected"),
    Case(fault: "error=2", status: 502, code: "upstream_error"), Case(fault: "abort=2", status: 502, code: "upstream_aborted"),
    Case(fault: "drip=0", status: 200), Case(fault: "200-error", status: 400, code: "upstream_rejected"),
    Case(fault: "keepalive-comments", status: 200),
  ]

  private static let streams: [Case] = [
    Case(fault: "refuse", status: 502, code: "upstream_closed"), Case(fault: "reset", status: 502, code: "upstream_closed"),
    Case(fault: "429", status: 429, code: "upstream_rate_limited"), Case(fault: "500", status: 502, code: "upstream_error"),
    Case(fault: "503", status: 503, code: "upstream_overloaded"), Case(fault: "silence", status: 504, code: "upstream_timeout"),
    Case(fault: "slow-first=50", status: 200), Case(fault: "cut=0", status: 502, code: "upstream_closed"),
    Case(fault: "cut=2", status: 200, code: "upstream_closed", isInBand: true),
    Case(fault: "stall=2", status: 200, code: "upstream_stalled", isInBand: true),
    Case(fault: "stall=0", status: 504, code: "upstream_timeout"),
    Case(fault: "malformed=2", status: 200, code: "upstream_malformed_answer", isInBand: true),
    Case(fault: "no-done", status: 200), Case(fault: "error-first", status: 400, code: "upstream_rejected"),
    Case(fault: "error=2", status: 200, code: "upstream_error", isInBand: true),
    Case(fault: "abort=2", status: 200, code: "upstream_aborted", isInBand: true), Case(fault: "drip=0", status: 200),
    Case(fault: "200-error", status: 400, code: "upstream_rejected"), Case(fault: "keepalive-comments", status: 200),
  ]

  @Test func everyFaultOnAWholeAnswer() async throws {
    try await withSimulator { simulator in
      try await TestGateway.run(Self.targets(simulator.port)) { gateway in
        for fault in Self.whole {
          let answer = try await gateway.chat(
            chatBody(fault.target, stream: false, #","simulator":{"text":"a b c d e f"}"#), fields: ["x-simulator-fault: \(fault.fault)"])
          #expect(answer.status == fault.status, "\(fault.fault): \(answer.text)")
          #expect(answer.isComplete, "\(fault.fault)")
          #expect(answer.error?.code == fault.code, "\(fault.fault): \(answer.text)")
          if fault.code == nil { #expect(answer.text.contains("a b c d e f"), "\(fault.fault)") }
        }
      }
    }
  }

  @Test func everyFaultOnAStream() async throws {
    try await withSimulator { simulator in
      try await TestGateway.run(Self.targets(simulator.port)) { gateway in
        for fault in Self.streams {
          let answer = try await gateway.chat(
            chatBody(fault.target, stream: true, #","simulator":{"text":"a b c d e f"}"#), fields: ["x-simulator-fault: \(fault.fault)"])
          #expect(answer.status == fault.status, "\(fault.fault): \(answer.text)")
          #expect(answer.isComplete, "\(fault.fault)")
          if fault.isInBand {
            #expect(answer.lastError?.code == fault.code, "\(fault.fault): \(answer.text)")
            #expect(answer.events.count > 1, "\(fault.fault)")
          } else if let code = fault.code {
            #expect(answer.error?.code == code, "\(fault.fault): \(answer.text)")
          } else {
            #expect(answer.streamedText == "a b c d e f", "\(fault.fault)")
          }
          #expect((answer.events.last == "[DONE]") == (fault.code == nil), "\(fault.fault)")
          #expect(answer.text.contains("[DONE]") == (fault.code == nil), "\(fault.fault)")
        }
      }
    }
  }

  @Test func retryAfterIsPassedOnWhereThereIsOne() async throws {
    try await withSimulator { simulator in
      try await TestGateway.run(Config.with(Config.target(port: simulator.port))) { gateway in
        let plain = try await gateway.chat(chatBody(), fields: ["x-simulator-fault: 429"])
        #expect(plain["retry-after"] == nil)
        #expect(plain.error?.type == "rate_limit_error")
        let timed = try await gateway.chat(chatBody(stream: true), fields: ["x-simulator-fault: 429=7"])
        #expect(timed.status == 429)
        #expect(timed["retry-after"] == "7")
      }
    }
  }

  @Test func failedOnceIsFineTheSecondTime() async throws {
    try await withSimulator { simulator in
      try await TestGateway.run(Config.with(Config.target(port: simulator.port))) { gateway in
        try await #expect(gateway.chat(chatBody(), fields: ["x-simulator-fault: 500-once=k"]).status == 502)
        try await #expect(gateway.chat(chatBody(), fields: ["x-simulator-fault: 500-once=k"]).status == 200)
      }
    }
  }

  @Test func serverThatIsAwayAndComesBack() async throws {
    try await withSimulator { simulator in
      try await TestGateway.run(Config.with(Config.target(port: simulator.port))) { gateway in
        try await #expect(gateway.chat(chatBody()).status == 200)
        try await simulator.setFaults(SimulatorFaults(parsing: "refuse"))
        // The pooled connection is one that the simulator still serves; it is told to close it.
        try await #expect(gateway.chat(chatBody(stream: true)).status == 502)
        let away = try await gateway.chat(chatBody())
        #expect(away.status == 502)
        #expect(away.error?.code == "upstream_unreachable")
        #expect(away.error?.message.contains("'t'") == true)
        try await simulator.setFaults(SimulatorFaults())
        try await #expect(gateway.chat(chatBody()).status == 200)
      }
    }
  }

  /// That every byte gives the target its time anew is a matter of ``TimeLimits``, which is tested with a clock of its own.
  @Test func dripOfSingleBytesIsNoPause() async throws {
    try await withSimulator { simulator in
      try await TestGateway.run(Self.targets(simulator.port)) { gateway in
        let answer = try await gateway.chat(
          chatBody("patient", stream: true, #","simulator":{"text":"a"}"#), fields: ["x-simulator-fault: drip=1"])
        #expect(answer.streamedText == "a")
        #expect(answer.events.last == "[DONE]")
      }
    }
  }

  @Test func stoppingEngineIsNoSuccess() async throws {
    try await withSimulator({ $0.timeBetweenTokens = .milliseconds(50) }) { simulator in
      try await TestGateway.run(Config.with(Config.target(port: simulator.port))) { gateway in
        let client = try await gateway.connect()
        let body = chatBody(stream: true, #","max_tokens":1000,"ignore_eos":true"#)
        try await client.send(TestGateway.text("POST", "/v1/chat/completions", body))
        try await client.waits(for: "data: ")
        await simulator.shutdown()
        let answer = try await client.answer()
        #expect(answer.lastError?.code == "upstream_aborted" || answer.lastError?.code == "upstream_closed")
        #expect(!answer.text.contains("[DONE]"))
        await client.close()
      }
    }
  }
}
