/// One policy of the configuration, in the one form that both document shapes become. Order in the snapshot is the order of the chain.
public struct PolicyDefinition: Sendable, Hashable {
  /// When a policy looks.
  public enum Phase: String, Sendable, Hashable, CaseIterable {
    /// At the request, before it goes upstream.
    case input
    /// At the answer.
    case output
  }

  /// What is done about a finding.
  public enum Action: String, Sendable, Hashable, CaseIterable {
    /// What was found is replaced by a marker.
    case redact
    /// The request, or the answer, ends with an error.
    case block
    /// As `block`, for a human to decide: the code is `escalation_required`.
    case escalate
    /// It is only noted.
    case flag
  }

  /// How a policy on answers works with streams.
  public enum StreamingMode: String, Sendable, Hashable, CaseIterable {
    /// While the stream flows: undecided text is held back, the rest is sent.
    case realtime
    /// The whole answer is assembled and judged before the first byte is sent.
    case buffered
  }

  /// The name in errors, findings and the log: the entry's `id`, in a chain the kind; entries with several rules have `id/type`.
  public var id: String
  /// The kind's canonical name: `pii-detector`.
  public var kind: String
  /// When it looks.
  public var phases: Set<Phase>
  /// What it does about a finding.
  public var action: Action
  /// How it works with streams; nil: `realtime` for what redacts or flags by spans, `buffered` for everything else.
  public var streamingMode: StreamingMode?
  /// The message of a block, for the client; nil: a standard text.
  public var message: String?
  /// What is looked for, and how.
  public var guardrail: Guardrail

  /// A policy of its parts.
  public init(
    id: String, kind: String, phases: Set<Phase> = [.input, .output], action: Action, streamingMode: StreamingMode? = nil,
    message: String? = nil, guardrail: Guardrail
  ) {
    self.id = id
    self.kind = kind
    self.phases = phases
    self.action = action
    self.streamingMode = streamingMode
    self.message = message
    self.guardrail = guardrail
  }
}

/// What a policy looks for.
public enum Guardrail: Sendable, Hashable {
  /// Spans of text: personal data, health data, secrets, patterns and terms.
  case spans(SpanSettings)
  /// Attempts to override the instructions of the model.
  case promptInjection(InjectionSettings)
  /// Harmful content.
  case contentFilter(ContentFilterSettings)
  /// Who may ask.
  case roleAccess(RoleAccessSettings)
  /// Which tools a model may be offered, and may call.
  case agentFirewall(AgentFirewallSettings)
  /// Which targets may be used.
  case dataRouting(DataRoutingSettings)
  /// Whether an answer names its sources.
  case citations(CitationSettings)
  /// Whether an answer is good enough, by deterministic assertions.
  case quality(QualitySettings)
  /// The audit log is asked for; the log itself does the work.
  case auditLog(AuditLoggerSettings)
}
