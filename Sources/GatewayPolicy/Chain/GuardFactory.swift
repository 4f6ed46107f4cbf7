internal import GatewayCore

/// Makes the guardrails of policies that are no span rules.
enum GuardFactory {
  static func guards(for policy: PolicyDefinition) throws(PolicyChain.Problem) -> (request: (any RequestGuard)?, answer: (any AnswerGuard)?)
  {
    // Those with a judge are made by `judged(_:)`. It reads messages, not what tools say of themselves.
    if policy.guardrail.judge != nil {
      guard case .promptInjection(let settings) = policy.guardrail else { return (nil, nil) }
      return (DeclarationGuard(guardrail: try InjectionGuard(settings, policy: policy.id)), nil)
    }
    return switch policy.guardrail {
    case .spans, .auditLog, .dataRouting: (nil, nil)
    case .roleAccess(let settings): (RoleAccessGuard(settings), nil)
    case .agentFirewall(let settings): (AgentFirewallGuard(settings), AgentFirewallGuard(settings))
    case .citations(let settings): (nil, CitationGuard(settings))
    case .quality(let settings): (nil, try QualityGuard(settings, policy: policy.id))
    case .promptInjection(let settings):
      try both(InjectionGuard(settings, policy: policy.id))
    case .contentFilter(let settings):
      try both(ContentGuard(settings, policy: policy.id))
    }
  }

  /// The guardrail of a policy that has a judge; nil for every other one.
  static func judged(_ policy: PolicyDefinition) throws(PolicyChain.Problem) -> (any JudgedGuard)? {
    switch policy.guardrail {
    case .promptInjection(let settings):
      guard let judge = settings.judge else { return nil }
      return JudgedInjectionGuard(guardrail: try InjectionGuard(settings, policy: policy.id), judge: judge)
    case .contentFilter(let settings):
      guard let judge = settings.judge else { return nil }
      return JudgedContentGuard(guardrail: try ContentGuard(settings, policy: policy.id), judge: judge)
    default: return nil
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
