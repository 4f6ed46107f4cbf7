public import NIOCore

/// Runs Swift tasks on one event loop.
///
/// It is a task executor and a serial executor at once, and runs every job with both: a continuation that is resumed on the loop then stays there.
/// (An actor that is pinned with a serial executor alone resumes its continuations on the global pool.)
///
/// Jobs that become ready on the loop, as nearly all do, wait in a list of its own: the loop sees one task for all of them, at the end of its tick.
public final class LoopExecutor: TaskExecutor, SerialExecutor, @unchecked Sendable {
  // SAFETY: `ready` and `running` are used on `eventLoop` only.

  /// The loop that runs the jobs.
  public let eventLoop: any EventLoop
  private var ready: [UnownedJob] = []
  /// Empty between two runs; kept for its memory.
  private var running: [UnownedJob] = []

  /// An executor on `eventLoop`.
  public init(eventLoop: any EventLoop) { self.eventLoop = eventLoop }

  /// Puts a job into the loop's queue. When the loop has shut down the job is dropped, as every other task of a closed loop is.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    guard eventLoop.inEventLoop else { return eventLoop.execute { self.run(job) } }
    ready.append(job)
    if ready.count == 1 { eventLoop.execute { self.runReady() } }
  }

  /// Runs the jobs that are ready now; those that they make ready come in the next run.
  private func runReady() {
    swap(&ready, &running)
    for job in running { run(job) }
    running.removeAll(keepingCapacity: true)
  }

  private func run(_ job: UnownedJob) {
    job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
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
