public import GatewayCore

/// Why a replica was chosen.
public enum RoutingReason: String, Sendable, Hashable, CaseIterable {
  /// The first that could take it.
  case firstInOrder = "first_in_order"
  /// Its turn.
  case turn
  /// By lot.
  case lot
  /// It has no average yet.
  case unmeasured
  /// The shortest expected time to the first token.
  case lowestLatency = "lowest_latency"
  /// The fewest requests in flight.
  case leastLoaded = "least_loaded"
  /// Its prefix cache holds the prompt, or it served the session before, and it is not saturated.
  case warm
  /// Its prefix cache holds the prompt; it is saturated, but so are all, and it has not far more to do than they.
  case warmAllSaturated = "warm_all_saturated"
  /// The warm replicas are saturated: the least work.
  case warmSaturated = "warm_saturated"
  /// No replica is warm: the least work.
  case leastWork = "least_work"
  /// A trial of a half-open circuit.
  case trial
  /// The only one that could take it.
  case onlyOne = "only_one"
}

/// A replica that was chosen.
public struct RoutingChoice: Sendable, Hashable {
  /// Its place among the candidates.
  public let index: Int
  /// Its number in the fleet.
  public let replica: Int
  /// Why.
  public let reason: RoutingReason
  /// Tokens of the prompt that it has to compute, by what the gateway knows: for ``LoadTable/begin(replica:uncachedTokens:at:)``.
  public let uncachedTokens: Int
}

/// How a choice came about: for `GET /admin/decisions/{request-id}`. It is made only when it is asked for.
public struct RoutingDecision: Sendable, Hashable {
  /// What was known of one candidate.
  public struct Candidate: Sendable, Hashable {
    /// Its number in the fleet.
    public let replica: Int
    /// Its health.
    public let state: HealthState
    /// Whether it could take the request; nil when it could, else why not.
    public let exclusion: Exclusion?
    /// Tokens of the prompt in its prefix cache.
    public let cachedTokens: Int
    /// Requests in flight there.
    public let batch: Int
    /// Prompt tokens that it has still to compute for others.
    public let pendingTokens: Int
    /// Whether it was saturated; only with ``RoutingStrategy/prefixAware``.
    public let isSaturated: Bool
    /// What was compared, the smaller the better; nil where the strategy compares nothing.
    public let score: Double?
  }

  /// Why a candidate could not take the request.
  public enum Exclusion: String, Sendable, Hashable, CaseIterable {
    /// The request was there before, or must not go there.
    case excluded
    /// Its state, its circuit, or an operator.
    case unavailable
    /// Its limit of requests in flight is reached.
    case full
    /// Others are in better health.
    case worseHealth = "worse_health"
  }

  /// The strategy.
  public internal(set) var strategy: RoutingStrategy
  /// The candidates, in the order of the configuration.
  public internal(set) var candidates: [Candidate] = []
  /// The one that was chosen; nil when none could take the request.
  public internal(set) var choice: RoutingChoice?
  /// Tokens of the prompt.
  public internal(set) var promptTokens = 0

  /// An empty one, to be filled by a choice.
  public init() { strategy = .ordered }
}
