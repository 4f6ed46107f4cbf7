import InMemoryTracing
import Synchronization
import Testing

@testable import PenstockClient

@Suite("Retries")
struct RetryTests {
  /// A clock that keeps the waits it is asked for.
  final class Waits: Clock {
    typealias Instant = ContinuousClock.Instant
    let start = ContinuousClock.now
    let asked = Mutex<[Duration]>([])
    var now: Instant { start }
    var minimumResolution: Duration { .zero }
    func sleep(until deadline: Instant, tolerance: Duration?) async throws { asked.withLock { $0.append(deadline - start) } }
  }

  private static let ask: [Message] = [.user("x")]

  @Test("Nothing is tried again without a policy")
  func never() async throws {
    let (provider, transport) = try scripted(.error(503), .chat("a"))
    #expect(try await providerError { try await provider.complete(Self.ask) }.category == .unavailable)
    #expect(transport.requests.count == 1)
  }

  @Test("Transient errors are tried again, as often as the policy allows")
  func transient() async throws {
    let (provider, transport) = try scripted(.error(503), .failure(), .chat("a"))
    let events = Mutex<[RetryPolicy.Event]>([])
    let policy = RetryPolicy(backoff: .none) { event in events.withLock { $0.append(event) } }
    #expect(try await provider.complete(Self.ask, retry: policy).message.content == "a")
    #expect(Set(transport.requests.map(\.body)).count == 1 && transport.requests.count == 3)
    #expect(events.withLock { $0.map(\.attempt) } == [1, 2] && events.withLock { $0.allSatisfy { $0.reason == .transient } })
    let (other, exhausted) = try scripted(.error(500), .error(500), .error(429), .chat("a"))
    #expect(try await providerError { try await other.complete(Self.ask, retry: RetryPolicy(backoff: .none)) }.category == .rateLimit)
    #expect(exhausted.requests.count == 3)
  }

  @Test(
    "What will not get better is not tried again",
    arguments: [
      .error(401), .error(400), .error(404, code: "model_not_found"), .error(409, type: "policy_violation"), .error(402),
      .error(429, code: "insufficient_quota"),
      .error(503, headers: ["x-should-retry": "false"]), .error(429, headers: ["x-should-retry": "false"]), .json([:]),
    ] as [ScriptedTransport.Reply])
  func permanent(_ reply: ScriptedTransport.Reply) async throws {
    let (provider, transport) = try scripted(reply, .chat("a"))
    _ = try await providerError { try await provider.complete(Self.ask, retry: RetryPolicy(backoff: .none)) }
    #expect(transport.requests.count == 1)
  }

  @Test("A classifier of one's own decides instead")
  func classifier() async throws {
    let (provider, transport) = try scripted(.error(400), .chat("a"))
    _ = try await provider.complete(Self.ask, retry: RetryPolicy(backoff: .none, classifier: { $0.statusCode == 400 }))
    #expect(transport.requests.count == 2)
  }

  @Test("The longer of Retry-After and back-off is waited; too long a Retry-After ends it")
  func retryAfter() async throws {
    let waits = Waits()
    let (provider, _) = try scripted(
      .error(429, headers: ["Retry-After": "7"]), .error(503, headers: ["Retry-After": "1"]), .error(503), .chat("a"))
    _ = try await provider.complete(Self.ask, retry: RetryPolicy(maxAttempts: 4, backoff: .constant(.seconds(2)), clock: waits))
    #expect(waits.asked.withLock { $0 } == [.seconds(7), .seconds(2), .seconds(2)])
    let (other, transport) = try scripted(.error(429, headers: ["Retry-After": "61"]), .chat("a"))
    let error = try await providerError { try await other.complete(Self.ask, retry: RetryPolicy(clock: waits)) }
    #expect(error.retryAfter == .seconds(61) && transport.requests.count == 1)
  }

  @Test("Full jitter: between nothing and the doubled base, up to the limit")
  func jitter() {
    for (attempt, ceiling) in [(0, 1), (1, 2), (4, 16), (5, 30), (60, 30), (Int.max, 30), (-1, 1)] {
      #expect(Backoff.ceiling(.seconds(1), .seconds(30), attempt) == .seconds(ceiling))
      for _ in 0..<50 {
        #expect((Duration.zero..<Duration.seconds(ceiling)).contains(Backoff.fullJitter().duration(afterAttempt: attempt)))
      }
    }
    #expect(Backoff { _ in .seconds(-1) }.duration(afterAttempt: 0) == .zero)
  }

  @Test("Overrides: none for the first try, the last one carries on, nil and unset members inherit")
  func overrides() async throws {
    let (provider, transport) = try scripted(.error(503), .error(503), .error(503), .error(503), .chat("a"))
    let policy = RetryPolicy(
      maxAttempts: 5, backoff: .none,
      overrides: [RuntimeConfig(temperature: 0.9), nil, RuntimeConfig(maxTokens: 7, extras: ["top_k": 3])])
    _ = try await provider.complete(Self.ask, config: RuntimeConfig(temperature: 0.1, maxTokens: 5, extras: ["top_k": 1]), retry: policy)
    let sampling = try (0..<5).map { place in
      let body = try transport.body(place)
      return [body["temperature"]?.doubleValue, body["max_tokens"]?.doubleValue, body["top_k"]?.doubleValue]
    }
    #expect(sampling == [[0.1, 5, 1], [0.9, 5, 1], [0.1, 5, 1], [0.1, 7, 3], [0.1, 7, 3]])
  }

