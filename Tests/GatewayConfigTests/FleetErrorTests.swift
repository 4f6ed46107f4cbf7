import GatewayConfig
import GatewayCore
import Testing

/// What is said about settings of fleets that are wrong, or that do not fit together. The lines count in `fleetDocument`: the first under `providers` is 6.
@Suite struct FleetErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var providers: String
    var root: String
    var expected: [String]
    var testDescription: String { providers + root }

    init(_ providers: String = "", root: String = "", gives expected: String...) {
      (self.providers, self.root) = (providers, root)
      self.expected = expected.map { "policy-config.yaml:\($0)" }
    }
  }

  private static let known = "known: ordered, round_robin, weighted, random, lowest_latency, least_loaded, prefix_aware"

  static let names = [
    Case("strategy: ordred", gives: "6:13: error: providers.strategy: unknown strategy \"ordred\"; \(known) — did you mean \"ordered\"?"),
    Case(
      "routing: {strategy: roundrobin}",
      gives: "6:23: error: providers.routing.strategy: unknown strategy \"roundrobin\"; \(known) — did you mean \"round_robin\"?"),
    Case("strategy: 7", gives: "6:13: error: providers.strategy: expected text, found a whole number; put it in quotes"),
    Case(
      "fallback: {strategy: cost}",
      gives: "6:24: error: providers.fallback.strategy: the strategy \"cost\" cannot be honoured: targets have no prices; "
        + "the nearest one is least_loaded"),
    Case(
      root: "provider_routing: {strategy: highest-throughput}",
      gives: "6:30: error: provider_routing.strategy: the strategy \"highest-throughput\" cannot be honoured: "
        + "the speed of a single answer falls with the load, so it is the load that is looked at; the nearest one is least_loaded"),
    Case(
      "strategy: ab_test",
      gives:
        "6:13: error: providers.strategy: the strategy \"ab_test\" cannot be honoured: a variant that sticks to a user is not a replica; "
        + "give each variant a model group of its own, or share by weight; the nearest one is weighted"),
    Case(
      "strategy: mirror",
      gives: "6:13: error: providers.strategy: the strategy \"mirror\" cannot be honoured: no request is sent twice; "
        + "the nearest one is round_robin"),
    Case(
      "ab_test: {enabled: true}\nmirror: {enabled: true}",
      gives: "6:3: error: providers.ab_test: requests are not split for an experiment; the nearest is a model group for each variant, "
        + "or targets of one group with the strategy weighted",
      "7:3: error: providers.mirror: no request is sent twice; the nearest is a target of its own for what is to be compared, which clients name"
    ),
    Case(
      "fallback: {triggers: [time_out, 429]}",
      gives: "6:25: error: providers.fallback.triggers[0]: unknown trigger \"time_out\"; known: rate_limit, rate_limit_exceeded, 429, "
        + "server_error, service_unavailable, 5xx, timeout, connection, connection_error — did you mean \"timeout\"?",
      "6:35: error: providers.fallback.triggers[1]: expected text, found a whole number; put it in quotes"),
    Case(
      "fallback: {max_cost_per_1k_tokens: 1}",
      gives: "6:14: error: providers.fallback.max_cost_per_1k_tokens: targets have no prices, so none can be too expensive; "
        + "leave targets out of the group, or take the strategy least_loaded"),
    Case(
      "fallback: {latency_window: 5 minutes, max_latency_ms: 0}",
      gives: "6:30: error: providers.fallback.latency_window: expected a time such as 500ms, 30s or 5m, or a number of seconds",
      "6:57: error: providers.fallback.max_latency_ms: expected 1 to 86400000 milliseconds"),
    Case(
      "fallback: {latency_window: 999999999999h}",
      gives: "6:30: error: providers.fallback.latency_window: expected 1 to 86400 seconds"),
    Case(
      "fallback: {max_retries: 64, max_fallback_attempts: -1}",
      gives: "6:27: error: providers.fallback.max_retries: expected a whole number from 0 to 63",
      "6:54: error: providers.fallback.max_fallback_attempts: expected a whole number from 0 to 63"),
    Case(
      "circuit_breaker: {failure_treshold: 3, cooldown_seconds: 0, half_open_max_requests: 0}",
      gives:
        "6:21: error: providers.circuit_breaker.failure_treshold: unknown key \"failure_treshold\" — did you mean \"failure_threshold\"?",
      "6:60: error: providers.circuit_breaker.cooldown_seconds: expected 0.1 to 86400 seconds",
      "6:87: error: providers.circuit_breaker.half_open_max_requests: expected a whole number from 1 to 1000"),
    Case(
      root: "provider_fallback: {enabled: true, content_policy: retry, context_window: abrot}",
      gives:
        "6:52: error: provider_fallback.content_policy: \"retry\" cannot be honoured: an answer that a policy blocks is not asked for again "
        + "elsewhere, where the same prompt would be paid for twice; the only choice is stop",
      "6:75: error: provider_fallback.context_window: unknown choice \"abrot\"; known: abort, fallback — did you mean \"abort\"?"),
    Case(
      root: "gateway: {fleet: {rescue: resume, queue: {total: 0}, strategy: ordered, hedge_after: 5}}",
      gives: "6:27: error: gateway.fleet.rescue: unknown choice \"resume\"; known: continue, restart, off",
      "6:50: error: gateway.fleet.queue.total: expected a whole number from 1 to 1000000",
      "6:54: error: gateway.fleet.strategy: the strategy stands under providers: providers: {routing: {strategy: ...}}",
      "6:73: error: gateway.fleet.hedge_after: unknown key \"hedge_after\" — did you mean \"hedge_after_ms\"?"),
    Case(
      root: "gateway: {fleet: {rescue: off, health: {failure_share: 0, wedge_samples: 1}, prefix: {warm_share: 1.5}}}",
      gives: "6:56: error: gateway.fleet.health.failure_share: expected a number from 0.01 to 1.0",
      "6:74: error: gateway.fleet.health.wedge_samples: expected a whole number from 2 to 1000",
      "6:99: error: gateway.fleet.prefix.warm_share: expected a number from 0.01 to 1.0"),
  ]

  static let conflicts = [
    Case(
      "strategy: ordered\nrouting: {strategy: random}\nfallback: {strategy: single}", root: "provider_routing: {strategy: weighted}",
      gives:
        "7:23: error: providers.routing.strategy: says random, but providers.strategy at policy-config.yaml:6:13 says ordered; say it once",
      "9:30: error: provider_routing.strategy: says weighted, but providers.strategy at policy-config.yaml:6:13 says ordered; say it once"),
    Case(
      "fallback: {max_retries: 2, max_fallback_attempts: 3}",
      gives: "6:27: error: providers.fallback.max_retries: says 2, but providers.fallback.max_fallback_attempts at policy-config.yaml:6:53 "
        + "says 3; say it once"),
    Case(
      "fallback: {triggers: [5xx]}", root: "provider_fallback: {enabled: true, triggers: [timeout], max_fallback_attempts: 1}",
      gives: "7:46: error: provider_fallback.triggers: says timeout, but providers.fallback.triggers at policy-config.yaml:6:24 "
        + "says server_error, connection; say it once"),
    Case(
      "fallback: {retry_on: []}", root: "provider_fallback: {enabled: true, triggers: [timeout]}",
      gives: "7:46: error: provider_fallback.triggers: says timeout, but providers.fallback.retry_on at policy-config.yaml:6:24 "
        + "says nothing; say it once"),
    Case(
      "fallback: {max_retries: 2}", root: "provider_fallback: {enabled: false}",
      gives: "7:30: error: provider_fallback.enabled: says that nothing is tried again, but providers.fallback at policy-config.yaml:6:13 "
        + "says what is; say it once"),
    Case(
      "fallback: {latency_window: 30s}", root: "provider_routing: {window_seconds: 60}",
      gives:
        "7:36: error: provider_routing.window_seconds: says 60.0 seconds, but providers.fallback.latency_window at policy-config.yaml:6:30 "
        + "says 30.0 seconds; say it once"),
    Case(
      "circuit_breaker: {half_open_max_requests: 1, half_open_requests: 2}",
      gives: "6:68: error: providers.circuit_breaker.half_open_requests: says 2, but providers.circuit_breaker.half_open_max_requests at "
        + "policy-config.yaml:6:45 says 1; say it once"),
    Case(
      root: "provider_fallback: {enabled: true, context_window: abort}\ngateway: {fleet: {larger_context: true}}",
      gives: "7:35: error: gateway.fleet.larger_context: says that a larger context is looked for, but provider_fallback.context_window at "
        + "policy-config.yaml:6:52 says that none is; say it once"),
    Case(
      "circuit_breaker: {cooldown_seconds: 30}", root: "gateway: {fleet: {health: {max_cooldown_seconds: 10}}}",
      gives: "7:50: error: gateway.fleet.health.max_cooldown_seconds: is shorter than the first cooldown "
        + "(providers.circuit_breaker.cooldown_seconds, 30)"),
    Case(
      root: "gateway: {fleet: {retry: {backoff_ms: 5000}, prefix: {bytes_per_token: 1000}}}",
      gives: "6:39: error: gateway.fleet.retry.backoff_ms: the longest pause (max_backoff_ms) is shorter than the first one (backoff_ms)",
      "6:72: error: gateway.fleet.prefix.bytes_per_token: a token (bytes_per_token) is larger than a block (block_bytes, 512)"),
  ]

  @Test(arguments: names + conflicts) func theErrorsAre(test: Case) {
    let result = load(fleetDocument(test.providers, test.root))
    #expect(lines(result) == test.expected)
    #expect(result.exitCode == 1)
  }

  @Test func conflictsAcrossFilesNameBothFiles() {
    let result = ConfigLoader(environment: [:]).load([
      ConfigSource(path: "1.yaml", text: fleetDocument("strategy: ordered")),
      ConfigSource(path: "2.yaml", text: "provider_routing: {strategy: random}\n"),
    ])
    #expect(
      lines(result) == [
        "2.yaml:1:30: error: provider_routing.strategy: says random, but providers.strategy at 1.yaml:6:13 says ordered; say it once"
      ])
  }

  @Test func aFallbackSectionWithoutItsSwitchIsWarnedOf() throws {
    let result = load(fleetDocument("", "provider_fallback: {max_fallback_attempts: 3}"))
    #expect(
      lines(result) == [
        "policy-config.yaml:6:20: warning: provider_fallback: \"enabled\" is false where it is not given, so nothing is tried again; "
          + "give it, or remove the section"
      ])
    #expect(result.exitCode == 2)
    #expect(try #require(result.snapshot).fleet.retry.attempts == 1)
  }

  @Test(arguments: RoutingStrategy.allCases) func weightsThatAreNotLookedAtAreWarnedOf(strategy: RoutingStrategy) {
    let document =
      "providers:\n  targets:\n    - {id: a, provider: vllm, weight: 2}\n    - {id: b, provider: vllm, model: m, weight: 1}\n"
      + "  strategy: \(strategy.rawValue)\nmodel_groups: [{name: g, models: [{provider: vllm, model: m, weight: 3}]}]\n"
    let result = load(document)
    let usesWeights = [.weighted, .leastLoaded].contains(strategy)
    #expect(result.exitCode == (usesWeights ? 0 : 2))
    let end = "has no effect: the strategy \(strategy.rawValue) does not look at weights; weighted and least_loaded do"
    #expect(
      lines(result)
        == (usesWeights
          ? []
          : [
            "policy-config.yaml:3:39: warning: providers.targets[0].weight: \(end)",
            "policy-config.yaml:6:70: warning: model_groups[0].models[0].weight: \(end)",
          ]))
  }

  @Test func weightsWithoutAStrategyAreLookedAt() {
    #expect(lines(load(targetDocument("provider: vllm", "weight: 2"))) == [])
  }
}
