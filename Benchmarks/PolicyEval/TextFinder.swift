import Foundation
import GatewayPolicy

/// Runs all detectors over whole texts, as a policy would with the built-in threshold.
struct TextFinder {
  /// The one finder.
  static let shared = TextFinder()
  /// Findings below it count for nothing.
  static let threshold = 60

  private let scanner: SpanScanner

  /// A finder with all built-in detectors. `PENSTOCK_EVAL_WEIGHTS` names a file with the scale and the weights of another word classifier, for cross-validation.
  init() {
    var detectors = DetectorCatalog.all.filter { !$0.entities.contains(.person) && !$0.entities.contains(.streetAddress) }
    if let path = ProcessInfo.processInfo.environment["PENSTOCK_EVAL_WEIGHTS"], let data = FileManager.default.contents(atPath: path),
      let line = data.firstIndex(of: 0x0a), let scale = Int(String(decoding: data[..<line], as: UTF8.self))
    {
      detectors += EntityDetectors.detectors(weights: Array(data[line...]).span, scale: scale)
    } else {
      detectors += EntityDetectors.all
    }
    scanner = SpanScanner(detectors)
  }

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
