/// One upstream model at one address: an entry of the config's `providers.targets`.
public struct Target: Sendable, Hashable {
  /// Unique in the config; it appears in logs, errors and `x-penstock-target`.
  public let id: String
  /// Provider, and kind and model where the string names them.
  public let providerString: ProviderString
  /// The model's configured name: from the provider string, or from `model`. Nil when the target serves whatever its server reports.
  public let model: String?
  /// Where the server is. For an in-process simulator it is filled in when the simulator has its port.
  public var baseURL: BaseURL?
  /// The bearer token that is sent upstream.
  public let credential: Credential
  /// The four timeouts, already mapped from `timeout_seconds` and `stream_timeout_seconds`.
  public let timeouts: TargetTimeouts
  /// The cap on prompt and answer together; the operations page says what it does.
  public let maxContextTokens: TokenCount?
  /// A label for people.
  public let description: String?
  /// The relative weight among targets of the same model.
  public let weight: Int
  /// The priority of requests for its model.
  public let priority: RequestPriority
  /// Whether the target is polled.
  public let healthProbe: Bool
  /// How its certificate is checked.
  public let tls: UpstreamTLS
  /// What its operator does with data; nil when the config does not say, which complies with no demand.
  public let dataPolicy: DataPolicy?
  /// Whether its server continues a message of the assistant; nil when the config leaves that to what the server says of itself.
  public let continuesAnswers: Bool?

  /// A target of its parts.
  public init(
    id: String,
    providerString: ProviderString,
    model: String? = nil,
    baseURL: BaseURL?,
    credential: Credential = .none,
    timeouts: TargetTimeouts = TargetTimeouts(),
    maxContextTokens: TokenCount? = nil,
    description: String? = nil,
    weight: Int = 1,
    priority: RequestPriority = .normal,
    healthProbe: Bool = false,
    tls: UpstreamTLS = UpstreamTLS(),
    dataPolicy: DataPolicy? = nil,
    continuesAnswers: Bool? = nil
  ) {
    self.id = id
    self.providerString = providerString
    self.model = model ?? providerString.model
    self.baseURL = baseURL
    self.credential = credential
    self.timeouts = timeouts
    self.maxContextTokens = maxContextTokens
    self.description = description
    self.weight = weight
    self.priority = priority
    self.healthProbe = healthProbe
    self.tls = tls
    self.dataPolicy = dataPolicy
    self.continuesAnswers = continuesAnswers
  }

  /// The kind of upstream.
  public var provider: Provider { providerString.provider }

  /// Why no request may go to this target, or nil when it may.
  public var unavailability: String? {
    if case .missing(let variable) = credential { return "the environment variable \(variable) of its secret_key_ref is not set" }
    return nil
  }
}

/// What the gateway sends to authenticate itself to a target.
public enum Credential: Sendable, Hashable {
  /// Nothing: the usual case for a local server.
  case none
  /// `Authorization: Bearer <secret>`.
  case bearer(Secret)
  /// The config names an environment variable that is not set: the target is unavailable.
  case missing(variable: String)
}

/// The four timeouts of an exchange with a target.
public struct TargetTimeouts: Sendable, Hashable {
  /// Until the connection (and its TLS handshake) stands.
  public var connect: Duration
  /// From sending the request to the first byte of the answer's head (for a stream: of its first event).
  public var firstByte: Duration
  /// Between two reads of an answer that has begun.
  public var betweenBytes: Duration
  /// From sending the request to the end of an answer that is not a stream.
  public var total: Duration
  /// From sending the request to the end of a stream.
  public var streamTotal: Duration

  /// The timeouts that follow from the two fields of the provider pages: `timeout_seconds` bounds a whole answer that is not a stream, and
  /// the wait for the first byte of any; `stream_timeout_seconds` bounds a whole stream. Connecting takes at most 5 s and never longer than `timeout`.
  public init(timeout: Duration = .seconds(30), streamTimeout: Duration = .seconds(120)) {
    connect = min(.seconds(5), timeout)
    firstByte = timeout
    betweenBytes = min(.seconds(60), max(timeout, streamTimeout))
    total = timeout
    streamTotal = streamTimeout
  }
}

/// How the certificate of a TLS upstream is checked.
public struct UpstreamTLS: Sendable, Hashable {
  /// No check at all (`allow_insecure_tls`).
  public var allowsInsecure: Bool
  /// A PEM file of certificate authorities to trust instead of the system's.
  public var caFile: String?

  /// The full check against the system's authorities, unless told otherwise.
  public init(allowsInsecure: Bool = false, caFile: String? = nil) {
    self.allowsInsecure = allowsInsecure
    self.caFile = caFile
  }
}
