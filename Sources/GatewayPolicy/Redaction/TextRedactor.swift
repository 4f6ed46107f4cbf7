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

  /// Looks at the parts of a text that are read one behind the other, and is no JSON source: each for itself, and all together.
  /// - Returns: what came of each part. What begins in one is reported for it, though it may end in a later one.
  public func redact(parts: [[UInt8]], vault: inout PlaceholderVault) -> [Result] {
    var results = [Result](repeating: Result(), count: parts.count)
    guard !plan.isEmpty else { return results }
    var enforcer = LaneEnforcer(plan)
    enforcer.receiveWhole(parts, vault: &vault)
    // In the order of their starts, as the parts are.
    var hits = enforcer.takeHits()[...]
    var start = 0
    for (index, part) in parts.enumerated() {
      let end = start + part.count
      let own = hits.prefix { $0.range.lowerBound < end }
      hits = hits.dropFirst(own.count)
      results[index].hits = own.map { $0.moved(by: -start) }
      results[index].stop = enforcer.stop.flatMap { own.contains($0) ? $0.moved(by: -start) : nil }
      if enforcer.stop == nil, case .changed(let changed) = enforcer.take(upTo: end), changed != part { results[index].text = changed }
      start = end
    }
    return results
  }
}

extension SpanHit {
  fileprivate func moved(by distance: Int) -> SpanHit {
    SpanHit(range: range.lowerBound + distance..<range.upperBound + distance, policy: policy, name: name, score: score, action: action)
  }
}
