/// Commented configurations to begin with: `penstock init --template NAME`. The files in `examples/policies` are the same.
public enum PolicyTemplates {
  /// A template.
  public struct Template: Sendable {
    /// Its name.
    public let name: String
    /// What it is for, in one line.
    public let about: String
    /// The policies, in YAML.
    fileprivate let policies: String

    /// The whole file.
    public var text: String {
      """
      # \(about)
      # Try it: penstock policy explain --policy-config FILE, and docs/policies.md for all that can be said here.
      providers:
        targets:
          # Your engine; the simulator answers until there is one.
          # - id: vllm
          #   provider: vllm:chat:meta-llama/Llama-3.1-8B-Instruct
          #   base_url: http://localhost:8000/v1
          - id: simulator
            provider: simulator:chat:penstock-simulator
      \(policies)
      """
    }
  }

  /// The template with a name.
  public static func named(_ name: String) -> Template? { all.first { $0.name == name } }

  /// All of them.
  public static let all: [Template] = [
    Template(
      name: "pii", about: "Personal data is replaced in prompts and answers, streams included.",
      policies: """
        policies:
          - id: privacy
            description: Personal data and secrets stay here
            rules:
              - type: pii_detection
                action: redact
                # Groups: pii, pci, phi, secrets, financial, network, identity; or single kinds.
                # Names, addresses and dates are not among pii: add person, address, date where they count.
                patterns: [pii, pci, secrets]

        """),
    Template(
      name: "hipaa", about: "The identifiers of HIPAA Safe Harbor, as far as text rules reach, with an audit mark.",
      policies: """
        pack: {name: hipaa, version: 1.0.0, enabled: true}
        policies:
          chain: [rbac, hipaa-phi-detector, audit-logger]
        policy:
          rbac:
            deny_if_missing: [X-User-ID]
          hipaa-phi-detector:
            action: redact
            # Above 60 single years and weekdays are left alone.
            min_score: 61
          audit-logger:
            retention_days: 2192
            hipaa_audit_controls: true

        """),
    Template(
      name: "pci", about: "Payment cards never reach a model, and never come out of one.",
      policies: """
        policies:
          - id: no-cards-in-prompts
            rules:
              - type: pii_detection
                action: block
                phase: input
                patterns: [pci]
                message: Payment cards may not be sent to a model.
          - id: no-cards-in-answers
            rules:
              - type: pii_detection
                action: redact
                phase: output
                patterns: [pci]
                redaction: {marker_format: partial}

        """),
    Template(
      name: "prompt-injection", about: "Attempts to override the model's instructions are refused.",
      policies: """
        pack: {name: prompt-injection, version: 1.0.0, enabled: true}
        policies:
          chain: [prompt-injection]
        policy:
          prompt-injection:
            attack_patterns:
              - {name: magic-word, pattern: "(?i)open sesame"}
            encoding: {decode_base64: true}
            boundaries: {reject_fake_boundaries: true}
            response: {action: block, message: This request looks like an attack.}
            uninspectable: allow

        """),
    Template(
      name: "agent-firewall", about: "Only some tools may be offered to a model, and called by it.",
      policies: """
        pack: {name: agent-firewall, version: 1.0.0, enabled: true}
        policies:
          chain: [agent-firewall]
        policy:
          agent-firewall:
            allowed_tools: ["get_*", search]
            blocked_tools: ["*delete*"]
            max_actions_per_session: 20

        """),
    Template(
      name: "dlp", about: "Words and patterns of your own, and keys and tokens, stay inside.",
      policies: """
        pack: {name: dlp, version: 1.0.0, enabled: true}
        policies:
          chain: [dlp-filter]
        policy:
          dlp-filter:
            detect_patterns:
              - {name: project, pattern: "PRJ-[0-9]{4}"}
            blocked_terms: [Project Falcon]
            fuzzy_matching: true
            max_distance: 1

        """),
    Template(
      name: "rbac", about: "Requests say who asks; roles say which tools.",
      policies: """
        pack: {name: rbac, version: 1.0.0, enabled: true}
        policies:
          chain: [rbac]
        policy:
          rbac:
            deny_if_missing: [X-User-ID]
            roles:
              analyst: {allowed_tools: ["query_*"]}
              operator: {denied_tools: [drop_table]}

        """),
    Template(
      name: "content-filter", about: "Violence and self-harm are refused in prompts and answers.",
      policies: """
        policies:
          - id: content
            rules:
              - type: content_filter
                action: block
                categories: [violence, self_harm]
                threshold: medium
                uninspectable: allow

        """),
  ]
}
