import Foundation
import GatewayCore
import Testing

@testable import Simulator

struct ServerTests {
  @Test func theSameRequestGivesTheSameText() async throws {
    try await withSimulator { server in
      let body = #"{"model":"penstock-simulator","messages":[{"role":"user","content":"Tell me"}],"seed":7}"#
      let text = { (body: String) async throws in
        try JSONParser.parse(Array(try await server.response(body).body.utf8))["choices"]?.array?.first?["message"]?["content"]?.string
      }
      let first = try await text(body)
      #expect(first?.hasPrefix("This is the Penstock simulator, not a language model") == true)
      #expect(try await text(body) == first)
      #expect(try await text(body.replacing("7", with: "8")) != first)
    }
  }

  @Test(arguments: [
    #""structured_outputs":{"choice":["Exact \"text\"\n東京 😀"]}"#, #""guided_choice":["Exact \"text\"\n東京 😀"]"#,
    #""simulator":{"text":"Exact \"text\"\n東京 😀"}"#, #""simulator":{"tokens":["Exact \"te","xt\"\n東京"," 😀"]}"#,
  ])
  func exactText(_ field: String) async throws {
    try await withSimulator { server in
      let body = #"{"messages":[{"role":"user","content":"Hello"}],"# + field + "}"
      let response = try await server.response(body)
      #expect(response.body.contains(#""content":"Exact \"text\"\n東京 😀","#))
    }
  }

