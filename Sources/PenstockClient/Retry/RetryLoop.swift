/// Tries a call as often as its policy allows.
struct RetryLoop: ~Copyable {
  let policy: RetryPolicy?
  /// The number of the current try: 0 is the first.
  private(set) var attempt = 0
  /// Why there is a current try, beyond the first.
  private(set) var reason: RetryPolicy.Reason?
  /// What re-asks have added to the conversation so far.
  private(set) var added: [Message] = []

  init(_ policy: RetryPolicy?) { self.policy = policy }

  /// Prepares the next try, after its wait.
  /// - Throws: the error that is given, when there is no further try; `CancellationError` when the task is cancelled while it waits.
  mutating func next(after error: ProviderError) async throws {
    guard let policy, case .again(let reason, let delay, let messages) = policy.decision(after: error, attempt: attempt) else {
      throw error
    }
    attempt += 1
    self.reason = reason
    added += messages
    policy.onRetry?(RetryPolicy.Event(attempt: attempt, reason: reason, error: error, delay: delay))
    try Task.checkCancellation()
    if delay > .zero { try await policy.clock.sleep(for: delay) }
  }
}
