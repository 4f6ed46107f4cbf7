public import GatewayCore
internal import NIOCore
public import NIOPosix

/// How the export to one sink stands.
public struct SinkReport: Sendable, Hashable {
  /// Records that were delivered since the start.
  public var delivered = 0
  /// Records that were passed over since the start.
  public var dropped = 0
  /// The sequence number of the last record that was delivered or passed over; 0 before the first.
  public var position: UInt64 = 0
  /// Why nothing is delivered at the moment; nil when it works. Safe for logs and probes.
  public var problem: String?
}

/// Copies the records of an audit log to the sinks of `gateway.audit.export`, as they come.
///
/// Owned by the application. It follows the log's files, as any reader does: a sink that is slow or gone holds up neither the log, nor a request, nor another sink.
public actor AuditExporter {
  private let followers: [SinkFollower]
  private var task: Task<Void, Never>?
  private var isStopped = false

  /// An exporter that is not started. `onProblem` is told the name of a sink and why it cannot be reached, when that begins, and nil when it is over.
  /// - Throws: what is wrong with a sink's certificate file or secret.
  public init(
    directory: String, sinks: [AuditExportSink], group: MultiThreadedEventLoopGroup,
    onProblem: @escaping @Sendable (_ sink: String, _ problem: String?) -> Void
  ) throws {
    let world = SinkFollower.World()
    followers = try sinks.map { settings in
      let sink: any ExportSink =
        switch settings.destination {
        case .syslog(let destination): try SyslogSink(destination, group: group)
        case .webhook(let destination): try WebhookSink(destination, group: group, now: world.now)
        case .file(let destination): FileSink(destination)
        }
      return SinkFollower(settings, directory: directory, sink: sink, world: world) { onProblem(settings.name, $0) }
    }
  }

  /// Exports until ``stop()`` is called, or the calling task is cancelled.
  public func run() async {
    guard task == nil, !isStopped else { return }
    let followers = followers
    let task = Task {
      await withTaskGroup(of: Void.self) { group in
        for follower in followers { group.addTask { await follower.run() } }
      }
    }
    self.task = task
    await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
  }

  /// Ends ``run()``, attempts under way too, and closes connections and files. What was not delivered is delivered after the next start.
  public func stop() async {
    isStopped = true
    task?.cancel()
    await task?.value
  }

  /// How every sink stands, by its name.
  public var reports: [String: SinkReport] {
    Dictionary(followers.map { ($0.settings.name, $0.report) }) { first, _ in first }
  }
}
