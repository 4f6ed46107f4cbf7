internal import GatewayCore

/// The settings of one kind of policy.
protocol PolicySection: ConfigRecord {
  /// The kind's canonical name.
  static var kind: String { get }
  /// What is said of it in the reference.
  static var about: String { get }
  /// Settings that many kinds have.
  var common: CommonPolicySettings { get set }
  /// The policy that the settings describe.
  func definition(id: String) -> PolicyDefinition
}

/// Settings that many kinds have.
struct CommonPolicySettings: Sendable {
  var action: PolicyDefinition.Action?
  var phase: Phases?
  var streamingMode: PolicyDefinition.StreamingMode?
  var message: String?
  var allowsUninspectable: Bool?
  var enabled: Bool?

  /// `phase`
  enum Phases: String, CaseIterable, Sendable {
    case input, output, both

    var phases: Set<PolicyDefinition.Phase> {
      switch self {
      case .input: [.input]
      case .output: [.output]
      case .both: [.input, .output]
      }
    }
  }
}

extension PolicySection {
  /// `action`, with what a kind can do.
  static func actionField(_ actions: [PolicyDefinition.Action], default standard: PolicyDefinition.Action) -> Field<Self> {
    Field(
      "action", .name(of: actions, what: "action"), \.common.action, default: "`\(standard.rawValue)`",
      doc: "What is done about a finding: \(actions.map { "`\($0.rawValue)`" }.joined(separator: ", ")).")
  }

  /// `enabled`, which every kind has.
  static var enabledField: Field<Self> {
    Field("enabled", .boolean, \.common.enabled, default: "`true`", doc: "With `false` the policy stays in the file and is not in force.")
  }

  /// `phase`, `streaming_mode`, `message`, `enabled` and, for what reads texts, `uninspectable`.
  static func commonFields(phase: CommonPolicySettings.Phases, readsTexts: Bool = true) -> [Field<Self>] {
    let fields: [Field<Self>] = [
      Field(
        "phase", .name(of: CommonPolicySettings.Phases.allCases, what: "phase"), \.common.phase, default: "`\(phase.rawValue)`",
        doc: "Whether requests (`input`), answers (`output`) or both are looked at."),
      Field(
        "streaming_mode", .name(of: PolicyDefinition.StreamingMode.allCases, what: "mode"), \.common.streamingMode,
        default: "`realtime` for `redact` and `flag`, else `buffered`",
        doc: "Streamed answers: `realtime` holds back only what is undecided, `buffered` assembles the answer first."),
      Field("message", .text(length: 1...500), \.common.message, doc: "What a client is told when the policy blocks."),
      enabledField,
    ]
    guard readsTexts else { return fields }
    return fields + [
      Field(
        "uninspectable", .allowOrBlock, \.common.allowsUninspectable, default: "`block`; `allow` with `action: flag`",
        doc: "What is done with content that cannot be read: images, audio, files, token ids.")
    ]
  }
}

extension ValueType {
  /// One of the names of an enumeration.
  static func name(of cases: [Value], what: String) -> Self where Value: RawRepresentable<String> & Sendable {
    ValueType<String>.oneOf(cases.map(\.rawValue), what: what).map { text, _, _ in Value(rawValue: text) }
  }
}

extension ValueType<Bool> {
  /// `allow` is true, `block` is false.
  static let allowOrBlock = ValueType<String>.oneOf(["block", "allow"], what: "choice").map { text, _, _ in text == "allow" }
}
