/// A word as the classifier sees it, for the trainer.
package struct WordSample {
  /// Its first folded byte, and the one behind its last.
  package let start: Int
  package let end: Int
  /// The rows of its features.
  package let rows: [Int]

  /// The words of a folded text that the classifier would judge.
  package static func samples(of text: Span<UInt8>) -> [WordSample] {
    var samples: [WordSample] = []
    for start in 0..<text.count where ByteClass.isUpper(text[start]) && (start == 0 || !ByteClass.isWord(text[start &- 1])) {
      var probe = Probe(text, at: start, lookahead: 160, isFinal: true)
      if EntityDetector.isInsideWord(&probe) { continue }
      let reader = WordReader(table: .shared)
      let word = reader.next(0, isStart: true, &probe)
      if word.shape == .none || word.classes.contains(.stop) { continue }
      var window = WordWindow(word, reader)
      var features = WordFeatures(into: FeatureList())
      features.add(WordWindow.start, in: &window, &probe)
      samples.append(WordSample(start: start, end: start &+ word.length, rows: features.sink.rows))
    }
    return samples
  }
}
