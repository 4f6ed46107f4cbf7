import GatewayTestSupport
import Testing

/// Which names lead to which target, and what the upstream is told.
@Suite(.timeLimit(.minutes(5)))
struct ModelNameTests {
  @Test(arguments: ["llama", "vllm:chat:org/Llama-8B", "vllm/org/Llama-8B", "org/Llama-8B"])
  func everyNameOfATarget(_ name: String) async throws {
    try await withUpstream(models: ["org/Llama-8B"]) {
      try await $0.write(Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target("llama", "vllm:chat:org/Llama-8B", port: upstream.port))) { gateway in
        try await #expect(gateway.chat(chatBody(name)).status == 200)
        #expect(upstream.exchanges.last?.text == chatBody("org/Llama-8B"))
      }
    }
  }

  @Test func exactNameWinsOverPrefix() async throws {
    try await withUpstream(models: ["gpt-oss"]) {
      try await $0.write(Wire.chat)
    } _: { plain in
      try await withUpstream(models: ["openai/gpt-oss"]) {
        try await $0.write(Wire.chat)
      } _: { exact in
        let config = Config.with(
          Config.target("plain", "openai:chat:gpt-oss", port: plain.port),
          Config.target("exact", "vllm:chat:openai/gpt-oss", port: exact.port))
        try await TestGateway.run(config) { gateway in
          try await #expect(gateway.chat(chatBody("openai/gpt-oss"))["x-penstock-target"] == "exact")
          try await #expect(gateway.chat(chatBody("gpt-oss"))["x-penstock-target"] == "plain")
          try await #expect(gateway.chat(chatBody("openai:chat:gpt-oss"))["x-penstock-target"] == "plain")
          #expect(exact.exchanges.map(\.text) == [chatBody("openai/gpt-oss")])
        }
      }
    }
  }

  @Test(arguments: [#"{"messages":[]}"#, #"{"model":null,"messages":[]}"#, #"{"model":"","messages":[]}"#])
  func missingModel(_ body: String) async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      let one = Config.target("a", "vllm:chat:tiny", port: upstream.port)
      try await TestGateway.run(Config.with(one)) { gateway in
        try await #expect(gateway.chat(body).status == 200)
        #expect(upstream.exchanges.last?.text.contains("\"tiny\"") == true)
      }
      try await TestGateway.run(Config.with(one, Config.target("b", "vllm:chat:other", port: upstream.port))) { gateway in
        let answer = try await gateway.chat(body)
        #expect(answer.status == 400)
        #expect(answer.error?.code == "missing_model")
        #expect(answer.error?.param == "model")
        #expect(answer.error?.message.contains("tiny") == true && answer.error?.message.contains("other") == true)
      }
    }
  }

  @Test func unknownModelNamesTheKnownOnes() async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        let answer = try await gateway.chat(chatBody("nobody/knows \\\" it"))
        #expect(answer.status == 404)
        #expect(answer.error?.code == "model_not_found")
        #expect(answer.error?.param == "model")
        #expect(answer.error?.message.contains("tiny") == true)
        #expect(upstream.exchanges.isEmpty)
      }
    }
  }

  @Test func targetThatStartsLaterIsFound() async throws {
    let first = try await ScriptedUpstream.start { _ in }
    let port = first.port
    await first.stop()
    try await TestGateway.run(Config.with(Config.target("late", "vllm", port: port))) { gateway in
      try await #expect(gateway.chat(chatBody("tiny")).error?.code == "model_not_found")
      let upstream = try await ScriptedUpstream.start(port: port) { try await $0.write(Wire.chat) }
      try await eventually("the target is found") { try await gateway.chat(chatBody("tiny")).status == 200 }
      await upstream.stop()
    }
  }

  @Test func openLLMNameIsMapped() async throws {
    try await withUpstream(models: ["meta-llama/Meta-Llama-3-8B-Instruct"]) {
      try await $0.write(Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target("o", "openllm:chat:llama3:8b-instruct", port: upstream.port))) { gateway in
        for name in ["o", "llama3:8b-instruct", "openllm:chat:llama3:8b-instruct", "openllm/llama3:8b-instruct"] {
          try await #expect(gateway.chat(chatBody(name)).status == 200)
          #expect(upstream.exchanges.last?.text == chatBody("meta-llama/Meta-Llama-3-8B-Instruct"))
        }
        let listed = try await gateway.get("/v1/models").text
        #expect(listed.contains("\"llama3:8b-instruct\""))
      }
    }
  }

  @Test(arguments: ["", "/", "/v1", "/v1/"])
  func baseURLWithAndWithoutV1(_ suffix: String) async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      let target = Config.target("t", "vllm:chat:tiny", url: "http://127.0.0.1:\(upstream.port)\(suffix)", [])
      try await TestGateway.run(Config.with(target)) { gateway in
        try await #expect(gateway.chat(chatBody()).status == 200)
        #expect(upstream.exchanges.last?.head.hasPrefix("POST /v1/chat/completions ") == true)
      }
    }
  }

  @Test func failoverWhenTheFirstTargetTakesNoConnection() async throws {
    try await withClosedPort { closed in try await failover(from: closed) }
  }

  private func failover(from closed: Int) async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      let config = Config.with(Config.target("a", port: closed), Config.target("b", port: upstream.port))
      try await TestGateway.run(config) { gateway in
        for name in ["vllm:chat:tiny", "tiny"] {
          let answer = try await gateway.chat(chatBody(name))
          #expect(answer.status == 200)
          #expect(answer["x-penstock-target"] == "b")
        }
        let direct = try await gateway.chat(chatBody("a"))
        #expect(direct.status == 502)
        #expect(direct.error?.code == "upstream_unreachable")
        #expect(direct.error?.message.contains("'a'") == true)
      }
    }
  }

  @Test func aTargetThatDiesOfARequestIsNotAskedAgain() async throws {
    try await withUpstream {
      await $0.peer.close()
    } _: { first in
      try await withUpstream {
        try await $0.write(Wire.chat)
      } _: { second in
        let config = Config.with(Config.target("a", port: first.port), Config.target("b", port: second.port))
        try await TestGateway.run(config) { gateway in
          for _ in 0..<4 { try await #expect(gateway.chat(chatBody()).status == 200) }
          #expect(first.exchanges.count <= 4 && second.exchanges.count == 4)
        }
      }
    }
  }
}
