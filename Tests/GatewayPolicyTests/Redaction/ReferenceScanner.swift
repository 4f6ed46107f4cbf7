@testable import GatewayPolicy

/// What the scanner does, written as its documentation says it: every detector at every start that its ``StartSet`` allows by boundary, first and second byte. No shapes, no tables,
/// and no marks for detectors that can be asked at their starts.
struct ReferenceScanner {
  private let detectors: [any Detector]

  init(_ detectors: [any Detector]) { self.detectors = detectors }

  /// The findings of a whole text.
  func findings(_ text: [UInt8]) -> [SpanFinding] {
    var result: [SpanFinding] = []
    for (index, detector) in detectors.enumerated() {
      let starts =
        detector.anchor.flatMap { $0.isWhole ? nil : Self.starts(of: $0, in: text) } ?? Self.starts(of: detector.starts, in: text)
      for start in starts { result += findings(of: detector, index, at: start, text) }
    }
    return result.sorted(by: SpanFinding.precedes)
  }

  private func findings(of detector: any Detector, _ index: Int, at start: Int, _ text: [UInt8]) -> [SpanFinding] {
    var probe = Probe(text.span, at: start, lookahead: detector.lookahead, isFinal: true)
    var matches: [SpanMatch] = []
    detector.detect(&probe, &matches)
    return matches.filter { $0.length > 0 && $0.length <= text.count - start }.map {
      SpanFinding(start: start, end: start + $0.length, entity: $0.entity, score: $0.score, source: index, continues: $0.continues)
    }
  }

  private static func starts(of set: StartSet, in text: [UInt8]) -> [Int] {
    text.indices.filter { index in
      let previous = index > 0 ? text[index - 1] : 0
      let next = index + 1 < text.count ? text[index + 1] : 0
      let isStart =
        switch set.boundary {
        case .none: true
        case .part: !ByteClass.isAlphanumeric(previous)
        case .word: !ByteClass.isWord(previous)
        }
      return isStart && set.first.contains(text[index]) && set.second.contains(next)
    }
  }

  /// The beginnings of the runs in front of the marks, one for each mark.
  private static func starts(of anchor: RunAnchor, in text: [UInt8]) -> [Int] {
    text.indices.filter { text[$0] == anchor.mark }.compactMap { mark in
      var start = mark
      while start > 0, mark - start < anchor.limit, anchor.run.contains(text[start - 1]) { start -= 1 }
      return start < mark ? start : nil
    }
  }
}
