import GatewayPolicy

/// Runs all detectors over whole texts, as a policy would with the built-in threshold.
struct TextFinder {
  /// The one finder.
  static let shared = TextFinder()
  /// Findings below it count for nothing.
  static let threshold = 60

  /// All built-in detectors, those of free text included.
  private let scanner = SpanScanner(
    DetectorCatalog.all + (DetectorCatalog.detectors(for: [.person]).isEmpty ? EntityDetectors.all : []))

  /// A finding, in bytes of the text as it was.
  struct Finding {
    let entity: Entity
    let start: Int
    let end: Int
    let score: Int
  }

  /// What is found and does not overlap: earlier ones first, then longer ones.
  func spans(in text: String) -> [Finding] {
    var folded = FoldedText()
    folded.append(Array(text.utf8).span)
    folded.finish()
    var end = 0
    var kept: [Finding] = []
    for finding in scanner.scan(folded.bytes.span, isFinal: true).findings where finding.score >= Self.threshold && finding.start >= end {
      end = finding.end
      kept.append(
        Finding(
          entity: finding.entity, start: folded.originalStart(finding.start), end: folded.originalEnd(finding.end - 1), score: finding.score
        ))
    }
    return kept
  }
}
