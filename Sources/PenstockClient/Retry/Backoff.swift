/// How long to wait before the next try.
public struct Backoff: Sendable {
  private let wait: @Sendable (Int) -> Duration

  /// A rule of your own. It is given the number of tries that have failed, less one: 0 after the first.
  public init(_ wait: @escaping @Sendable (Int) -> Duration) { self.wait = wait }

  /// The wait after this many tries less one.
  public func duration(afterAttempt attempt: Int) -> Duration { max(wait(attempt), .zero) }

  /// Full jitter: anything between nothing and `base` · 2ⁿ, at most `limit`, all equally likely, so that clients which failed together come
  /// back apart.
  public static func fullJitter(base: Duration = .seconds(1), limit: Duration = .seconds(30)) -> Backoff {
    Backoff { attempt in
      var generator = SystemRandomNumberGenerator()
      return ceiling(base, limit, attempt) * Double.random(in: 0..<1, using: &generator)
    }
  }

  /// Always the same wait.
  public static func constant(_ duration: Duration) -> Backoff { Backoff { _ in duration } }

  /// No wait.
  public static let none = Backoff { _ in .zero }

  /// The longest wait that full jitter may choose.
  static func ceiling(_ base: Duration, _ limit: Duration, _ attempt: Int) -> Duration {
    var wait = base
    for _ in 0..<min(max(attempt, 0), 62) {
      guard wait < limit else { return limit }
      wait += wait
    }
    return min(wait, limit)
  }
}

/// What to say to a model whose output broke the schema, so that it tries again.
public struct Reask: Sendable {
  private let correction: @Sendable (ProviderError.InvalidOutput) -> String

  /// A correction of your own. After the model's output, which is repeated as its message, this is what the user says.
  public init(_ correction: @escaping @Sendable (ProviderError.InvalidOutput) -> String) { self.correction = correction }

  /// Names the mistake and asks for the corrected JSON.
  public static let standard = Reask { output in
    "That is not valid: \(output.errorMessage). Answer again with only the corrected JSON."
  }

  /// The messages to add: what the model said (if it said anything), and the correction.
  func messages(for output: ProviderError.InvalidOutput) -> [Message] {
    let said: [Message] = output.outputContent.isEmpty ? [] : [.assistant(output.outputContent)]
    return said + [.user(correction(output))]
  }
}
