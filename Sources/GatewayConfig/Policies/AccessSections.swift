internal import GatewayCore

/// `rbac`
struct RBACSection: PolicySection {
  static let kind = "rbac"
  static let about = "Refuses requests that do not say who asks, and tools that a role may not use."
  var common = CommonPolicySettings()
  var denyIfMissing: [String]?
  var requireAuth: Bool?
  var roles: [String: RoleAccessSettings.Role]?

  static let schema = RecordSchema<RBACSection>(
    fields: [
      actionField([.block, .escalate, .flag], default: .block),
      Field(
        "deny_if_missing", .list(of: .headerName), \.denyIfMissing, default: "`[X-User-ID]`",
        doc: "Header fields without which a request is refused."),
      Field("require_auth", .boolean, \.requireAuth, default: "`false`", doc: "Whether a request without `Authorization` is refused."),
      Field(
        "roles", .roles, \.roles,
        doc:
          "Roles by name, each with `allowed_tools` and `denied_tools`: names with `*` for anything, compared with case. They hold for declared tools alone; `tools.roles` of "
          + "`agent-firewall` hold for calls in answers too. A request says its role in `X-User-Role`; an unknown one is refused."
      ),
      Field("message", .text(length: 1...500), \.common.message, doc: "What a client is told when the policy blocks."),
      enabledField,
    ], unsupported: ["data_access", "minimum_necessary"])

  func definition(id: String) -> PolicyDefinition {
    var settings = RoleAccessSettings()
    settings.requiredHeaders = denyIfMissing ?? settings.requiredHeaders
    settings.requiresAuthorization = requireAuth ?? false
    settings.roles = roles ?? [:]
    return common.policy(id, Self.kind, phase: .input, action: .block, .roleAccess(settings))
  }
}

extension ValueType<String> {
  /// The name of a header field.
  static let headerName = text(length: 1...100).map { text, node, context -> String? in
    if Characters.areLettersDigits(text, or: "-_") { return text }
    context.error(node.place, "a header field's name is made of ASCII letters, digits, - and _")
    return nil
  }
}

/// One role of `rbac`.
struct RoleSection: ConfigRecord {
  var allowedTools: [String]?
  var deniedTools: [String]?

  static let schema = RecordSchema<RoleSection>(fields: [
    Field(
      "allowed_tools", .list(of: .toolName), \.allowedTools, default: "all",
      doc: "Tools that the role may use: names with `*` for anything, compared with case."),
    Field(
      "denied_tools", .list(of: .toolName), \.deniedTools,
      doc: "Tools that it may not use, whatever is allowed; names as in `allowed_tools`."),
  ])
}

extension ValueType<[String: RoleAccessSettings.Role]> {
  static let roles = Self("mapping of roles") { node, context in
    guard case .mapping(let members) = node.value else {
      context.wrongType(node, expected: "a mapping")
      return nil
    }
    var result: [String: RoleAccessSettings.Role] = [:]
    for member in members {
      context.inside(key: String(member.key.prefix(64))) { context in
        guard let section = RoleSection.schema.decode(member.value, &context) else { return }
        var role = RoleAccessSettings.Role()
        role.allowedTools = section.allowedTools
        role.deniedTools = section.deniedTools ?? []
        result[member.key] = role
      }
    }
    return result
  }
}

/// `agent-firewall`
struct AgentFirewallSection: PolicySection {
  static let kind = "agent-firewall"
  static let about = "Says which tools a request may declare and a model may call. Looks at declared tools, and at tool calls in answers."
  var common = CommonPolicySettings()
  var allowedTools: [String]?
  var blockedTools: [String]?
  var maxActions: Int?
  var tools: AgentToolsSection?

  static let schema = RecordSchema<AgentFirewallSection>(
    fields: [
      actionField([.block, .escalate, .flag], default: .block),
      Field(
        "allowed_tools", .list(of: .toolName), \.allowedTools, default: "all",
        doc: "Tools that may be used: names with `*` for anything, compared with case."),
      Field(
        "blocked_tools", .list(of: .toolName), \.blockedTools,
        doc: "Tools that may not be used, whatever is allowed; names as in `allowed_tools`."),
      Field(
        "max_actions_per_session", .integer(0...100_000), \.maxActions,
        doc: "The most tool calls in one conversation: those in the request's messages and in the answer. From 0 to 100000."),
      Field(
        "tools", .record(), \.tools,
        doc:
          "The expanded form: `roles` by name, each with `allowed_tools` and `denied_tools`. A request says its role in `X-User-Role`; "
          + "an unknown one is refused. What stands beside it applies to every role."),
    ] + commonFields(phase: .both, readsTexts: false),
    unsupported: ["rate_limits", "transaction_limits", "kill_switches", "monitoring"])

  func definition(id: String) -> PolicyDefinition {
    var settings = AgentFirewallSettings()
    settings.allowedTools = allowedTools
    settings.blockedTools = blockedTools ?? []
    settings.maxActions = maxActions
    settings.roles = tools?.roles ?? [:]
    return common.policy(id, Self.kind, phase: .both, action: .block, .agentFirewall(settings))
  }
}

/// `tools` of `agent-firewall`.
struct AgentToolsSection: ConfigRecord {
  var roles: [String: RoleAccessSettings.Role]?

  static let schema = RecordSchema<AgentToolsSection>(fields: [
    Field("roles", .roles, \.roles, required: true, doc: "Roles by name, each with `allowed_tools` and `denied_tools`.")
  ])
}

/// `data-routing-policy`
struct DataRoutingSection: PolicySection {
  static let kind = "data-routing-policy"
  static let about = "Uses only targets whose `data_policy` complies."
  var common = CommonPolicySettings()
  var zeroRetention: Bool?
  var noTraining: Bool?
  var maxRetentionDays: Int?
  var onNone: String?
  var logSelection: Bool?

  static let schema = RecordSchema<DataRoutingSection>(fields: [
    Field("require_zero_data_retention", .boolean, \.zeroRetention, default: "`false`", doc: "Only targets that keep nothing."),
    Field("require_no_training", .boolean, \.noTraining, default: "`false`", doc: "Only targets that do not train on the data."),
    Field(
      "max_retention_days", .integer(0...36_500), \.maxRetentionDays, doc: "Only targets that keep data at most so long. From 0 to 36500."),
    Field(
      "on_no_compliant_provider", .oneOf(["block", "warn"], what: "choice"), \.onNone, default: "`block`",
      doc: "What is done when no target complies: refuse the request, or go on and note it."),
    Field("log_provider_selection", .boolean, \.logSelection, default: "`true`", doc: "Accepted; the access log always names the target."),
    Field("message", .text(length: 1...500), \.common.message, doc: "What a client is told when the policy blocks."),
    enabledField,
  ])

  func definition(id: String) -> PolicyDefinition {
    var settings = DataRoutingSettings()
    settings.requiresZeroRetention = zeroRetention ?? false
    settings.requiresNoTraining = noTraining ?? false
    settings.maxRetentionDays = maxRetentionDays
    settings.blocksWithoutCompliantTarget = onNone != "warn"
    return common.policy(id, Self.kind, phase: .input, action: onNone == "warn" ? .flag : .block, .dataRouting(settings))
  }
}
