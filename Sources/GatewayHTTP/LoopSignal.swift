/// Wakes the one task that serves an exchange.
///
/// Handlers change state and then `raise()`; the task waits in a loop: `while !ready { await signal.wait() }`. A raise without a waiter is remembered, several
/// of them count once. There is no cancellation here: what ends a wait (client gone, deadline) is a state change that raises the signal.
///
/// Confined to one event loop: the handlers run there, and so does the task.
public final class LoopSignal {
  // SAFETY: see ``wait()``: who takes it out resumes it, once.
  private var waiter: UnsafeContinuation<Void, Never>?
  /// Whether it was raised and nobody has waited since.
  public private(set) var isRaised = false

  /// A signal that is not raised.
  public init() {}

  /// Returns at once when the signal was raised since the last wait, else when it is raised next. One task at a time may wait.
  public func wait() async {
    if isRaised {
      isRaised = false
      return
    }
    // SAFETY: the continuation is stored once and taken out by the one `raise()` that resumes it; both run on the same event loop.
    await withUnsafeContinuation { continuation in
      // The way in here may take a turn of the loop, in which the signal may be raised.
      if isRaised {
        isRaised = false
        continuation.resume()
      } else {
        waiter = continuation
      }
    }
  }

  /// Wakes the waiter, now or when it comes.
  public func raise() {
    guard let waiter else {
      isRaised = true
      return
    }
    self.waiter = nil
    waiter.resume()
  }
}
