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
      ReferenceSection("policies (as a mapping)", PolicyChainSection.self, ""),
      ReferenceSection("policy.audit-logger", AuditLoggerSection.self, ReferenceText.policySettings),
      ReferenceSection("policies[] (as a list)", PolicyEntrySection.self, ""),
      ReferenceSection("policies[].rules[]", RuleSection.self, ""),
      ReferenceSection("gateway", GatewaySection.self, ""),
      ReferenceSection("gateway.limits", LimitsSection.self, "Sizes are numbers of bytes, or carry a unit: `B`, `KiB`, `MiB`, `GiB`."),
      ReferenceSection("simulator", SimulatorSection.self, "For targets with `provider: simulator` and no `base_url`."),
    ]
  }

  /// What this version does with every policy that may be named.
  private static var catalog: String {
    var text = "## Policies and rules\n\nWhat may be named in `policies`, and what this version does with it.\n\n"
    text += "| rule type | same as the kind | takes | in this version |\n| --- | --- | --- | --- |\n"
    for rule in PolicyCatalog.ruleTypes {
      let takes = [rule.takesPatterns ? "`patterns`" : "", rule.takesCategories ? "`categories`" : ""].filter { !$0.isEmpty }
      text += "| `\(rule.name)` | `\(rule.kind)` | \(takes.joined(separator: ", ")) | \(title(rule.status)) |\n"
    }
    text += "\n| kind | in this version |\n| --- | --- |\n"
    for kind in PolicyCatalog.kinds.sorted(by: { $0.name < $1.name }) { text += "| `\(kind.name)` | \(title(kind.status)) |\n" }
    text += "| `document-*` | \(title(.notEnforced)) |\n"
    return text
  }

  private static func title(_ status: PolicyCatalog.Status) -> String {
    switch status {
    case .notEnforced: "not enforced"
    }
  }
}
