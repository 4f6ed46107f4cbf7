/// The reference of the configuration file, generated from the schemas that decode it.
public enum ConfigReference {
  /// The whole of `docs/configuration.md`.
  public static func markdown() -> String {
    var parts = [ReferenceText.head, ReferenceText.shapes, ReferenceText.rules]
    parts += sections.map(\.markdown)
    parts.append(catalog)
    parts.append(ReferenceText.tail)
    return parts.joined(separator: "\n")
  }

  private static var sections: [ReferenceSection] {
    [
      ReferenceSection("", RootSection.self, "The keys at the top level."),
      ReferenceSection("pack", PackSection.self, "Optional; when it is there, its required keys are required."),
      ReferenceSection("providers", ProvidersSection.self, ""),
      ReferenceSection("providers.targets[]", TargetSection.self, ReferenceText.targets),
      ReferenceSection("providers.targets[].secret_key_ref", SecretReference.self, ReferenceText.secrets),
      ReferenceSection("providers.targets[].timeouts", TimeoutsSection.self, "In seconds, whole or not, from 0.001 to 86400."),
      ReferenceSection("providers.targets[].data_policy", DataPolicySection.self, "What is not said complies with no demand."),
    ] + fleetSections + [
      ReferenceSection("policies (as a mapping)", PolicyChainSection.self, ""),
      ReferenceSection("policies[] (as a list)", PolicyEntrySection.self, ""),
      ReferenceSection("policies[].rules[]", RuleSection.self, ""),
    ]
      + PolicyCatalog.kinds.compactMap(\.reference)
      + [
        ReferenceSection(
          "redaction", RedactionSection.self, "In `pii-detector`, `hipaa-phi-detector`, `dlp-filter` and rules of type `pii_detection`."),
        ReferenceSection("judge", JudgeSection.self, ReferenceText.judge),
        ReferenceSection("assertions[]", AssertionSection.self, "In `quality-scorer`."),
        ReferenceSection("gateway", GatewaySection.self, ""),
        ReferenceSection("gateway.limits", LimitsSection.self, "Sizes are numbers of bytes, or carry a unit: `B`, `KiB`, `MiB`, `GiB`."),
        ReferenceSection("gateway.audit", AuditSection.self, "docs/audit.md says how the log works."),
        ReferenceSection("gateway.audit.checkpoint_webhook", CheckpointWebhookSection.self, "A mirror of checkpoints that is not a file."),
        ReferenceSection(
          "gateway.audit.export[]", AuditExportSection.self,
          "Places that get a copy of the audit log's records as they come (docs/audit.md)."),
        ReferenceSection("gateway.fleet", FleetSection.self, ""),
        ReferenceSection("gateway.fleet.retry", RetrySection.self, ""),
        ReferenceSection("gateway.fleet.queue", QueueSection.self, ""),
        ReferenceSection("gateway.fleet.health", HealthSection.self, ""),
        ReferenceSection("gateway.fleet.prefix", PrefixSection.self, ""),
        ReferenceSection("simulator", SimulatorSection.self, "For targets with `provider: simulator` and no `base_url`."),
      ]
  }

  /// Groups of targets, in the spellings of the pages.
  private static var fleetSections: [ReferenceSection] {
    [
      ReferenceSection("providers.routing", RoutingSection.self, ReferenceText.fleets),
      ReferenceSection("providers.fallback", FallbackSection.self, ReferenceText.fallback),
      ReferenceSection("providers.circuit_breaker", CircuitBreakerSection.self, ""),
      ReferenceSection("provider_routing", ProviderRoutingSection.self, ""),
      ReferenceSection("provider_fallback", ProviderFallbackSection.self, ReferenceText.providerFallback),
      ReferenceSection("model_groups[]", ModelGroupSection.self, ReferenceText.groups),
      ReferenceSection("model_groups[].models[]", GroupModelSection.self, ""),
    ]
  }

  /// What this version does with every policy that may be named.
  private static var catalog: String {
    var text = "## Policies and rules\n\nWhat may be named in `policies`, and what this version does with it.\n\n"
    text += "| rule type | same as the kind |\n| --- | --- |\n"
    for rule in RuleType.allCases { text += "| `\(rule.rawValue)` | `\(rule.kind)` |\n" }
    text += "\n| kind | in this version |\n| --- | --- |\n"
    for kind in PolicyCatalog.kinds.sorted(by: { $0.name < $1.name }) {
      text += "| `\(kind.name)` | \(kind.decode == nil ? "not enforced: an error, never a pass" : "enforced") |\n"
    }
    text += "| `document-*` | not enforced: an error, never a pass |\n"
    return text
  }
}
