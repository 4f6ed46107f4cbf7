/// Settings of `rbac`.
public struct RoleAccessSettings: Sendable, Hashable {
  /// What a role may do with tools. Names are globs with `*`.
  public struct Role: Sendable, Hashable {
    /// The tools it may be offered; nil: all.
    public var allowedTools: [String]?
    /// Tools it may not be offered, whatever is allowed.
    public var deniedTools: [String] = []

    /// A role without limits.
    public init() {}
  }

  /// Header fields without which a request is refused.
  public var requiredHeaders = ["X-User-ID"]
  /// Whether a request without `Authorization` is refused.
  public var requiresAuthorization = false
  /// The roles by name. A request says its role in `X-User-Role`; when roles are defined, one that is not among them is refused.
  public var roles: [String: Role] = [:]

  /// The defaults.
  public init() {}
}

/// Settings of `agent-firewall`. Names are globs with `*`.
public struct AgentFirewallSettings: Sendable, Hashable {
  /// The tools that may be declared and called; nil: all.
  public var allowedTools: [String]?
  /// Tools that may be neither, whatever is allowed.
  public var blockedTools: [String] = []
  /// What each role may use besides, by its name. A request says its role in `X-User-Role`; when roles are defined, one that is not among them is refused.
  public var roles: [String: RoleAccessSettings.Role] = [:]
  /// The most tool calls in one conversation (those in the request's messages and in the answer); nil: any number.
  public var maxActions: Int?

  /// The defaults.
  public init() {}
}

/// Settings of `data-routing-policy`: which targets may be used. A target says what it does with data in its `data_policy`.
public struct DataRoutingSettings: Sendable, Hashable {
  /// Only targets that keep nothing.
  public var requiresZeroRetention = false
  /// Only targets that do not train on the data.
  public var requiresNoTraining = false
  /// Only targets that keep data for at most so many days.
  public var maxRetentionDays: Int?
  /// Whether a request is refused when no target complies; else it goes on, and the log says so.
  public var blocksWithoutCompliantTarget = true

  /// The defaults.
  public init() {}
}
