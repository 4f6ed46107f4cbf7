/// Settings of a policy that works by spans: `pii-detector`, `hipaa-phi-detector`, `dlp-filter`.
public struct SpanSettings: Sendable, Hashable {
  /// A pattern of the configuration's own.
  public struct Pattern: Sendable, Hashable {
    /// Its name in findings and markers.
    public var name: String
    /// The regular expression.
    public var expression: String

    /// A pattern of its parts.
    public init(name: String, expression: String) {
      self.name = name
      self.expression = expression
    }
  }

  /// How a marker is written.
  public struct Redaction: Sendable, Hashable {
    /// `label`, `asterisks` or `partial`.
    public enum Format: String, Sendable, Hashable, CaseIterable {
      case label, asterisks, partial
    }
    /// The format.
    public var format = Format.label
    /// Texts by the name of what is replaced.
    public var customMarkers: [String: String] = [:]
    /// Whether the marker is as long as what it replaces.
    public var preservesLength = false
    /// Whether what is taken out of the prompt is put back into the answer.
    public var restores = false

    /// The defaults.
    public init() {}
  }

  /// Names of built-in kinds of data (`credit_card`); the policy engine knows them.
  public var entities: [String]
  /// Regular expressions.
  public var patterns: [Pattern] = []
  /// Terms, matched without regard to case, as whole words.
  public var terms: [String] = []
  /// The most edits by which a word may differ from a term; 0 is exact.
  public var maxDistance = 0
  /// The score from which on a finding counts, 0 to 100.
  public var threshold = 60
  /// How markers are written.
  public var redaction = Redaction()
  /// Whether content that cannot be looked at (images, audio, token ids) passes; nil: only when the action is `flag`.
  public var allowsUninspectable: Bool?

  /// Settings for some kinds of data.
  public init(entities: [String]) { self.entities = entities }
}
