import Testing

@testable import PenstockClient

@Suite("Provider")
struct ProviderTests {
  @Test(arguments: [
    "http://h:8000/v1", "http://h:8000/v1/", "http://h:8000/v1//", "http://h/v1?token=x", "http://h/v1/?token=x", "http://h/v1#x",
    "http://h/proxy/v1",
    "https://h/api/v1/#", "HTTP://h/v1",
  ])
  func baseURLsThatEndInV1AreRefused(_ url: String) throws {
    let error = try #require(throws: ConfigurationError.self) { try OpenAIProvider(baseURL: url, model: "m") }
    #expect(error.description.contains("must not end with '/v1'"))
  }

  @Test(arguments: [
    ("http://h:8000", "http://h:8000"), ("http://h:8000///", "http://h:8000"),
    ("https://h/api/openai-proxy/", "https://h/api/openai-proxy"),
    ("http://h/v1/proxy", "http://h/v1/proxy"), ("http://h/v10", "http://h/v10"), ("http://v1", "http://v1"),
    ("http://[::1]:80", "http://[::1]:80"),
  ])
  func baseURLsThatArePermitted(_ url: String, _ kept: String) throws {
    #expect(try OpenAIProvider(baseURL: url, model: "m").baseURL == kept)
  }

  @Test(arguments: [
    "", "localhost:8000", "ftp://h", "http://", "http:///", "http://h?x=1", "http://h#x", "http://h h", "http://h\r\nx",
    "http://u:secret@h", "u:secret@h",
  ])
  func baseURLsThatAreNone(_ url: String) throws {
    let error = try #require(throws: ConfigurationError.self) { try OpenAIProvider(baseURL: url, model: "m") }
    #expect(!error.description.contains("secret"))
  }

