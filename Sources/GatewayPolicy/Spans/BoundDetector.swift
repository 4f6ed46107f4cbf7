/// A detector whose type is known where it is called: asking it costs one call, and no copy of an existential.
class BoundDetector: @unchecked Sendable {
  // SAFETY: what a subclass holds is a constant, and Sendable.

  fileprivate init() {}

  /// As ``Detector/detect(_:_:)``.
  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {}

  /// A detector, bound.
  static func bound<Found: Detector>(_ detector: Found) -> BoundDetector { Bound(detector) }
}

private final class Bound<Found: Detector>: BoundDetector, @unchecked Sendable {
  // SAFETY: the detector is a constant, and Sendable.
  private let detector: Found

  init(_ detector: Found) { self.detector = detector }

  override func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) { detector.detect(&probe, &matches) }
}
