import Foundation
import GatewayConfig
import GatewayCore
import Testing

/// The targets that the documents of these suites speak of.
let fleetTargets = """
    - {id: a, provider: "vllm:chat:tiny"}
    - {id: b, provider: "vllm:chat:tiny", base_url: "http://h:1"}
    - {id: c, provider: "openllm:chat:large", weight: 1}

  """

/// A document of `fleetTargets`, with lines under `providers` and lines at the top level.
func fleetDocument(_ providers: String = "", _ root: String = "") -> String {
  "providers:\n  targets:\n" + fleetTargets.split(separator: "\n").map { "  \($0)\n" }.joined()
    + providers.split(separator: "\n").map { "  \($0)\n" }.joined() + root + "\n"
}

/// Every spelling of the pages, and the settings that it becomes.
@Suite struct FleetSpellingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var providers: String
    var root: String
    var expected: FleetSettings

    init(_ name: String, providers: String = "", root: String = "", _ change: (inout FleetSettings) -> Void) {
      testDescription = name
      (self.providers, self.root) = (providers, root)
      expected = FleetSettings()
      change(&expected)
    }
  }

  static let strategies = [
    ("ordered", RoutingStrategy.ordered), ("single", .ordered), ("round_robin", .roundRobin), ("round-robin", .roundRobin),
    ("weighted", .weighted), ("weighted_round_robin", .weighted), ("random", .random), ("latency", .lowestLatency),
    ("lowest_latency", .lowestLatency), ("lowest-latency", .lowestLatency), ("least_loaded", .leastLoaded), ("least-loaded", .leastLoaded),
    ("prefix_aware", .prefixAware), ("prefix-aware", .prefixAware),
  ]

  static let spellings = [
    Case("nothing") { _ in },
    Case("providers.strategy", providers: "strategy: single") { $0.strategy = .ordered },
    Case("providers.routing", providers: "routing: {strategy: ordered}") { $0.strategy = .ordered },
    Case("provider_routing", root: "provider_routing: {strategy: lowest_latency, window_seconds: 60, min_sample_count: 5}") {
      $0.strategy = .lowestLatency
      ($0.routing.latencyWindow, $0.routing.latencySamples) = (.seconds(60), 5)
    },
    Case(
      "providers.fallback", providers: "fallback: {triggers: [rate_limit, server_error, timeout], max_fallback_attempts: 3}"
    ) { $0.retry.attempts = 4 },
    Case("triggers", providers: "fallback: {triggers: [timeout, connection]}") { $0.triggers = [.timeout, .connection] },
    Case("no triggers", providers: "fallback: {triggers: [], max_retries: 0}") {
      $0.triggers = []
      $0.retry.attempts = 1
    },
    Case(
      "the other spelling of providers.fallback",
      providers: """
        fallback: {strategy: latency, max_retries: 2, retry_on: [5xx, timeout, rate_limit], latency_window: 5m, max_latency_ms: 5000}
        """
    ) {
      $0.strategy = .lowestLatency
      $0.retry.attempts = 3
      ($0.routing.latencyWindow, $0.routing.maximumLatency) = (.seconds(300), .seconds(5))
    },
    Case(
      "provider_fallback",
      root: """
        provider_fallback:
          enabled: true
          triggers: ["rate_limit_exceeded", "timeout", "service_unavailable"]
          max_fallback_attempts: 3
          content_policy: "stop"
          context_window: "abort"
        """
    ) {
      $0.retry.attempts = 4
      $0.usesLargerContext = false
    },
    Case("provider_fallback that is off", root: "provider_fallback: {enabled: false, triggers: [timeout], max_fallback_attempts: 9}") {
      ($0.triggers, $0.retry.attempts, $0.usesLargerContext) = ([], 1, false)
    },
    Case("provider_fallback with a larger context", root: "provider_fallback: {enabled: true, context_window: fallback}") { _ in },
    Case(
      "providers.circuit_breaker",
      providers: "circuit_breaker: {enabled: true, failure_threshold: 3, cooldown_seconds: 90, half_open_max_requests: 2}"
    ) {
      $0.health.breaker = BreakerSettings(
        failureThreshold: 3, cooldown: .seconds(90), maximumCooldown: .seconds(90), maximumTrials: 2, successesToClose: 2)
    },
    Case("another spelling of the circuit breaker", providers: "circuit_breaker: {half_open_requests: 8, success_threshold: 1}") {
      $0.health.breaker = BreakerSettings(maximumTrials: 8, successesToClose: 1)
    },
    Case("a circuit breaker that is off", providers: "circuit_breaker: {enabled: false}") { $0.health.breaker.isEnabled = false },
    Case(
      "the same thing in every spelling",
      providers: """
        strategy: round-robin
        routing: {strategy: round_robin}
        fallback: {strategy: round-robin, max_retries: 1, max_fallback_attempts: 1, triggers: [timeout, 5xx], retry_on: [server_error, timeout]}
        """,
      root: """
        provider_routing: {strategy: round_robin}
        provider_fallback: {enabled: true, max_fallback_attempts: 1, triggers: [service_unavailable, timeout]}
        """
    ) {
      $0.strategy = .roundRobin
      $0.triggers = [.timeout, .serverError, .connection]
      $0.retry.attempts = 2
    },
  ]

  @Test(arguments: spellings) func itBecomesTheOneForm(test: Case) throws {
    let result = load(fleetDocument(test.providers, test.root))
    #expect(lines(result) == [])
    #expect(try #require(result.snapshot).fleet == test.expected)
  }

  @Test(arguments: strategies) func everyNameOfAStrategyIsKnown(name: String, strategy: RoutingStrategy) throws {
    for document in [
      fleetDocument("strategy: \(name)"), fleetDocument("routing: {strategy: \(name)}"), fleetDocument("fallback: {strategy: \(name)}"),
      fleetDocument("", "provider_routing: {strategy: \(name)}"),
    ] {
      #expect(try #require(load(document).snapshot).fleet.strategy == strategy)
    }
  }

  @Test(arguments: [
    ("rate_limit", [FleetSettings.Trigger.rateLimit]), ("rate_limit_exceeded", [.rateLimit]), ("\"429\"", [.rateLimit]),
    ("server_error", [.serverError, .connection]), ("5xx", [.serverError, .connection]), ("5XX", [.serverError, .connection]),
    ("service_unavailable", [.serverError, .connection]), ("service-unavailable", [.serverError, .connection]), ("timeout", [.timeout]),
    ("connection", [.connection]), ("connection_error", [.connection]),
  ])
  func everyNameOfATriggerIsKnown(name: String, triggers: [FleetSettings.Trigger]) throws {
    let snapshot = try #require(load(fleetDocument("fallback: {triggers: [\(name)]}")).snapshot)
    #expect(snapshot.fleet.triggers == Set(triggers))
  }

  @Test(arguments: [("5m", 300.0), ("90s", 90), ("1500ms", 1.5), ("2h", 7200), ("45", 45), ("1.5", 1.5)])
  func aLatencyWindowHasUnits(text: String, seconds: Double) throws {
    let snapshot = try #require(load(fleetDocument("fallback: {latency_window: \(text)}")).snapshot)
    #expect(snapshot.fleet.routing.latencyWindow == .seconds(seconds))
  }

  @Test func theOptionsOfAFleetAreRead() throws {
    let document = fleetDocument(
      "",
      """
      gateway:
        fleet:
          cache_salt: per_principal
          cache_salt_key_ref: {env: SALT_KEY}
          warm_up: true
          resolve_interval_seconds: 0.5
          hedge_after_ms: 1500
          deadline_seconds: 90
          queue: {client_priority: any}
      model_groups: [{name: g, targets: [a], priority: high}]
      """)
    let key = "0123456789abcdef"
    let result = ConfigLoader(environment: ["SALT_KEY": key]).load([ConfigSource(path: "1.yaml", text: document)])
    #expect(lines(result) == [])
    let fleet = try #require(result.snapshot).fleet
    #expect(fleet.isolatesPrefixCaches && fleet.cacheSaltKey == Secret(key) && fleet.warmsUp)
    #expect(fleet.resolveInterval == .milliseconds(500) && fleet.retry.hedgeAfter == .milliseconds(1500) && fleet.deadline == .seconds(90))
    #expect(fleet.queue.clientPriority == .any && fleet.groups.first?.priority == .high)
  }

  @Test func anIntervalOfZeroResolvesNothing() throws {
    let snapshot = try #require(load(fleetDocument("", "gateway: {fleet: {resolve_interval_seconds: 0}}")).snapshot)
    #expect(snapshot.fleet.resolveInterval == nil)
  }

  @Test(arguments: [
    ([:], "is not set; put a random key into it"), (["SALT_KEY": "short"], "holds fewer than 16 bytes; put a random key into it"),
  ])
  func aSaltNeedsAKey(environment: [String: String], problem: String) {
    let document = fleetDocument("", "gateway: {fleet: {cache_salt: per_principal, cache_salt_key_ref: {env: SALT_KEY}}}")
    let result = ConfigLoader(environment: environment).load([ConfigSource(path: "1.yaml", text: document)])
    #expect(result.snapshot == nil)
    #expect(lines(result).contains { $0.hasSuffix("gateway.fleet.cache_salt_key_ref: the environment variable SALT_KEY \(problem)") })
  }

  @Test func everythingOfTheOwnSectionIsRead() throws {
    let result = load(
      fleetDocument(
        "circuit_breaker: {cooldown_seconds: 2}",
        """
        gateway:
          fleet:
            rescue: restart
            larger_context: false
            cache_salt: none
            warm_up: false
            probe_interval_seconds: 0.5
            probe_timeout_seconds: 0.25
            retry: {backoff_ms: 10, max_backoff_ms: 20, max_retry_after_seconds: 30}
            queue: {per_target: 4, total: 5, waiting: 0, max_wait_seconds: 7}
            health: {failure_share: 0.25, min_samples: 9, window_seconds: 11, max_cooldown_seconds: 12, trial_timeout_seconds: 13, trial_share: 0.125,
              probe_failures: 4, probe_successes: 5, degraded_seconds: 6, max_pause_seconds: 7, full_cache_share: 0.75, wedge_seconds: 8, wedge_samples: 9}
            prefix: {block_bytes: 64, bytes_per_token: 2, blocks_per_replica: 3, total_blocks: 128, blocks_per_prompt: 5, warm_share: 0.5,
              saturation_ms: 250, prefill_tokens_per_second: 1000, imbalance_factor: 1.5, imbalance_slack: 0}
        """))
    #expect(lines(result) == [])
    var fleet = FleetSettings()
    (fleet.rescue, fleet.usesLargerContext, fleet.isolatesPrefixCaches, fleet.warmsUp) = (.restart, false, false, false)
    (fleet.probeInterval, fleet.probeTimeout) = (.milliseconds(500), .milliseconds(250))
    fleet.retry = RetrySettings(
      backoff: .milliseconds(10), maximumBackoff: .milliseconds(20), maximumRetryAfter: .seconds(30))
    (fleet.queue.perTarget, fleet.queue.total, fleet.queue.waiting, fleet.queue.maximumWait) = (4, 5, 0, .seconds(7))
    fleet.health = HealthSettings(
      breaker: BreakerSettings(
        failureShare: 0.25, minimumSamples: 9, window: .seconds(11), cooldown: .seconds(2), maximumCooldown: .seconds(12),
        trialTimeout: .seconds(13)),
      probeFailures: 4, probeSuccesses: 5, degradedFor: .seconds(6), maximumPause: .seconds(7), fullCache: 0.75, wedgeWindow: .seconds(8),
      wedgeSamples: 9)
    fleet.prefix = PrefixSettings(blockBytes: 64, bytesPerToken: 2, blocksPerReplica: 3, totalBlocks: 128, blocksPerPrompt: 5)
    fleet.routing = RoutingSettings(
      warmShare: 0.5, saturationTime: .milliseconds(250), assumedPrefillRate: 1000, imbalanceFactor: 1.5, imbalanceSlack: 0,
      trialShare: 0.125)
    #expect(try #require(result.snapshot).fleet == fleet)
  }

  @Test func whatIsNotGivenKeepsItsDefault() throws {
    let empty = "gateway: {fleet: {retry: {}, queue: {}, health: {}, prefix: {}}}\nprovider_routing: {}\nmodel_groups: []\n"
    let result = load(fleetDocument("routing: {}\nfallback: {}\ncircuit_breaker: {}", empty))
    #expect(lines(result) == [])
    #expect(try #require(result.snapshot).fleet == FleetSettings())
  }

  @Test func aBreakerWithALongCooldownKeepsItWhateverElseIsSaid() throws {
    let document = fleetDocument("circuit_breaker: {cooldown_seconds: 100}", "gateway: {fleet: {health: {min_samples: 5}}}")
    let breaker = try #require(load(document).snapshot).fleet.health.breaker
    #expect(breaker.cooldown == .seconds(100) && breaker.maximumCooldown == .seconds(100))
  }

  @Test func laterFilesReplaceSettingsOfFleets() throws {
    let layer = "providers: {routing: {strategy: random}}\nmodel_groups: [{name: g, targets: [c]}]\n"
    let base = fleetDocument("routing: {strategy: ordered}\nfallback: {max_retries: 1}", "model_groups: [{name: f, targets: [a]}]")
    let result = ConfigLoader(environment: [:]).load([ConfigSource(path: "1.yaml", text: base), ConfigSource(path: "2.yaml", text: layer)])
    let fleet = try #require(result.snapshot).fleet
    #expect(fleet.strategy == .random && fleet.retry.attempts == 2)
    #expect(fleet.groups.map(\.name) == ["g"])
  }
}
