/// All built-in detectors.
public enum DetectorCatalog {
  /// All of them; a policy uses those that can find what it names.
  public static let all: [any Detector] = single + several.flatMap(\.self)

  private static let single: [any Detector] = [
    NumberDetector(), TokenDetector(), EmailDetector(), UrlDetector(), DomainDetector(), HexAddressDetector(), WebTokenDetector(),
    PlacedSecretDetector(), SeedPhraseDetector(),
  ]

  /// Those of which there is one for each way to begin.
  private static let several: [[any Detector]] = [
    PrivateKeyDetector.all, DateDetector.all, CryptoAddressDetector.all, CryptoKeyDetector.all, KeyDetector.all, ShapedKeyDetector.all,
    EntityDetectors.all,
  ]

  /// The detectors that can find any of these.
  public static func detectors(for entities: Set<Entity>) -> [any Detector] {
    all.filter { !entities.isDisjoint(with: $0.entities) }.map { ($0 as? TokenDetector)?.finding(entities) ?? $0 }
  }
}
