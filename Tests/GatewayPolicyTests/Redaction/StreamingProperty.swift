import GatewayPolicy

/// What it means that streaming redaction is exact, as a function that says what is wrong.
struct StreamingProperty {
  let plan: SpanPlan
  var isJSON = false

  /// The redaction of a whole text.
  func redaction(of text: [UInt8]) -> [UInt8] {
    var enforcer = LaneEnforcer(plan, isJSON: isJSON)
    var vault = PlaceholderVault()
    enforcer.receive(text.span, vault: &vault)
    enforcer.finish(vault: &vault)
    return Self.bytes(enforcer.take(upTo: enforcer.received), of: text, 0..<enforcer.decided)
  }

  /// What is wrong with the redaction of a text that comes in pieces; nil when nothing is. `cuts` are ascending offsets, `whole` is the redaction of the whole text.
  func failure(_ text: [UInt8], cuts: [Int], whole: [UInt8]) -> String? {
    var enforcer = LaneEnforcer(plan, isJSON: isJSON)
    var vault = PlaceholderVault()
    var sent: [UInt8] = []
    var position = 0
    for cut in cuts + [text.count] {
      enforcer.receive(text[position..<cut].span, vault: &vault)
      position = cut
      let before = enforcer.taken
      sent += Self.bytes(enforcer.take(upTo: enforcer.received), of: text, before..<max(before, enforcer.decided))
      guard whole.starts(with: sent) else {
        return "after \(cut) bytes \(Self.show(sent)) was sent, which is no prefix of \(Self.show(whole))"
      }
      // ASCII: a byte is a folded byte.
      if !isJSON, enforcer.stop == nil, cut - enforcer.decided > plan.bound, text.allSatisfy({ $0 < 0x80 }) {
        return "after \(cut) bytes \(cut - enforcer.decided) are held back, which is more than \(plan.bound)"
      }
    }
    enforcer.finish(vault: &vault)
    let before = enforcer.taken
    sent += Self.bytes(enforcer.take(upTo: enforcer.received), of: text, before..<max(before, enforcer.decided))
    return sent == whole ? nil : "\(Self.show(sent)) is not \(Self.show(whole))"
  }

  private static func bytes(_ piece: LaneEnforcer.Piece, of text: [UInt8], _ range: Range<Int>) -> [UInt8] {
    switch piece {
    case .unchanged: Array(text[range])
    case .changed(let bytes): bytes
    }
  }

  private static func show(_ bytes: [UInt8]) -> String { "\"\(String(decoding: bytes, as: UTF8.self))\"" }
}

extension SpanPlan {
  /// A plan of one policy for each detector, all of which redact.
  convenience init(redacting detectors: [any Detector], marker: Marker = Marker()) {
    self.init(
      detectors.enumerated().map { index, detector in
        Source(
          detector,
          claims: Dictionary(
            uniqueKeysWithValues: detector.entities.map {
              ($0, [SpanClaim(policy: index, name: $0.name, action: .redact(marker), threshold: 0)])
            }))
      })
  }
}