  @Test("Keys: none by default, as bearer, and never with a line's end in it")
  func keys() async throws {
    let (without, first) = try scripted(.chat("a"))
    _ = try await without.complete([.user("x")])
    #expect(first.requests.first?.headers["authorization"] == nil)
    #expect(
      first.requests.first?.headers["content-type"] == "application/json" && first.requests.first?.url == "http://test/v1/chat/completions")
    let (with, second) = try scripted(.chat("a"), apiKey: "sk-1")
    _ = try await with.complete([.user("x")])
    #expect(second.requests.first?.headers["Authorization"] == "Bearer sk-1")
    #expect(throws: ConfigurationError.self) { try OpenAIProvider(baseURL: "http://h", model: "m", apiKey: "a\r\nX: y") }
    #expect(throws: ConfigurationError.self) { try OpenAIProvider(baseURL: "http://h", model: "") }
    #expect(throws: ConfigurationError.self) { try OpenAIProvider(baseURL: "http://h", model: "m", timeout: .zero) }
    #expect(try OpenAIProvider(baseURL: "http://h", model: "m").genaiSystem == "openai")
  }

  @Test("A key is in no description, of the provider or of its requests")
  func secrecy() async throws {
    let (provider, transport) = try scripted(.chat("a"), apiKey: "sk-secret")
    _ = try await provider.complete([.user("x")])
    var text = ""
    dump(provider, to: &text)
    dump(transport.requests, to: &text)
    text += "\(provider) \(transport.requests) \(transport.requests[0].headers)"
    #expect(text.contains("application/json") && text.contains("<redacted>") && !text.contains("sk-secret"))
  }

  @Test("Further header fields, which win over those of the library")
  func headers() async throws {
    let transport = ScriptedTransport([.chat("a")])
    let provider = try OpenAIProvider(baseURL: "http://h", model: "m", headers: ["X-Tenant": "t", "accept": "x/y"], transport: transport)
    _ = try await provider.complete([.user("x")])
    let sent = try #require(transport.requests.first)
    #expect(sent.headers["x-tenant"] == "t" && sent.headers["Accept"] == "x/y" && sent.headers.fields.count == 3)
  }

  // MARK: Readiness

  static func list(_ entries: JSONValue...) -> ScriptedTransport.Reply { .json(["object": "list", "data": .array(entries)]) }

  @Test("A listed model is ready, whatever its status, unless that says loading or not_loaded")
  func ready() async throws {
    for status in [nil, "loaded", "ready", 5] as [JSONValue] {
      let (provider, transport) = try scripted(Self.list(["id": "other"], ["id": "m", "status": status]))
      try await provider.ready()
      #expect(transport.requests.map(\.method) == ["GET"] && transport.requests.map(\.url) == ["http://test/v1/models"])
    }
    for status in ["not_loaded", "LOADING", "state: loading 5%"] {
      let (provider, _) = try scripted(Self.list(["id": "m", "status": .string(status)]))
      #expect(try await providerError { try await provider.ready() }.category == .modelNotLoaded)
    }
  }

  @Test("What can be wrong with the list")
  func unready() async throws {
    let cases: [(ScriptedTransport.Reply, ProviderError.Category)] = [
      (Self.list(["id": "other"]), .invalidModel), (.json(["data": [:]]), .invalidResponse), (.json([]), .invalidResponse),
      (.bytes(Array("<html>".utf8)), .invalidResponse), (.error(403), .authentication), (.error(401), .authentication),
      (.error(500), .unavailable),
      (.error(404), .unavailable), (.failure(), .unavailable), (.error(503, message: "Loading model"), .modelNotLoaded),
    ]
    for (reply, category) in cases {
      let (provider, _) = try scripted(reply)
      #expect(try await providerError { try await provider.ready() }.category == category)
    }
  }

  @Test("The chat probe asks for one token; both probes one after the other")
  func chatProbe() async throws {
    let (chat, first) = try scripted(.chat("."), readiness: .chatCompletions)
    try await chat.ready()
    #expect(try first.body() == ["model": "m", "messages": [["role": "user", "content": "."]], "max_tokens": 1])
    let (both, second) = try scripted(Self.list(["id": "m"]), .json([:]), readiness: .both)
    #expect(try await providerError { try await both.ready() }.category == .invalidResponse)
    #expect(second.requests.map(\.method) == ["GET", "POST"])
  }

  @Test("warmUp asks whether it is ready, and then for one token")
  func warmUp() async throws {
    let (provider, transport) = try scripted(Self.list(["id": "m"]), .chat("ok"))
    try await provider.warmUp()
    #expect(try transport.body(1) == ["model": "m", "messages": [["role": "user", "content": "ok"]], "temperature": 0, "max_tokens": 1])
  }

  @Test("A server that starts is asked again")
  func starting() async throws {
    let (provider, transport) = try scripted(
      .failure(), Self.list(["id": "m", "status": "loading"]), Self.list(["id": "m"]), .error(503), .chat("ok"))
    try await provider.warmUp(retry: RetryPolicy(backoff: .none))
    #expect(transport.requests.map(\.method) == ["GET", "GET", "GET", "POST", "POST"])
  }

  @Test("close closes the transport; complete never asks for readiness")
  func close() async throws {
    let (provider, transport) = try scripted(.chat("a"))
    _ = try await provider.complete([.user("x")])
    #expect(transport.requests.count == 1)
    await provider.close()
    #expect(transport.isClosed)
  }

  @Test("A response beyond the limit is an error, and so is one that is no JSON")
  func limits() async throws {
    let (provider, _) = try scripted(.chat(String(repeating: "a", count: 200)), maxResponseBytes: 100)
    #expect(try await providerError { try await provider.complete([.user("x")]) }.category == .invalidResponse)
    let (other, _) = try scripted(.bytes(Array("{".utf8), headers: ["X-Request-Id": "r1"]))
    let error = try await providerError { try await other.complete([.user("x")]) }
    #expect(error.category == .invalidResponse && error.requestID == "r1" && error.underlying is JSONSyntaxError)
  }

  @Test("Cancellation is a CancellationError, whatever the transport makes of it")
  func cancellation() async throws {
    let transport = ScriptedTransport([
      .init { _ in
        withUnsafeCurrentTask { $0?.cancel() }
        throw ScriptedTransport.ConnectionFailure()
      }
    ])
    let provider = try OpenAIProvider(baseURL: "http://h", model: "m", transport: transport)
    let task = Task { try await provider.complete([.user("x")], retry: RetryPolicy(backoff: .none)) }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(transport.requests.count == 1)
  }
}
