/// Where a target stands in the configuration's files.
struct TargetPlaces: Sendable {
  /// Its place inside the document: `providers.targets[0]`.
  let path: String
  /// Where it begins.
  let whole: ConfigPlace
  /// Where its id stands.
  let id: ConfigPlace?
  /// Where the name of its CA file stands.
  let caFile: ConfigPlace?
  /// Where its weight stands.
  let weight: ConfigPlace?
}
