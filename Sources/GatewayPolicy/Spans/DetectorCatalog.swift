/// All built-in detectors.
public enum DetectorCatalog {
  /// All of them; a policy uses those that can find what it names.
  public static let all: [any Detector] =
    [
      NumberDetector(), TokenDetector(), EmailDetector(), UrlDetector(), DomainDetector(), HexAddressDetector(), WebTokenDetector(),
      PrivateKeyDetector(),
    ] + DateDetector.all + CryptoAddressDetector.all + KeyDetector.all + EntityDetectors.all

  /// The detectors that can find any of these.
  public static func detectors(for entities: Set<Entity>) -> [any Detector] {
    all.filter { !entities.isDisjoint(with: $0.entities) }
  }
}
