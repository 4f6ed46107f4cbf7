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
  /// What a report says of a server that takes connections and then says nothing, as a loading one may.
  public static let silence = OwnRequest.silence

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

  private func get(_ prepared: PreparedTarget, _ request: [UInt8]) async -> OwnRequest.Reply {
    await OwnRequest(worker: worker, timeout: timeout).send(ByteBuffer(bytes: request), to: prepared)
  }

  private func askOnLoop(_ prepared: PreparedTarget) async -> TargetReport {
    if prepared.target.unavailability != nil { return TargetReport(isReachable: false, problem: "its credential is missing") }
    switch await get(prepared, prepared.modelsRequest) {
    case .answered(let status, let body): return report(status, body)
    case .failed(let problem): return TargetReport(isReachable: false, problem: problem)
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
}
