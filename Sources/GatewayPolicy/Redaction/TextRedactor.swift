/// Redacts whole texts. What it gives is what ``LaneEnforcer`` gives for the text in one piece.
public struct TextRedactor: Sendable {
  /// What came of a text.
  public struct Result: Sendable {
    /// The text with its redactions; nil when it stays as it is.
    public var text: [UInt8]?
    /// What was found.
    public var hits: [SpanHit] = []
    /// The hit that ends the request or the answer.
    public var stop: SpanHit?
  }

  private let plan: SpanPlan

  /// A redactor for a plan.
  public init(_ plan: SpanPlan) { self.plan = plan }

  /// Looks at a text. The vault gets the values that a policy redacts reversibly.
  public func redact(_ text: [UInt8], isJSON: Bool = false, vault: inout PlaceholderVault) -> Result {
    guard !plan.isEmpty, !text.isEmpty else { return Result() }
    if FoldedText.isPlain(text.span.bytes, isJSON), plan.scanner.scan(text.span, isFinal: true).findings.isEmpty { return Result() }
    var enforcer = LaneEnforcer(plan, isJSON: isJSON)
    enforcer.receiveWhole(text.span, vault: &vault)
    var result = Result(stop: enforcer.stop)
    result.hits = enforcer.takeHits()
    if result.stop == nil, case .changed(let changed) = enforcer.take(upTo: .max) { result.text = changed }
    return result
  }
}
