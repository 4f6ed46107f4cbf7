internal import GatewayCore
internal import GatewayHTTP
public import GatewayProviders
internal import GatewayUpstream
public import NIOCore
internal import OpenAIWire

/// Asks a target's server for its models: `GET /v1/models`, on a connection of its own, with a timeout that holds for connecting and answering alike (a loading server may
/// accept a connection and then say nothing).
public struct ModelProbe: Sendable {
  private let worker: LoopWorker
  private let timeout: Duration
  private static let maxBody = 8 << 20
  /// What a report says of a server that takes connections and then says nothing, as a loading one may.
  public static let silence = "it accepts connections and does not answer"

  /// A probe that runs on `worker`'s loop.
  public init(worker: LoopWorker, timeout: Duration = .seconds(2)) {
    self.worker = worker
    self.timeout = timeout
  }

  /// What the server says. It never throws: a server that does not answer is a report too.
  public func ask(_ prepared: PreparedTarget) async -> TargetReport {
    let task = Task(executorPreference: worker.executor) { await askOnLoop(prepared) }
    return await task.value
  }

  /// The page of an engine's metrics; nil when it gives none.
  public func metrics(_ prepared: PreparedTarget) async -> ByteBuffer? {
    let task = Task(executorPreference: worker.executor) { await get(prepared, prepared.metricsRequest) }
    guard case .answered(200, let page) = await task.value else { return nil }
    return page
  }

  /// How a question was answered.
  private enum Reply {
    case answered(Int, ByteBuffer)
    case failed(String)
  }

  private func askOnLoop(_ prepared: PreparedTarget) async -> TargetReport {
    if prepared.target.unavailability != nil { return TargetReport(isReachable: false, problem: "its credential is missing") }
    switch await get(prepared, prepared.modelsRequest) {
    case .answered(let status, let body): return report(status, body)
    case .failed(let problem): return TargetReport(isReachable: false, problem: problem)
    }
  }

  private func get(_ prepared: PreparedTarget, _ request: [UInt8]) async -> Reply {
    let signal = LoopSignal()
    let deadline = Deadline()
    var isLate = false
    deadline.onExpiry = {
      isLate = true
      signal.raise()
    }
    worker.sweeper.add(deadline)
    defer { worker.sweeper.remove(deadline) }
    deadline.set(after: timeout)
    let attempt = worker.pool.connect(prepared.address, timeout: timeout, signal: signal)
    while attempt.result == nil, !isLate { await signal.wait() }
    switch attempt.result {
    case nil:
      attempt.abandon()
      return .failed("it takes no connection")
    case .failure(let failure): return .failed(Self.text(failure))
    case .success(let connection):
      connection.send(ByteBuffer(bytes: request), signal: signal)
      var body = ByteBuffer()
      while true {
        while let piece = connection.takeBody(), body.readableBytes < Self.maxBody { body.writeImmutableBuffer(piece) }
        if connection.isComplete || connection.failure != nil || isLate { break }
        await signal.wait()
      }
      defer { connection.abort() }
      guard connection.isComplete else { return .failed(connection.failure.map(Self.text) ?? Self.silence) }
      return .answered(connection.head?.status ?? 0, body)
    }
  }

  private func report(_ status: Int, _ body: ByteBuffer) -> TargetReport {
    guard status == 200 else {
      let reason = status == 401 || status == 403 ? "it refuses the gateway's credential" : "GET /v1/models is answered with \(status)"
      return TargetReport(isReachable: false, problem: reason)
    }
    do {
      return TargetReport(isReachable: true, cards: try ModelList.parse(body.readableBytesSpan))
    } catch {
      return TargetReport(isReachable: false, problem: "GET /v1/models is answered with something else than a list of models")
    }
  }

  private static func text(_ failure: UpstreamFailure) -> String {
    switch failure {
    case .unreachable(let reason): reason
    case .closed: "it closed the connection"
    case .malformed: "it does not speak HTTP/1.1"
    }
  }
}
