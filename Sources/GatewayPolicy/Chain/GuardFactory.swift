internal import GatewayCore

/// Makes the guardrails of policies that are no span rules.
enum GuardFactory {
  static func guards(for policy: PolicyDefinition) throws(PolicyChain.Problem) -> (request: (any RequestGuard)?, answer: (any AnswerGuard)?)
  {
    switch policy.guardrail {
    case .spans, .auditLog, .dataRouting: (nil, nil)
    case .roleAccess(let settings): (RoleAccessGuard(settings), nil)
    case .agentFirewall(let settings): (AgentFirewallGuard(settings), AgentFirewallGuard(settings))
    case .citations(let settings): (nil, CitationGuard(settings))
    case .quality(let settings): (nil, try QualityGuard(settings, policy: policy.id))
    case .promptInjection(let settings):
      try both(InjectionGuard(settings, policy: policy.id))
    case .contentFilter(let settings): both(ContentGuard(settings))
    }
  }

  private static func both(_ guardrail: some RequestGuard & AnswerGuard) -> (request: (any RequestGuard)?, answer: (any AnswerGuard)?) {
    (guardrail, guardrail)
  }

  /// The header fields that a policy looks at.
  static func headerNames(of policy: PolicyDefinition) -> [String] {
    switch policy.guardrail {
    case .roleAccess(let settings): RoleAccessGuard(settings).headerNames
    case .agentFirewall(let settings): AgentFirewallGuard(settings).headerNames
    default: []
    }
  }
}
