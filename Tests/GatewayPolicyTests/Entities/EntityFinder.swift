import GatewayPolicy

/// Runs the detectors of free-text entities over a text, as a policy would.
struct EntityFinder {
  private static let scanner = SpanScanner(EntityDetectors.all)

  /// The texts that are found as an entity with a score of at least 60, and do not overlap an earlier or longer finding.
  static func found(_ entity: Entity, in text: String) -> [String] { all(in: text).filter { $0.entity == entity }.map(\.text) }

  /// Everything that is found.
  static func all(in text: String) -> [(entity: Entity, text: String)] {
    var folded = FoldedText()
    folded.append(Array(text.utf8).span)
    folded.finish()
    var end = 0
    var found: [(Entity, String)] = []
    for finding in scanner.scan(folded.bytes.span, isFinal: true).findings where finding.score >= 60 && finding.start >= end {
      end = finding.end
      let original = Array(text.utf8)[folded.originalStart(finding.start)..<folded.originalEnd(finding.end - 1)]
      found.append((finding.entity, String(decoding: original, as: UTF8.self)))
    }
    return found
  }
}
