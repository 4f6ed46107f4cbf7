extension SimulatorSettings {
  /// What each setting may be, in the configuration and on the command line.
  public enum Limits {
    /// `timeToFirstToken`, in milliseconds.
    public static let timeToFirstToken = 0...600_000
    /// `prefillPerThousandTokens`, in milliseconds.
    public static let prefill = 0...600_000
    /// `timeBetweenTokens`, in milliseconds.
    public static let timeBetweenTokens = 0...60_000
    /// `maxSequences`.
    public static let maxSequences = 1...100_000
    /// `maxQueuedSequences`.
    public static let maxQueuedSequences = 0...1_000_000
    /// `kvCacheTokens`.
    public static let kvCacheTokens = 16...1_000_000_000
    /// `maxModelLength`, in tokens.
    public static let maxModelLength = 16...100_000_000
    /// `embeddingDimensions`, and `dimensions` of a request.
    public static let embeddingDimensions = 1...8192
    /// `keepAliveTimeout`, in seconds.
    public static let keepAliveTimeout = 1...86_400
  }
}
