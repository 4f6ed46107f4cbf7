/// One immutable, validated configuration in force. A request keeps the one it began with.
public struct Snapshot: Sendable {
  /// What the config calls itself: `pack.name`, else `default`.
  public var name: String
  /// `pack.version`, else `0.0.0`.
  public var version: String
  /// SHA-256 of the files' bytes in their order, in hex: two gateways with the same one run the same configuration.
  public var hash: String
  /// `pack.enabled`: false is the master switch turned off, and no request is served.
  public var isEnabled: Bool
  /// The targets, in the order of the config.
  public var targets: [Target]
  /// The policies in force, in the order of the chain.
  public var policies: [PolicyDefinition]
  /// Policies that the config asks for and that this version does not enforce; not empty only with `--allow-unenforced`.
  public var unenforcedPolicies: [String]
  /// Bounds on what clients may do.
  public var limits: ServerLimits
  /// How the in-process simulator behaves, for targets with `provider: simulator` and no `base_url`.
  public var simulator: SimulatorSettings
  /// How the audit log is written; nil for none.
  public var audit: AuditSettings?
  /// How targets of the same model work together.
  public var fleet: FleetSettings

  /// A snapshot of its parts.
  public init(
    name: String = "default",
    version: String = "0.0.0",
    hash: String = "",
    isEnabled: Bool = true,
    targets: [Target] = [],
    policies: [PolicyDefinition] = [],
    unenforcedPolicies: [String] = [],
    limits: ServerLimits = ServerLimits(),
    simulator: SimulatorSettings = SimulatorSettings(),
    audit: AuditSettings? = nil,
    fleet: FleetSettings = FleetSettings()
  ) {
    self.name = name
    self.version = version
    self.hash = hash
    self.isEnabled = isEnabled
    self.targets = targets
    self.policies = policies
    self.unenforcedPolicies = unenforcedPolicies
    self.limits = limits
    self.simulator = simulator
    self.audit = audit
    self.fleet = fleet
  }
}

/// Bounds on what clients and upstreams may make the gateway hold: the config's `gateway.limits`.
public struct ServerLimits: Sendable, Hashable {
  /// Client connections at once; one more is answered 503 and closed.
  public var connections = 20_000
  /// The largest request body.
  public var requestBody = ByteCount.mebibytes(64)
  /// The memory for all request bodies together that are not here to their end, or not answered yet; the first 64 KiB of each do not count.
  public var requestBodies = ByteCount.mebibytes(1024)
  /// The largest request head: request line and all header fields.
  public var requestHead = ByteCount.kibibytes(64)
  /// Header fields in one request.
  public var headerFields = 200
  /// The deepest nesting of a JSON body.
  public var jsonDepth = 128
  /// The largest answer that is not a stream; it is assembled before it is sent on.
  public var responseBody = ByteCount.mebibytes(64)
  /// The largest single event of a stream.
  public var streamEvent = ByteCount.mebibytes(4)
  /// From the first byte of a request head to its end.
  public var headTimeout: Duration = .seconds(10)
  /// The longest pause inside a request body.
  public var bodyTimeout: Duration = .seconds(30)
  /// How long an idle client connection is kept.
  public var idleTimeout: Duration = .seconds(75)
  /// How long a client may take no byte of an answer that waits for it.
  public var writeTimeout: Duration = .seconds(60)
  /// How long the gateway goes on taking connections after SIGTERM, while `/readyz` says that it stops.
  public var drainDelay: Duration = .zero
  /// How long requests in flight may go on after that.
  public var drainTimeout: Duration = .seconds(30)

  /// The defaults.
  public init() {}
}

/// How a simulated engine behaves: the config's `simulator`, and the flags of `penstock simulator`.
public struct SimulatorSettings: Sendable, Hashable {
  /// The names it serves, each answered under its own name; any other is answered 404.
  public var models = ["penstock-simulator"]
  /// Time to first token when nothing is cached and nothing waits, not counting prefill.
  public var timeToFirstToken: Duration = .milliseconds(20)
  /// Time for every 1,000 prompt tokens that are not in the KV cache.
  public var prefillPerThousandTokens: Duration = .milliseconds(50)
  /// Time between two tokens of one sequence.
  public var timeBetweenTokens: Duration = .milliseconds(5)
  /// Sequences that run at once; more wait in a queue.
  public var maxSequences = 64
  /// Tokens that the KV cache holds, in blocks of 16.
  public var kvCacheTokens = 65_536
  /// `max_model_len`.
  public var maxModelLength = 32_768
  /// Sequences that may wait; one more is answered 503, as with vLLM's `--max-num-queued-reqs`. Nil: any number, vLLM's default.
  public var maxQueuedSequences: Int?
  /// Numbers in an embedding when the request does not say.
  public var embeddingDimensions = 64
  /// How long an idle connection is kept; vLLM's HTTP server closes it after five seconds.
  public var keepAliveTimeout: Duration = .seconds(5)
  /// Credentials of which the `/v1` paths want one, as with vLLM's `--api-key`; empty: none is asked for.
  public var apiKeys: [Secret] = []
  /// Faults for every request that generates, in the words of `x-simulator-fault`; docs/simulator.md lists them.
  public var faults: String?
  /// Exact answers to prompts that hold a text, the first that fits: a judge can be played with them.
  public var replies: [SimulatorReply] = []

  /// The defaults.
  public init() {}
}

/// An exact answer of a simulated engine.
public struct SimulatorReply: Sendable, Hashable {
  /// What a message or prompt has to hold, letter for letter; empty: any.
  public var containing: String
  /// What is answered, word for word.
  public var text: String

  /// A reply of its parts.
  public init(containing: String, text: String) {
    self.containing = containing
    self.text = text
  }
}
