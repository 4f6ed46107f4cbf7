internal import GatewayHTTP
internal import GatewayUpstream
internal import NIOCore

/// A request of the gateway's own, on a connection of its own, with a timeout that holds for connecting and answering alike. Runs on the worker's loop.
struct OwnRequest {
  /// How it was answered.
  enum Reply {
    /// The status, and the body, or as much of it as is taken.
    case answered(Int, ByteBuffer)
    /// Why it was not, in words for people.
    case failed(String)
  }

  /// Of an answer's body no more than this is taken, and a piece.
  private static let maxBody = 8 << 20
  static let silence = "it accepts connections and does not answer"

  let worker: LoopWorker
  let timeout: Duration

  /// Sends the bytes of a whole request and takes the whole answer.
  func send(_ request: ByteBuffer, to prepared: PreparedTarget) async -> Reply {
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
      connection.send(request, signal: signal)
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

  private static func text(_ failure: UpstreamFailure) -> String {
    switch failure {
    case .unreachable(let reason): reason
    case .closed: "it closed the connection"
    case .malformed: "it does not speak HTTP/1.1"
    }
  }
}
