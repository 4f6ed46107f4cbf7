public import NIOCore

/// One point in time at which something gives up. Owned by a connection, moved from phase to phase; looked at by the loop's ``DeadlineSweeper``.
public final class Deadline {
  /// When it expires; `.distantFuture` when nothing is bounded.
  public var expires = NIODeadline.distantFuture
  /// Called on the loop when it has expired; `expires` is then `.distantFuture` until it is set anew.
  public var onExpiry: (() -> Void)?
  /// Its place in the sweeper's list; -1 when it is in none.
  var index = -1

  /// A deadline that never expires until it is told when.
  public init() {}

  /// Expires after `duration` from now.
  public func set(after duration: Duration) { expires = .now() + duration.timeAmount }

  /// Expires no more.
  public func clear() { expires = .distantFuture }
}
