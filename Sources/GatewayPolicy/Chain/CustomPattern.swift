/// Checks patterns of a configuration.
public enum CustomPattern {
  /// What is wrong with a regular expression, and what to do; nil when it can be used.
  public static func problem(_ expression: String) -> String? {
    nil
  }
}
