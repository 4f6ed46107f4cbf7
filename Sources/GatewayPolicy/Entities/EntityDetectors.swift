/// The detectors of free-text entities: names, places, organizations, addresses.
public enum EntityDetectors {
  /// One of each.
  public static let all: [any Detector] = [EntityDetector()]

  /// The same with other weights, in the form of the trainer: to measure weights that have not seen what they are measured on.
  package static func detectors(weights: Span<UInt8>, scale: Int) -> [any Detector] {
    [EntityDetector(WordClassifier(weights, scale: scale))]
  }
}
