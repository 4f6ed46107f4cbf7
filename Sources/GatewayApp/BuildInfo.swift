/// What this build is.
public enum BuildInfo {
  /// The version, as `penstock version` and `/health` tell it.
  public static let version = "0.1.0"
}
