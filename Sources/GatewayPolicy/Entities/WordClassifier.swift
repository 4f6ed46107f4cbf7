/// A linear classifier of words: sums the rows of a word's features.
struct WordClassifier: Sendable {
  /// The one classifier.
  static let shared = WordClassifier()

  /// A row for every feature: the weight of every label.
  private var rows: [SIMD8<Int16>]

  /// What a weight of 1 is worth, in hundredths of a natural logit.
  private let scale: Int

  private init() {
    // SAFETY: the span is read inside of the closure only, and the string is a constant.
    self = WordWeights.rows.withUTF8Buffer { WordClassifier(unsafe Span(_unsafeElements: $0), scale: WordWeights.scale) }
  }

  /// A classifier with weights in the form of ``WordWeights``.
  init(_ weights: Span<UInt8>, scale: Int) {
    self.scale = scale
    rows = [SIMD8<Int16>](repeating: .zero, count: 1 << FeatureRow.bits)
    let labels = WordLabel.allCases.count
    var index = 0
    for position in weights.indices where !ByteClass.isSpace(weights[position]) {
      let row = index / labels
      guard row < rows.count else { return }
      // 6 bits a weight: `#` is -31; the backslash is written as `z`.
      let byte = weights[position] == 0x7a ? 0x5c : weights[position]
      rows[row][index % labels] = Int16(byte) &- 0x23 &- 31
      index &+= 1
    }
  }

  /// The label of the word at an index of a window with the most weight, and by how much it has more than no label, in hundredths of a natural logit.
  func label(_ index: Int, in window: inout WordWindow, _ probe: inout Probe) -> (label: WordLabel, margin: Int) {
    var features = WordFeatures(into: FeatureSum(of: rows))
    features.add(index, in: &window, &probe)
    let sums = features.sink.sum
    var best = 0
    var most = sums[0]
    for label in 1..<WordLabel.allCases.count where sums[label] > most { (best, most) = (label, sums[label]) }
    return (WordLabel(rawValue: best) ?? .none, (Int(most) &- Int(sums[0])) &* scale)
  }
}
