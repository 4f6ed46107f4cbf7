/// What the configuration says of groups of targets, in the one form that all its spellings become.
public struct FleetSettings: Sendable, Hashable {
  /// What may be tried again, or elsewhere.
  public enum Trigger: String, Sendable, Hashable, CaseIterable {
    /// 429.
    case rateLimit = "rate_limit"
    /// 500, 502, 503, 504, and answers that break off.
    case serverError = "server_error"
    /// No first byte in time.
    case timeout
    /// No connection.
    case connection
  }

  /// What follows when a stream breaks off in its middle.
  public enum Rescue: String, Sendable, Hashable, CaseIterable {
    /// Another replica continues the text; where that is not safe, as `restart`.
    case `continue`
    /// Another replica begins anew, if the client has seen nothing yet.
    case restart
    /// The stream ends with an error.
    case off
  }

  /// How a replica is chosen; nil: `weighted` where a weight is set, `prefix_aware` among several vLLM replicas, else `ordered`.
  public var strategy: RoutingStrategy?
  /// The numbers of the strategies; its own `strategy` is not looked at.
  public var routing = RoutingSettings()
  /// How often and how fast is tried again.
  public var retry = RetrySettings()
  /// What is tried again, or elsewhere.
  public var triggers = Set(Trigger.allCases)
  /// What makes a target healthy or not.
  public var health = HealthSettings()
  /// From one probe of a target to the next.
  public var probeInterval: Duration = .seconds(10)
  /// How long a probe may take.
  public var probeTimeout: Duration = .seconds(5)
  /// From one lookup of the targets' names to the next; nil: a name is one replica, whatever it stands for.
  public var resolveInterval: Duration? = .seconds(10)
  /// What is remembered of prompts.
  public var prefix = PrefixSettings()
  /// Models that several targets serve under a name of the gateway's own.
  public var groups: [ModelGroup] = []
  /// How long a request may take in all, from its head to the end of its answer: waiting, all attempts, and rescues; nil: as long as these take.
  public var deadline: Duration?
  /// What follows when a stream breaks off.
  public var rescue = Rescue.continue
  /// Whether a prompt that is too long for its target goes to one of the same group, or of its fallbacks, with a larger window.
  public var usesLargerContext = true
  /// Whether every principal gets a prefix cache of its own at the engines (`cache_salt`).
  public var isolatesPrefixCaches = false
  /// What the salts are derived from; nil: from a key that lives as long as the process.
  public var cacheSaltKey: Secret?
  /// How much is asked of a target at once, and how much waits.
  public var queue = QueueSettings()
  /// Whether a fresh replica is given the hottest prompts' prefixes before it takes requests.
  public var warmsUp = false

  /// The defaults.
  public init() {}
}

/// A model of the gateway's own: a name, and the targets that serve it.
public struct ModelGroup: Sendable, Hashable {
  /// The name that clients use.
  public var name: String
  /// Other names for it.
  public var aliases: [String]
  /// Ids of targets, in order, with their weights; a nil weight is the target's own.
  public var members: [Member]
  /// The group, target or model that is asked when none of the members can answer.
  public var fallback: String?
  /// The priority of its requests; nil: that of its first member.
  public var priority: RequestPriority?

  /// A target of a group.
  public struct Member: Sendable, Hashable {
    /// The target's id.
    public var target: String
    /// Its weight in this group.
    public var weight: Int?

    /// A member of its parts.
    public init(target: String, weight: Int? = nil) {
      self.target = target
      self.weight = weight
    }
  }

  /// A group of its parts.
  public init(name: String, aliases: [String] = [], members: [Member], fallback: String? = nil, priority: RequestPriority? = nil) {
    self.name = name
    self.aliases = aliases
    self.members = members
    self.fallback = fallback
    self.priority = priority
  }
}

/// How much is asked of a target at once, and how much waits for its turn.
public struct QueueSettings: Sendable, Hashable {
  /// The bounds of ``perTarget`` and ``total``.
  public static let bounds = 1...1_000_000

  /// Requests that a target has in flight at most; nil for any number. `--max-concurrency` bounds all targets together.
  public var perTarget: Int?
  /// Requests that all targets together have in flight at most; nil for any number.
  public var total: Int?
  /// Requests that wait at most; 0 refuses at once.
  public var waiting = 1024
  /// How long a request waits at most.
  public var maximumWait: Duration = .seconds(30)
  /// What clients may say of the priority of their requests.
  public var clientPriority = ClientPriority.lower

  /// The defaults.
  public init() {}
}
