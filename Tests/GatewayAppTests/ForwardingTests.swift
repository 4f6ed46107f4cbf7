import Foundation
import Testing

/// What goes up is what the client sent, what comes down is what the upstream sent.
@Suite(.timeLimit(.minutes(5)))
struct ForwardingTests {
  @Test func bodyIsTheClientsButForTheModel() async throws {
    let bodies = [
      #"{ "model" : "t" ,"messages":[{"role":"user","content":"H\u00e9llo \/ 😀"}],"temperature":1.0e-0,"n":2}"#,
      #"{"messages":[{"role":"user","content":[{"type":"text","text":"x"},{"type":"image_url","image_url":{"url":"data:,x"}}]}],"model":"t"}"#,
      #"{"model":"t","messages":[],"tools":[{"type":"function","function":{"name":"f","parameters":{}}}],"tool_choice":"auto"}"#,
      #"{"model":"t","messages":[],"logprobs":true,"top_logprobs":3,"structured_outputs":{"choice":["a"]},"unknown":[1,{"a":null}]}"#,
    ]
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        for body in bodies {
          try await #expect(gateway.chat(body).status == 200)
          #expect(upstream.exchanges.last?.text == body.replacing("\"t\"", with: "\"tiny\"", maxReplacements: 1))
        }
      }
    }
  }

  /// An answer that cannot be read is nobody's: policies could not look at it.
  @Test(arguments: [true, false], ["gzip", "br", "identity"])
  func compressedAnswersAreRefused(_ isStream: Bool, _ coding: String) async throws {
    try await withUpstream {
      let answer = isStream ? Wire.shortStream : Wire.chat
      try await $0.write(answer.replacing("server: uvicorn\r\n", with: "content-encoding: \(coding)\r\n"))
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        let answer = try await gateway.chat(chatBody(stream: isStream), fields: ["accept-encoding: gzip, br"])
        #expect(upstream.exchanges.last?.field("accept-encoding") == "identity")
        #expect(answer.status == (coding == "identity" ? 200 : 502))
        #expect(answer.error?.code == (coding == "identity" ? nil : "upstream_malformed_answer"))
      }
    }
  }

  /// What is no event would be passed over by clients, and by policies.
  @Test(arguments: [
    "{\"text\":\"ssn 123-45-6789\"}\n\n", "ssn 123-45-6789\n", "ssn: 123-45-6789\ndata: {}\n\n", "<p>ssn 123-45-6789</p>\r\n\r\n",
  ])
  func whatIsNoEventReachesNobodyThroughPolicies(_ text: String) async throws {
    try await withUpstream {
      try await $0.write(Wire.stream([Wire.delta("Hello"), text]))
    } _: { upstream in
      let policies = "policies: {chain: [pii-detector]}\npolicy: {pii-detector: {action: redact}}\n"
      try await TestGateway.run(Config.with(Config.target(port: upstream.port)) + policies) { gateway in
        let answer = try await gateway.chat(chatBody(stream: true))
        #expect(answer.text.contains("upstream_malformed_answer") && !answer.text.contains("6789"))
      }
    }
  }

  @Test func streamsAskForUsageAndKeepItFromTheClient() async throws {
    try await withUpstream {
      try await $0.write(Wire.shortStream)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        let answer = try await gateway.chat(chatBody(stream: true))
        #expect(answer.status == 200)
        #expect(answer["content-type"] == "text/event-stream; charset=utf-8")
        #expect(answer.text == Wire.delta("Hello") + Wire.delta("!", finish: "stop") + Wire.done)
        let sent = try #require(upstream.exchanges.last?.text)
        #expect(sent == #"{"stream_options":{"include_usage":true},"# + chatBody(stream: true).dropFirst())
      }
    }
  }

  @Test func usageThatTheClientAskedForReachesIt() async throws {
    let body = chatBody(stream: true, #","stream_options":{"include_usage":true}"#)
    try await withUpstream {
      try await $0.write(Wire.shortStream)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        let answer = try await gateway.chat(body)
        #expect(answer.text == Wire.delta("Hello") + Wire.delta("!", finish: "stop") + Wire.usage + Wire.done)
        #expect(upstream.exchanges.last?.text == body)
      }
    }
  }

  @Test func answerIsTheUpstreamsByteForByte() async throws {
    let body = "{ \"id\":\"é\",\n \"choices\":[{\"finish_reason\":\"stop\"}],\"x\":1.50, \"x\":2 }\n"
    try await withUpstream {
      try await $0.write(Wire.json(body, fields: "x-other: kept\r\nvary: Origin\r\nx-request-id: theirs\r\n"))
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        let answer = try await gateway.chat(chatBody())
        #expect(answer.text == body)
        #expect(answer["x-other"] == "kept")
        #expect(answer["vary"] == "Origin")
        #expect(answer["server"] == nil)
        #expect(answer["x-penstock-target"] == "t")
        #expect(answer.fields.filter { $0.name == "x-request-id" }.count == 1)
        #expect(answer["x-request-id"] != "theirs")
      }
    }
  }

  @Test func fieldsThatReachTheUpstream() async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        let kept = ["User-Agent: OpenAI/1", "X-Custom: a b", "traceparent: 00-1-2-03"]
        let dropped = [
          "Authorization: Bearer client-secret", "api-key: k", "x-api-key: k", "Cookie: a=b", "Accept-Encoding: gzip",
          "X-Data-Parallel-Rank: 1", "X-Vllm-Priority: 1", "X-Session-ID: s", "endpoint-load-metrics-format: json", "X-Penstock-Target: x",
          "TE: trailers", "Upgrade: h2c", "Keep-Alive: 5", "Proxy-Authorization: x", "Connection: keep-alive, X-Hop", "X-Hop: gone",
          "x-request-id: my-id.1",
        ]
        let answer = try await gateway.chat(chatBody(), fields: kept + dropped)
        #expect(answer["x-request-id"] == "my-id.1")
        let exchange = try #require(upstream.exchanges.last)
        #expect(exchange.head.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n"))
        #expect(exchange.field("user-agent") == "OpenAI/1")
        #expect(exchange.field("x-custom") == "a b")
        #expect(exchange.field("traceparent") == "00-1-2-03")
        #expect(exchange.field("host") == "127.0.0.1:\(upstream.port)")
        #expect(exchange.field("content-type") == "application/json")
        #expect(exchange.field("x-penstock-request-id") == "my-id.1")
        let names = Set(exchange.fields.map(\.name))
        #expect(
          names == [
            "host", "user-agent", "x-custom", "traceparent", "accept-encoding", "content-type", "x-penstock-request-id", "content-length",
          ])
        #expect(!exchange.head.contains("client-secret"))
      }
    }
  }

  @Test(arguments: ["bad id", "a\u{7f}", "é", String(repeating: "x", count: 129), ""])
  func badRequestIDsAreReplaced(_ id: String) async throws {
    try await withUpstream {
      try await $0.write(Wire.chat)
    } _: { upstream in
      try await TestGateway.run(Config.with(Config.target(port: upstream.port))) { gateway in
        let answer = try await gateway.chat(chatBody(), fields: id == "a\u{7f}" ? ["x-request-id: a,b"] : ["x-request-id: \(id)"])
        let made = try #require(answer["x-request-id"])
        #expect(made.hasPrefix("req-") && made.utf8.count == 36)
        #expect(upstream.exchanges.last?.field("x-penstock-request-id") == made)
      }
    }
  }

  @Test func everyEndpointStreamingAndNot() async throws {
    try await withSimulator { simulator in
      try await TestGateway.run(Config.with(Config.target("t", "vllm", port: simulator.port))) { gateway in
        let chat = try await gateway.chat(chatBody("tiny", stream: false, #","n":2,"simulator":{"text":"one two"}"#))
        #expect(chat.status == 200)
        #expect(chat.member("choices", as: [Any].self)?.count == 2)
        let chatStream = try await gateway.chat(chatBody(stream: true, #","simulator":{"text":"héllo 😀 wörld"}"#))
        #expect(chatStream.streamedText == "héllo 😀 wörld")
        #expect(chatStream.events.last == "[DONE]")
        #expect(chatStream.isComplete)
        let two = try await gateway.chat(chatBody(stream: true, #","n":2,"max_tokens":4"#))
        #expect(two.events.last == "[DONE]" && two.error == nil)
        let completion = try await gateway.post("/v1/completions", #"{"model":"tiny","prompt":"say: yes"}"#)
        #expect(completion.member("object", as: String.self) == "text_completion")
        let completionStream = try await gateway.post(
          "/v1/completions", #"{"model":"tiny","prompt":["a","b"],"stream":true,"max_tokens":3}"#)
        #expect(completionStream.events.last == "[DONE]")
        for format in ["float", "base64"] {
          let embedding = try await gateway.post("/v1/embeddings", #"{"model":"tiny","input":"x","encoding_format":"\#(format)"}"#)
          let data = try #require(embedding.member("data", as: [[String: Any]].self)?.first)
          #expect(format == "float" ? data["embedding"] is [Any] : data["embedding"] is String)
        }
        let models = try await gateway.get("/v1/models")
        #expect(models.member("data", as: [[String: Any]].self)?.compactMap { $0["id"] as? String } == ["tiny"])
        try await #expect(gateway.get("/v1/models/tiny").member("id", as: String.self) == "tiny")
        try await #expect(gateway.get("/v1/models/none").error?.code == "model_not_found")
      }
    }
  }

  @Test(arguments: [
    ("POST", "/v1/responses", 501, "not_implemented"), ("POST", "/v1/audio/transcriptions", 501, "not_implemented"),
    ("POST", "/v1/nope", 404, "not_found"), ("GET", "/", 404, "not_found"), ("POST", "/v1/chat/completions/", 404, "not_found"),
    ("POST", "/v1/v1/chat/completions", 404, "not_found"), ("GET", "/v1/chat/completions", 405, "method_not_allowed"),
    ("DELETE", "/v1/models", 405, "method_not_allowed"), ("POST", "/health", 405, "method_not_allowed"),
  ])
  func otherPaths(_ method: String, _ path: String, _ status: Int, _ code: String) async throws {
    try await TestGateway.run(Config.with(Config.target(port: 1))) { gateway in
      let answer = try await gateway.request(method, path)
      #expect(answer.status == status)
      #expect(answer.error?.code == code)
      #expect((answer["allow"] != nil) == (status == 405))
    }
  }
}
