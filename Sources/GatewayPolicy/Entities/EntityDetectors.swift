/// The detectors of free-text entities: names, places, organizations, addresses.
public enum EntityDetectors {
  /// One of each.
  public static let all: [any Detector] = [NameDetector(), AddressDetector()]
}
