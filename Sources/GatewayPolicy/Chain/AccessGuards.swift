internal import GatewayCore
internal import OpenAIWire

/// `rbac`: who may ask, and with which tools.
struct RoleAccessGuard: RequestGuard {
  private let settings: RoleAccessSettings
  private let rules: [String: NameRules]

  /// The header field in which a request says its role.
  static let roleHeader = "x-user-role"
  /// What a request hears whose role has no rules.
  static let unknownRole = "This request needs a role that is known here, in the header field X-User-Role."

  static let unnamedTool = "This request declares a tool whose name cannot be read."

  init(_ settings: RoleAccessSettings) {
    self.settings = settings
    rules = settings.roles.mapValues { NameRules(allowed: $0.allowedTools, denied: $0.deniedTools) }
  }

  var headerNames: [String] { settings.requiredHeaders.map { $0.lowercased() } + [Self.roleHeader, "authorization"] }

  func objections(to request: PolicyRequest) -> [Objection] {
    var result: [Objection] = []
    func object(_ name: String, _ message: String) {
      result.append(Objection(name: name, reason: "access_denied", score: 100, location: "headers", message: message))
    }
    for header in settings.requiredHeaders where request.headers[header.lowercased()]?.isEmpty != false {
      object("missing_header", "This request needs the header field \(header).")
    }
    if settings.requiresAuthorization, request.headers["authorization"]?.isEmpty != false {
      object("missing_authorization", "This request needs the header field Authorization.")
    }
    guard !rules.isEmpty else { return result }
    guard let role = request.headers[Self.roleHeader], let rule = rules[role] else {
      object("unknown_role", Self.unknownRole)
      return result
    }
    for tool in request.tools.names where !rule.permits(tool) {
      object("tool_denied", "The role may not use the tool `\(tool.prefix(utf8: 100))` that this request declares.")
    }
    if request.tools.hasUnnamed, !rule.permitsAll { object("tool_denied", Self.unnamedTool) }
    return result
  }
}

/// `agent-firewall`: which tools a model is offered, which it calls, and how often.
struct AgentFirewallGuard: RequestGuard, AnswerGuard {
  private let rules: NameRules
  private let roles: [String: NameRules]
  private let maxActions: Int?

  init(_ settings: AgentFirewallSettings) {
    rules = NameRules(allowed: settings.allowedTools, denied: settings.blockedTools)
    roles = settings.roles.mapValues { NameRules(allowed: $0.allowedTools, denied: $0.deniedTools) }
    maxActions = settings.maxActions
  }

  var headerNames: [String] { roles.isEmpty ? [] : [RoleAccessGuard.roleHeader] }

  private var permitsAll: Bool { rules.permitsAll && roles.values.allSatisfy(\.permitsAll) }

  /// Whether a tool may be used by who asks; nil when that is not known.
  private func permits(_ request: PolicyRequest) -> ((String) -> Bool)? {
    guard !roles.isEmpty else { return { rules.permits($0) } }
    guard let name = request.headers[RoleAccessGuard.roleHeader], let role = roles[name] else { return nil }
    return { rules.permits($0) && role.permits($0) }
  }

  func objections(to request: PolicyRequest) -> [Objection] {
    guard let permits = permits(request) else {
      return [
        Objection(name: "unknown_role", reason: "access_denied", score: 100, location: "headers", message: RoleAccessGuard.unknownRole)
      ]
    }
    var denials = request.tools.names.filter { !permits($0) }.map { "The tool `\($0.prefix(utf8: 100))` may not be used here." }
    if request.tools.hasUnnamed, !permitsAll { denials.append(RoleAccessGuard.unnamedTool) }
    var result = denials.map { message in
      Objection(name: "tool_denied", reason: "tool_denied", score: 100, location: "tools", message: message)
    }
    if let maxActions, request.toolCallCount > maxActions { result.append(tooMany(maxActions, "messages")) }
    return result
  }

  func objections(to answer: PolicyAnswer) -> [Objection] {
    let calls = answer.calledTools
    // A role that is not known may use nothing: with `phase: output` nobody has looked at the request.
    let permits = permits(answer.request) ?? { _ in false }
    var result = calls.filter { !permits($0.name) }.map { call in
      Objection(
        name: "tool_denied", reason: "tool_denied", score: 100, location: call.location,
        message: "The model called the tool `\(call.name.prefix(utf8: 100))`, which may not be used here.")
    }
    if let maxActions, answer.request.toolCallCount &+ calls.count > maxActions { result.append(tooMany(maxActions, "tool_calls")) }
    return result
  }

  private func tooMany(_ limit: Int, _ location: String) -> Objection {
    Objection(
      name: "too_many_actions", reason: "action_limit_exceeded", score: 100, location: location,
      message: "More than \(limit) tool calls were made in this conversation.")
  }
}
