internal import GatewayHTTP

/// A connection in the making. Confined to the pool's event loop.
public final class ConnectAttempt {
  private let signal: LoopSignal
  private var isAbandoned = false
  private var connection: UpstreamConnection?

  /// The connection or why there is none; nil while it is undecided.
  public private(set) var result: Result<UpstreamConnection, UpstreamFailure>?

  init(signal: LoopSignal) { self.signal = signal }

  /// Nobody wants the connection any more: it is closed as soon as it stands.
  public func abandon() {
    isAbandoned = true
    connection?.abort()
  }

  /// TCP stands; with TLS the handshake is still to come.
  func connected(_ connection: UpstreamConnection) {
    guard !isAbandoned else { return connection.abort() }
    self.connection = connection
    connection.whenReady { [self] failure in
      resolve(failure.map { .failure($0) } ?? .success(connection))
    }
  }

  func resolve(_ result: Result<UpstreamConnection, UpstreamFailure>) {
    guard self.result == nil else { return }
    self.result = result
    connection = nil
    if isAbandoned {
      if case .success(let connection) = result { connection.abort() }
    } else {
      signal.raise()
    }
  }
}