  @Test func sayThis() async throws {
    try await withSimulator { server in
      let body = #"{"messages":[{"role":"user","content":[{"type":"text","text":"say: Good  day. "}]}]}"#
      let chat = try await server.response(body)
      #expect(chat.body.contains(#""content":"Good  day. ","#))
      let completion = try await server.response(#"{"prompt":"say: Hi"}"#, path: "/v1/completions")
      #expect(completion.body.contains(#""text":"Hi","#))
    }
  }

  /// What a prompt already has of the answer is not said again, wherever it ends.
  @Test(arguments: [1, 4, 30, 50]) func aCompletionGoesOnWhereItsPromptEnds(tokens: Int) async throws {
    struct Completion: Decodable {
      struct Choice: Decodable { let text: String }
      let choices: [Choice]
    }
    try await withSimulator { server in
      func text(_ prompt: String, _ limit: Int) async throws -> String {
        let body = #"{"prompt":"\#(prompt)","max_tokens":\#(limit),"ignore_eos":true}"#
        let response = try await server.response(body, path: "/v1/completions")
        return try JSONDecoder().decode(Completion.self, from: Data(response.body.utf8)).choices.first?.text ?? ""
      }
      let whole = try await text("Once upon a time", 60)
      let beginning = try await text("Once upon a time", tokens)
      let rest = try await text("Once upon a time" + beginning, 60 - tokens)
      #expect(beginning + rest == whole)
    }
  }

  @Test func lengthAndIgnoredEnd() async throws {
    try await withSimulator { server in
      let body = #"{"messages":[{"role":"user","content":"say: Hi"}],"ignore_eos":true,"max_tokens":500,"stream":true}"#
      let response = try await server.response(body)
      #expect(response.events.count == 502)
      #expect(response.events[500].contains(#""finish_reason":"length""#))
    }
  }

  @Test func cachedPromptTokensShow() async throws {
    try await withSimulator { server in
      let words = Array(repeating: "word", count: 64).joined(separator: " ")
      let body = "{\"messages\":[{\"role\":\"user\",\"content\":\"\(words)\"}],\"max_tokens\":1}"
      #expect(try await server.response(body).body.contains(#""prompt_tokens_details":null"#))
      #expect(
        try await server.response(body).body.contains(#""prompt_tokens_details":{"cached_tokens":64,"created_cache_tokens":0,"multimodal"#))
      let metrics = try await server.response("", path: "/metrics", method: "GET").body
      #expect(metrics.contains("vllm:prefix_cache_hits_total{engine=\"0\",model_name=\"penstock-simulator\"} 64.0\n"))
    }
  }

  @Test func aClientThatGoesFreesItsPlaceAtOnce() async throws {
    try await withSimulator {
      $0.maxSequences = 1
      $0.timeBetweenTokens = .seconds(3600)
    } _: { server in
      for stream in [true, false] {
        let before = server.stats.requestsAborted
        let endless = #"{"messages":[{"role":"user","content":"x"}],"ignore_eos":true,"stream":\#(stream)}"#
        let first = try await RawClient.connect(server.port)
        try await first.send(SimulatorServer.request(endless))
        if stream { _ = await first.read(containing: "This") }
        _ = try await server.stats { $0.requestsRunning == 1 }
        let second = try await RawClient.connect(server.port)
        try await second.send(SimulatorServer.request(#"{"messages":[{"role":"user","content":"x"}],"max_tokens":1}"#))
        _ = try await server.stats { $0.requestsRunning == 2 }
        try await first.close()
        #expect(await second.read(until: "}").text.contains(#""finish_reason":"length""#))
        let stats = try await server.stats { $0.requestsAborted == before + 1 }
        #expect(stats.requestsRunning == 0)
        try await second.close()
      }
    }
  }

  @Test func aFullQueueIsRefused() async throws {
    try await withSimulator {
      $0.maxSequences = 1
      $0.maxQueuedSequences = 0
      $0.timeToFirstToken = .seconds(3600)
    } _: { server in
      let body = #"{"messages":[{"role":"user","content":"x"}]}"#
      let first = try await RawClient.connect(server.port)
      try await first.send(SimulatorServer.request(body))
      _ = try await server.stats { $0.requestsRunning == 1 }
      #expect(try await server.response(body).status == 503)
      #expect(try await server.response("", path: "/health", method: "GET").status == 200)
      try await first.close()
    }
  }

  @Test func idleConnectionsAreClosed() async throws {
    try await withSimulator {
      $0.keepAliveTimeout = .zero
    } _: { server in
      let client = try await RawClient.connect(server.port)
      try await client.send("GET /health HTTP/1.1\r\nhost: x\r\n\r\n")
      let (text, ending) = await client.read()
      #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(ending == .fin)
    }
  }

  @Test func requestsInAPipelineAreAnsweredInOrder() async throws {
    try await withSimulator { server in
      let client = try await RawClient.connect(server.port)
      let request = SimulatorServer.request(chat(tokens: ["first"], stream: false))
      try await client.send(request + "GET /version HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
      let (text, _) = await client.read()
      let first = try #require(text.firstRange(of: "\"first\""))
      let second = try #require(text.firstRange(of: "{\"version\""))
      #expect(first.lowerBound < second.lowerBound)
    }
  }

  @Test func garbageIsAnsweredAsUvicornDoes() async throws {
    try await withSimulator { server in
      let client = try await RawClient.connect(server.port)
      try await client.send("GARBAGE\r\n\r\n")
      let (text, ending) = await client.read()
      let response = try #require(RawResponse(text))
      #expect(response.status == 400)
      #expect(response["content-type"] == "text/plain; charset=utf-8")
      #expect(response.body == "Invalid HTTP request received.")
      #expect(ending == .fin)
    }
  }

  @Test func headHasNoBody() async throws {
    try await withSimulator { server in
      let (text, _) = try await server.exchange("", path: "/v1/models", method: "HEAD")
      #expect(text.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"))
      #expect(text.hasSuffix("\r\n\r\n"))
    }
  }

  @Test func aStopEndsRunningAnswersWithAbort() async throws {
    try await withSimulator {
      $0.timeBetweenTokens = .seconds(3600)
    } _: { server in
      let client = try await RawClient.connect(server.port)
      try await client.send(SimulatorServer.request(#"{"messages":[{"role":"user","content":"x"}],"stream":true}"#))
      let (start, _) = await client.read(containing: "This")
      async let stopped: Void = server.shutdown()
      let (rest, ending) = await client.read()
      await stopped
      let response = try #require(RawResponse(start + rest))
      #expect(response.isComplete && ending == .fin)
      #expect(response.events.last == "[DONE]")
      #expect(response.events.dropLast().last?.contains(#""finish_reason":"abort""#) == true)
    }
  }

  @Test func killCutsStreams() async throws {
    try await withSimulator {
      $0.timeBetweenTokens = .seconds(3600)
    } _: { server in
      let client = try await RawClient.connect(server.port)
      try await client.send(SimulatorServer.request(#"{"messages":[{"role":"user","content":"x"}],"stream":true}"#))
      let (start, _) = await client.read(containing: "This")
      await server.kill()
      let (rest, ending) = await client.read()
      #expect(ending == .fin)
      #expect(RawResponse(start + rest)?.isComplete == false)
    }
  }

  @Test func manyStreamsAtOnce() async throws {
    try await withSimulator {
      $0.maxSequences = 7
    } _: { server in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<50 {
          group.addTask {
            let response = try await server.response(#"{"messages":[{"role":"user","content":"x"}],"stream":true,"n":3}"#)
            return response.isComplete && response.events.last == "[DONE]"
          }
        }
        for try await isGood in group { #expect(isGood) }
      }
      let metrics = try await server.response("", path: "/metrics", method: "GET").body
      #expect(metrics.contains("vllm:num_requests_running{engine=\"0\",model_name=\"penstock-simulator\"} 0.0\n"))
      #expect(metrics.contains("finished_reason=\"stop\",model_name=\"penstock-simulator\"} 150.0\n"))
    }
  }

  @Test(arguments: [("/v1/chat/completions", #""messages":[{"role":"user","content":"x"}]"#), ("/v1/completions", #""prompt":["x","y"]"#)])
  func aStreamSaysFirstAndLastThatItIsSimulated(_ path: String, _ prompt: String) async throws {
    try await withSimulator { server in
      for options in [#""n":2"#, #""stream_options":{"include_usage":true}"#, #""max_tokens":1"#] {
        let response = try await server.response("{\(prompt),\"stream\":true,\(options)}", path: path)
        let events = response.events.filter { $0 != "[DONE]" }
        let marked = events.indices.filter { events[$0].contains(#""system_fingerprint":"penstock-simulator""#) }
        #expect(marked == [0, events.count - 1], "\(options)")
        #expect(events.allSatisfy { (try? JSONParser.parse(Array($0.utf8))) != nil })
      }
      let one = try await server.response(#"{"prompt":"x","stream":true,"max_tokens":1}"#, path: "/v1/completions")
      #expect(one.body.ranges(of: "system_fingerprint").count == 1, "once in an event that is the first and the last")
    }
  }

  @Test func embeddingsSayThatTheyAreSimulated() async throws {
    try await withSimulator { server in
      let response = try await server.response(#"{"input":"x"}"#, path: "/v1/embeddings")
      #expect(response.body.hasSuffix(#","system_fingerprint":"penstock-simulator"}"#))
    }
  }

  @Test func embeddingsAreBounded() async throws {
    try await withSimulator { server in
      let body = { (count: Int) in
        "{\"dimensions\":8192,\"input\":[" + Array(repeating: "\"x\"", count: count).joined(separator: ",") + "]}"
      }
      let most = EmbeddingRequest.maximumNumbers / EmbeddingRequest.maximumDimensions
      let refused = try await server.response(body(most + 1), path: "/v1/embeddings")
      #expect(refused.status == 400)
      let message = "inputs times dimensions must be at most 4194304 in the simulator, got \(most + 1) times 8192."
      #expect(refused.body == #"{"error":{"message":"\#(message)","type":"BadRequestError","param":null,"code":400}}"#)
      // The largest that is let through is checked without a server: its answer is 80 MB.
      let parsed = try JSONParser.parse(Array(body(most).utf8))
      let request = try EmbeddingRequest(body: parsed, model: "m", requestID: "1", now: 0, settings: SimulatorSettings())
      #expect(request.inputs.count == most)
    }
  }

  @Test func orcaHeader() async throws {
    try await withSimulator { server in
      let response = try await server.response(chat(tokens: ["a"], stream: false), headers: ["endpoint-load-metrics-format: json"])
      #expect(response["endpoint-load-metrics"]?.hasPrefix(#"JSON {"named_metrics":{"num_requests_waiting":0,"#) == true)
    }
  }
}
