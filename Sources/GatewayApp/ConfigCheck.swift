public import GatewayConfig
internal import GatewayCore
internal import GatewayPolicy

/// What `config check` finds: the same loading and provisioning as at start, without listening.
public struct ConfigCheck: Sendable {
  /// Errors and warnings.
  public let diagnostics: [Diagnostic]
  /// What the configuration holds, when it is valid.
  public let summary: ConfigSummary?
  /// 0 valid, 1 errors, 2 valid with structural warnings.
  public let exitCode: Int32

  /// Checks files.
  public static func run(_ files: [String], environment: [String: String], allowUnenforced: Bool) async -> ConfigCheck {
    let result = ConfigLoader(environment: environment, options: .init(allowUnenforced: allowUnenforced)).load(paths: files)
    guard let snapshot = result.snapshot else { return ConfigCheck(diagnostics: result.diagnostics, summary: nil, exitCode: 1) }
    let chain: PolicyChain
    do {
      chain = try await Provisioner().check(snapshot)
    } catch {
      return ConfigCheck(
        diagnostics: (result.diagnostics + [error.diagnostic(result, files: files)]).sorted(), summary: nil, exitCode: 1)
    }
    var options = GatewayOptions()
    options.environment = environment
    let problems = AuditFolders.problems(AuditService.settings(snapshot, options), result, files: files)
    guard problems.isEmpty else {
      return ConfigCheck(diagnostics: (result.diagnostics + problems).sorted(), summary: nil, exitCode: 1)
    }
    return ConfigCheck(diagnostics: result.diagnostics, summary: ConfigSummary(snapshot, chain), exitCode: result.exitCode)
  }
}

/// A valid configuration in short.
public struct ConfigSummary: Sendable, Encodable {
  /// `pack.name`.
  public let name: String
  /// `pack.version`.
  public let version: String
  /// SHA-256 of the files.
  public let hash: String
  /// `pack.enabled`.
  public let enabled: Bool
  /// The targets' ids.
  public let targets: [String]
  /// The groups: those of `model_groups`, then targets of one model and kind that are several.
  public let groups: [GroupSummary]
  /// The policies in force, in order.
  public let policies: [String]
  /// The most characters that redaction holds back of a streamed answer; nil when no policy redacts answers, and when answers are assembled.
  public let holdBack: Int?
  /// The policies for which a streamed answer is assembled before its first byte is sent, in order.
  public let assemblingPolicies: [String]
  /// Policies that are accepted and not enforced.
  public let unenforcedPolicies: [String]

  private enum CodingKeys: String, CodingKey {
    case name, version, hash, enabled, targets, groups, policies
    case holdBack = "stream_hold_back"
    case assemblingPolicies = "stream_assembled_for"
    case unenforcedPolicies = "policies_unenforced"
  }

  init(_ snapshot: Snapshot, _ chain: PolicyChain) {
    policies = snapshot.policies.map { "\($0.id) (\($0.kind), \($0.action.rawValue))" }
    assemblingPolicies = chain.assemblingPolicies
    holdBack = chain.outputSpans.isEmpty || chain.buffersStreams ? nil : chain.outputSpans.bound
    name = snapshot.name
    version = snapshot.version
    hash = snapshot.hash
    enabled = snapshot.isEnabled
    targets = snapshot.targets.map(\.id)
    groups = GroupSummary.all(of: snapshot)
    unenforcedPolicies = snapshot.unenforcedPolicies
  }

  /// For people.
  public var text: String {
    """
    ✓ Configuration is valid: \(name)@\(version) (\(hash.prefix(12)))
      Targets: \(targets.count) (\(targets.joined(separator: ", ")))\(groups.map { "\n  Group \($0.text)" }.joined())
      Policies enforced: \(policies.isEmpty ? "none" : "\(policies.count) (\(policies.joined(separator: ", ")))")\(unenforcedPolicies.isEmpty ? "" : "; NOT enforced: \(unenforcedPolicies.joined(separator: ", "))")\
    \(streams)
    """
  }

  private var streams: String {
    guard assemblingPolicies.isEmpty else {
      let names = assemblingPolicies.map { "'\($0)'" }.joined(separator: ", ")
      return "\n  Streams: assembled as a whole (\(assemblingPolicies.count == 1 ? "policy" : "policies") \(names))"
    }
    return holdBack.map { "\n  Streams: at most \($0) characters of an answer are held back" } ?? ""
  }
}