  @Test("Re-asking shows the model its output and a correction, without a wait, out of the same attempts")
  func reask() async throws {
    let waits = Waits()
    let (provider, transport) = try scripted(.chat("no"), .error(503), .chat(#"{"name":1}"#), .chat(#"{"name":"A","age":1}"#))
    let policy = RetryPolicy(maxAttempts: 4, backoff: .constant(.seconds(1)), reask: Reask { "wrong: \($0.outputContent)" }, clock: waits)
    let messages = Self.ask
    let response = try await provider.complete(messages, responseSchema: personSchema, retry: policy)
    #expect(response.parsed == ["name": "A", "age": 1] && messages == Self.ask && waits.asked.withLock { $0 } == [.seconds(1)])
    let added: [JSONValue] = [["role": "assistant", "content": "no"], ["role": "user", "content": "wrong: no"]]
    #expect(
      try transport.body(1)["messages"] == .array([["role": "user", "content": "x"]] + added)
        && transport.requests[1].body == transport.requests[2].body)
    let again: [JSONValue] = [["role": "assistant", "content": #"{"name":1}"#], ["role": "user", "content": #"wrong: {"name":1}"#]]
    #expect(try transport.body(3)["messages"] == .array([["role": "user", "content": "x"]] + added + again))
  }

  @Test("Without a re-ask, output that breaks the schema is not tried again; with one, not beyond the attempts")
  func reaskLimits() async throws {
    let (first, once) = try scripted(.chat("no"), .chat("no"))
    #expect(
      try await providerError { try await first.complete(Self.ask, responseSchema: personSchema, retry: RetryPolicy(backoff: .none)) }
        .category == .structuredOutputInvalid)
    #expect(once.requests.count == 1)
    let (second, twice) = try scripted(.chat("no"), .chat(""), .chat(#"{"name":"A","age":1}"#))
    let policy = RetryPolicy(maxAttempts: 2, reask: .standard)
    #expect(
      try await providerError { try await second.complete(Self.ask, responseSchema: personSchema, retry: policy) }.category
        == .structuredOutputInvalid)
    #expect(twice.requests.count == 2)
    #expect(try twice.body(1)["messages"]?[2]?["content"]?.stringValue?.contains("not JSON") == true)
  }

  @Test("A model that said nothing is only corrected")
  func reaskEmpty() async throws {
    let (provider, transport) = try scripted(.chat(""), .chat(#"{"name":"A","age":1}"#))
    _ = try await provider.complete(Self.ask, responseSchema: personSchema, retry: RetryPolicy(reask: .standard))
    #expect(try transport.body(1)["messages"]?.arrayValue?.map { $0["role"] } == ["user", "user"])
  }

  @Test("Streams are tried again until there is an event, and not after")
  func streams() async throws {
    let failing: ScriptedTransport.Reply = .stream([["error": ["message": "busy", "code": 503]]])
    let (provider, transport) = try scripted(
      .error(503), failing, .stream(StreamTests.chunks), .stream([chunk(["content": "a"])], isDone: false), .chat("b"))
    #expect(try await provider.stream(Self.ask, retry: RetryPolicy(backoff: .none)).response().message.content == "Hellö")
    #expect(transport.requests.count == 3)
    let error = try await providerError { for try await _ in provider.stream(Self.ask, retry: RetryPolicy(backoff: .none)) {} }
    #expect(error.category == .unavailable && transport.requests.count == 4)
  }

  @Test("A stream of which only the whole is wanted is tried again at any time")
  func wholes() async throws {
    let (provider, transport) = try scripted(.stream([chunk(["content": "a"])], isDone: false), .stream(StreamTests.chunks))
    #expect(try await provider.stream(Self.ask, retry: RetryPolicy(backoff: .none)).response().message.content == "Hellö")
    #expect(transport.requests.count == 2)
  }

  @Test("complete(onEvent:) is tried again also after events, and asks again")
  func observed() async throws {
    let (provider, transport) = try scripted(
      .stream([chunk(["content": "a"])], isDone: false), .stream([chunk(["content": "no"], finish: "stop")]),
      .stream([chunk(["content": #"{"name":"A","age":1}"#], finish: "stop")]))
    var count = 0
    let policy = RetryPolicy(backoff: .none, reask: .standard)
    let response = try await provider.complete(Self.ask, responseSchema: personSchema, retry: policy, onEvent: { _ in count += 1 })
    #expect(response.parsed?["name"] == "A" && transport.requests.count == 3 && count > 3)
  }

  @Test("Cancellation ends the wait")
  func cancelled() async throws {
    let (provider, transport) = try scripted(.error(503), .chat("a"))
    let (started, signal) = AsyncStream<Void>.makeStream()
    let policy = RetryPolicy(backoff: .constant(.seconds(3_600))) { _ in signal.finish() }
    let task = Task { try await provider.complete(Self.ask, retry: policy) }
    for await _ in started {}
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(transport.requests.count == 1)
  }

  @Test("Contradictions that an override brings in are found before its try")
  func badOverride() async throws {
    let (provider, transport) = try scripted(.error(503), .chat("a"))
    let policy = RetryPolicy(backoff: .none, overrides: [RuntimeConfig(extras: ["model": "other"])])
    #expect(try await providerError { try await provider.complete(Self.ask, retry: policy) }.category == .invalidRequest)
    #expect(transport.requests.count == 1)
  }
}
