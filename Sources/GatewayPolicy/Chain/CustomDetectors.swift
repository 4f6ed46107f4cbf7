internal import GatewayCore

/// The detectors of a configuration's own patterns and terms.
enum CustomDetectors {
  static func detectors(_ settings: SpanSettings, policy: String) throws(PolicyChain.Problem) -> [(name: String, detector: any Detector)] {
    []
  }
}
