/// What a policy wants done with a kind of finding.
public struct SpanClaim: Sendable {
  /// What is done.
  public enum Action: Hashable, Sendable {
    /// The span is replaced.
    case redact(Marker)
    /// The span is replaced by a placeholder, which becomes the value again in the answer.
    case redactReversibly
    /// The span is a placeholder of this request: it becomes the value again.
    case restore
    /// The request or the answer ends.
    case block
    /// As ``block``, for a human to decide.
    case escalate
    /// It is noted.
    case flag
  }

  /// The policy's place in the chain.
  public let policy: Int
  /// The name that findings and markers show: the kind's, or that of a rule of the configuration.
  public let name: String
  /// What is done.
  public let action: Action
  /// The score from which on it is done.
  public let threshold: Int

  /// A claim of its parts.
  public init(policy: Int, name: String, action: Action, threshold: Int) {
    self.policy = policy
    self.name = name
    self.action = action
    self.threshold = threshold
  }
}

/// All policies of a chain that work by spans, for one phase: one scanner, and what each policy wants of its findings.
public final class SpanPlan: Sendable {
  /// A detector of the plan, and who asked for what it finds.
  public struct Source: Sendable {
    /// The detector.
    public let detector: any Detector
    /// The claims on what it finds, in the order of the chain.
    public let claims: [Entity: [SpanClaim]]

    /// A source of its parts.
    public init(_ detector: any Detector, claims: [Entity: [SpanClaim]]) {
      self.detector = detector
      self.claims = claims
    }
  }

  /// Finds.
  public let scanner: SpanScanner
  private let claims: [[Entity: [SpanClaim]]]
  /// Whether any policy ends a request or an answer.
  public let canBlock: Bool
  /// Whether any policy changes texts.
  public let canRedact: Bool

  /// Whether what repeats a text in another form may say no more than the text.
  var guardsRepetitions: Bool { canRedact || canBlock }

  /// A plan of sources.
  public init(_ sources: [Source]) {
    scanner = SpanScanner(sources.map(\.detector))
    claims = sources.map(\.claims)
    let all = sources.flatMap { $0.claims.values.joined() }
    canBlock = all.contains { $0.action == .block || $0.action == .escalate }
    canRedact = all.contains { $0.isRedaction }
  }

  /// Whether there is nothing to look for.
  public var isEmpty: Bool { scanner.isEmpty }

  /// The most characters (folded bytes) that are held back of a stream.
  public var bound: Int { scanner.bound }

  /// The claims on a finding, in the order of the chain.
  func claims(on finding: SpanFinding) -> [SpanClaim] {
    guard claims.indices.contains(finding.source), let all = claims[finding.source][finding.entity] else { return [] }
    return all.filter { finding.score >= $0.threshold }
  }
}

extension SpanClaim {
  /// Whether the span is replaced.
  var isRedaction: Bool {
    switch action {
    case .redact, .redactReversibly, .restore: true
    case .block, .escalate, .flag: false
    }
  }
}
