/// All built-in detectors.
public enum DetectorCatalog {
  /// One of each; a policy uses those that can find what it names.
  public static let all: [any Detector] = [
    NumberDetector(), EmailDetector(), URLDetector(), DomainDetector(), NetworkDetector(), IBANDetector(), CryptoDetector(), DateDetector(),
    LabeledDetector(), CheckedIDDetector(), SecretDetector(), KeyBlockDetector(), LabeledSecretDetector(),
  ]

  /// The detectors that can find any of these.
  public static func detectors(for entities: Set<Entity>) -> [any Detector] {
    all.filter { !entities.isDisjoint(with: $0.entities) }
  }
}
