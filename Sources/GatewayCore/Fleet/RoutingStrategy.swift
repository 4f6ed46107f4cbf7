/// How a replica is chosen among those of a group.
public enum RoutingStrategy: String, Sendable, Hashable, CaseIterable {
  /// The first one of the configuration that can take the request.
  case ordered
  /// One after the other.
  case roundRobin = "round_robin"
  /// In proportion to `weight`, evenly spread (smooth weighted round-robin).
  case weighted
  /// By lot, each as likely as the others.
  case random
  /// The shortest expected time to the first token: the average of late times what is in flight. Replicas without an average are tried first.
  case lowestLatency = "lowest_latency"
  /// The fewest requests in flight for its weight, then the fewest prompt tokens to compute.
  case leastLoaded = "least_loaded"
  /// The replica whose prefix cache holds the prompt, until it is saturated; else the one with the least work.
  case prefixAware = "prefix_aware"
}

/// The numbers of ``RoutingStrategy/prefixAware``, of ``RoutingStrategy/lowestLatency`` and of trials.
public struct RoutingSettings: Sendable, Hashable {
  /// The strategy.
  public var strategy: RoutingStrategy
  /// A replica is warm for a prompt when it has at least this share of its tokens; 0 to 1.
  public var warmShare: Double
  /// A replica is saturated when the prompt tokens that it has still to compute take longer than this, by the speed that was observed.
  public var saturationTime: Duration
  /// The speed of prefill in tokens a second, as long as none was observed.
  public var assumedPrefillRate: Double
  /// A warm replica may have this many times the requests of the emptiest one …
  public var imbalanceFactor: Double
  /// … and so many more, before it counts as saturated. What is bound by decoding is spread like this.
  public var imbalanceSlack: Int
  /// The share of requests that are offered to a replica whose circuit is half-open while others are healthy; 0 to 1.
  public var trialShare: Double
  /// An average time to the first token that is as old as this counts half.
  public var latencyWindow: Duration
  /// A replica with fewer times to the first token than this is not measured yet; at least 1.
  public var latencySamples: Int
  /// Replicas whose average time to the first token is above it come behind the others; nil for none.
  public var maximumLatency: Duration?

  /// The settings in force when the configuration says nothing: warm from half of the prompt on, saturated at 5 s of prefill (8,192 tokens a second while nothing is known) or at twice the
  /// requests of the emptiest replica plus 8; a sixteenth of the requests may be trials; times to the first token count half after 30 s, from
  /// the first one on.
  public init(
    strategy: RoutingStrategy = .prefixAware, warmShare: Double = 0.5, saturationTime: Duration = .seconds(5),
    assumedPrefillRate: Double = 8192,
    imbalanceFactor: Double = 2, imbalanceSlack: Int = 8, trialShare: Double = 0.0625,
    latencyWindow: Duration = .seconds(30), latencySamples: Int = 1, maximumLatency: Duration? = nil
  ) {
    self.strategy = strategy
    self.warmShare = min(max(warmShare, 0), 1)
    self.saturationTime = saturationTime
    self.assumedPrefillRate = max(1, assumedPrefillRate)
    self.imbalanceFactor = max(1, imbalanceFactor)
    self.imbalanceSlack = max(0, imbalanceSlack)
    self.trialShare = min(max(trialShare, 0), 1)
    self.latencyWindow = max(latencyWindow, .milliseconds(1))
    self.latencySamples = max(1, latencySamples)
    self.maximumLatency = maximumLatency
  }
}
