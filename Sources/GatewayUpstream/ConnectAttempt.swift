internal import GatewayHTTP
internal import NIOCore

/// A connection in the making. Confined to the pool's event loop.
public final class ConnectAttempt {
  private let signal: LoopSignal
  private var isAbandoned = false
  /// Those that are tried, while nothing is decided.
  private var channels: [any Channel] = []

  /// The connection or why there is none; nil while it is undecided.
  public private(set) var result: Result<UpstreamConnection, UpstreamFailure>?

  init(signal: LoopSignal) { self.signal = signal }

  /// Nobody wants the connection any more: it is closed as soon as it stands.
  public func abandon() {
    isAbandoned = true
    for channel in channels { channel.close(promise: nil) }
    channels = []
  }

  /// One of the addresses is tried.
  func began(_ channel: any Channel) { channels.append(channel) }

  /// TCP stands; with TLS the handshake is still to come.
  func connected(_ connection: UpstreamConnection) {
    guard !isAbandoned else { return connection.abort() }
    connection.whenReady { [self] failure in
      resolve(failure.map { .failure($0) } ?? .success(connection))
    }
  }

  func resolve(_ result: Result<UpstreamConnection, UpstreamFailure>) {
    guard self.result == nil else { return }
    self.result = result
    channels = []
    if isAbandoned {
      if case .success(let connection) = result { connection.abort() }
    } else {
      signal.raise()
    }
  }
}
