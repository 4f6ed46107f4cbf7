internal import Foundation
internal import Synchronization

/// What a simulator has seen so far.
public struct SimulatorStats: Sendable, Equatable {
  /// Requests that were read to their end, of any path.
  public var requestsReceived = 0
  /// Requests that are being answered, those that wait or will never be answered included.
  public var requestsRunning = 0
  /// Requests whose client closed the connection before the answer's end.
  public var requestsAborted = 0
  /// Connections that were accepted.
  public var connectionsAccepted = 0
  /// Connections that are open.
  public var connectionsOpen = 0
}

/// Counts, and wakes those who wait for a count.
final class StatsBoard: Sendable {
  private struct Waiter {
    var isMet: @Sendable (SimulatorStats) -> Bool
    var continuation: CheckedContinuation<SimulatorStats, any Error>
  }

  private struct Contents {
    var stats = SimulatorStats()
    var waiters: [UUID: Waiter] = [:]
  }

  private let contents = Mutex(Contents())

  /// The counts now.
  var stats: SimulatorStats { contents.withLock { $0.stats } }

  /// Changes the counts.
  func update(_ change: (inout SimulatorStats) -> Void) {
    let (met, stats) = contents.withLock { contents -> ([Waiter], SimulatorStats) in
      change(&contents.stats)
      guard !contents.waiters.isEmpty else { return ([], contents.stats) }
      let keys = contents.waiters.filter { $0.value.isMet(contents.stats) }.map(\.key)
      return (keys.compactMap { contents.waiters.removeValue(forKey: $0) }, contents.stats)
    }
    for waiter in met { waiter.continuation.resume(returning: stats) }
  }

  /// Waits until the counts are as `isMet` wants them.
  func wait(_ isMet: @escaping @Sendable (SimulatorStats) -> Bool) async throws -> SimulatorStats {
    let key = UUID()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let result = contents.withLock { contents -> Result<SimulatorStats, any Error>? in
          if isMet(contents.stats) { return .success(contents.stats) }
          if Task.isCancelled { return .failure(CancellationError()) }
          contents.waiters[key] = Waiter(isMet: isMet, continuation: continuation)
          return nil
        }
        if let result { continuation.resume(with: result) }
      }
    } onCancel: {
      contents.withLock { $0.waiters.removeValue(forKey: key) }?.continuation.resume(throwing: CancellationError())
    }
  }
}
