internal import GatewayCore

/// The whole document.
struct RootSection: ConfigRecord {
  var pack: PackSection?
  var providers: ProvidersSection?
  var policies: PoliciesSection?
  var policy: PolicySettingsSection?
  var gateway: GatewaySection?
  var simulator: SimulatorSection?
  var providerRouting: ProviderRoutingSection?
  var providerFallback: ProviderFallbackSection?
  var modelGroups: [ModelGroupSection]?
  /// What all spellings say of fleets.
  private var fleet = FleetSettings()

  init() {}

  static let schema = RecordSchema<RootSection>(
    fields: [
      Field("pack", .record(), \.pack, doc: "What the configuration calls itself, and the master switch."),
      Field(
        "providers", .record(), \.providers, required: true, missing: "no providers, so no targets; \(ProvidersSection.howToAdd)",
        doc: "The engines that requests go to."),
      Field("provider_routing", .record(), \.providerRouting, doc: "Another spelling of `providers.routing`, with more to say."),
      Field("provider_fallback", .record(), \.providerFallback, doc: "Another spelling of `providers.fallback`, with more to say."),
      Field(
        "model_groups", .list(of: .record()), \.modelGroups,
        doc: "Models that several targets serve under a name of the gateway's own."),
      Field(
        "policies", PoliciesSection.type, \.policies,
        doc: "What is enforced: a chain of policy kinds, or a list of policies with rules."
      ),
      Field("policy", PolicySettingsSection.type, \.policy, doc: "The settings of the kinds in `policies.chain`, by kind."),
      Field("gateway", .record(), \.gateway, doc: "Penstock's own settings."),
      Field("simulator", .record(), \.simulator, doc: "How the simulator inside the gateway behaves."),
    ],
    unsupported: [
      "agents", "cache", "workflow_cache", "testing", "history", "loads",
    ],
    hints: [
      "input_policies": "goes with policies as a list, not with a chain",
      "output_policies": "goes with policies as a list, not with a chain",
      "includes": "files are not included but layered: give --policy-config several times",
      "targets": "targets stand under providers: providers: {targets: [...]}",
      "chain": "the chain stands under policies: policies: {chain: [...]}",
      "version": "the version stands under pack: pack: {name, version, enabled}",
    ]
  )

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    if pack?.enabled == false, let place = node["pack"]?["enabled"]?.place {
      context.inside(key: "pack") { context in
        context.inside(key: "enabled") { $0.warning(place, "is false: no request will be served", isStructural: false) }
      }
    }
    reportUnreferenced(&context)
    PoliciesInForce(definitions: definitions, targets: (providers?.targets ?? []).compactMap(\.target)).check(node, &context)
    JudgeReference.check(providers?.targets ?? [], definitions, &context)
    fleet = FleetSpellings(self, root: node).settings(&context)
  }

  /// A block of settings takes part only through the chain.
  private func reportUnreferenced(_ context: inout DecodeContext) {
    var chain: [String] = []
    var reason = "it is not in policies.chain"
    switch policies {
    case .chain(let kinds): chain = kinds
    case .list: reason = "policies is a list, without a chain"
    case nil: reason = "there is no policies.chain"
    }
    context.inside(key: "policy") { context in
      for (kind, place) in policy?.places ?? [] where !chain.contains(kind) {
        context.inside(key: kind) { context in
          context.warning(place, "policy \"\(kind)\" has settings but is not in force: \(reason)", isStructural: true)
        }
      }
    }
  }

  /// The policies in force, in order. A kind without a block has its defaults.
  private var definitions: [PolicyDefinition] {
    switch policies {
    case .list(let definitions): return definitions
    case nil: return []
    case .chain(let kinds):
      var seen: Set<String> = []
      let disabled = policy?.disabled ?? []
      return kinds.filter { seen.insert($0).inserted && !disabled.contains($0) }.compactMap { kind in
        guard let definition = policy?.definitions[kind] else {
          var ignored = DecodeContext(environment: [:], allowsUnenforced: true)
          return PolicyCatalog.kind(kind)?.decode?(nil, kind, &ignored)?.definition
        }
        return definition
      }
    }
  }

  /// The audit log's settings; nil when nothing asks for one.
  private var audit: AuditSettings? {
    let logger = definitions.lazy.compactMap { if case .auditLog(let settings) = $0.guardrail { settings } else { nil } }.first
    guard logger != nil || gateway?.audit != nil else { return nil }
    return (gateway?.audit ?? AuditSection()).settings(logger ?? AuditLoggerSettings())
  }

  /// The snapshot that the document describes. It means something only when decoding recorded no error.
  func snapshot(hash: String, unenforcedPolicies: [String]) -> Snapshot {
    let targets = (providers?.targets ?? []).compactMap(\.target)
    var settings = (simulator ?? SimulatorSection()).settings
    for target in targets where target.provider == .simulator && target.baseURL == nil {
      guard let model = target.model, !settings.models.contains(model) else { continue }
      settings.models.append(model)
    }
    return Snapshot(
      name: pack?.name ?? "default",
      version: pack?.version ?? "0.0.0",
      hash: hash,
      isEnabled: pack?.enabled ?? true,
      targets: targets,
      policies: definitions,
      unenforcedPolicies: unenforcedPolicies,
      limits: (gateway?.limits ?? LimitsSection()).limits,
      simulator: settings,
      audit: audit,
      fleet: fleet
    )
  }
}
