public import NIOCore

/// Runs Swift tasks on one event loop.
///
/// It is a task executor and a serial executor at once, and runs every job with both: a continuation that is resumed on the loop then stays there.
/// (An actor that is pinned with a serial executor alone resumes its continuations on the global pool.)
public final class LoopExecutor: TaskExecutor, SerialExecutor {
  /// The loop that runs the jobs.
  public let eventLoop: any EventLoop

  /// An executor on `eventLoop`.
  public init(eventLoop: any EventLoop) { self.eventLoop = eventLoop }

  /// Puts a job into the loop's queue. When the loop has shut down the job is dropped, as every other task of a closed loop is.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    eventLoop.execute {
      job.runSynchronously(isolatedTo: self.asUnownedSerialExecutor(), taskExecutor: self.asUnownedTaskExecutor())
    }
  }

  /// The unowned form of the task executor.
  public func asUnownedTaskExecutor() -> UnownedTaskExecutor { UnownedTaskExecutor(ordinary: self) }

  /// The unowned form of the serial executor.
  public func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

  /// Whether the caller is on the loop.
  public func isIsolatingCurrentContext() -> Bool? { eventLoop.inEventLoop }

  /// Traps off the loop: a programming error that no peer can cause.
  public func checkIsolated() { eventLoop.preconditionInEventLoop() }
}
