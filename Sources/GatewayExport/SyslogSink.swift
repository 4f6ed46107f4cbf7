internal import GatewayAudit
internal import GatewayCore
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import Synchronization

/// Sends records to a syslog server over one TCP connection, with TLS or without.
///
/// Syslog acknowledges nothing: records count as delivered when the system has taken them for the connection, and what was on its way when a connection broke may be lost.
final class SyslogSink: ExportSink {
  private static let connectTimeout = TimeAmount.seconds(10)
  private static let writeTimeout = Duration.seconds(30)

  let batch = 200
  private let destination: SyslogDestination
  private let message: SyslogMessage
  private let group: any EventLoopGroup
  private let tls: NIOSSLContext?
  private let channel = Mutex<(any Channel)?>(nil)

  init(_ destination: SyslogDestination, group: any EventLoopGroup) throws {
    self.destination = destination
    self.group = group
    message = SyslogMessage(facility: destination.facility)
    tls = destination.usesTLS ? try NIOSSLContext(configuration: Self.configuration(caFile: destination.caFile)) : nil
  }

  static func configuration(caFile: String?) -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    if let caFile { configuration.trustRoots = .file(caFile) }
    configuration.minimumTLSVersion = .tlsv12
    return configuration
  }

  func deliver(_ records: [EventRecord]) async throws {
    let channel = try await connected()
    var buffer = channel.allocator.buffer(capacity: records.reduce(0) { $0 + $1.json.count + 400 })
    for record in records { buffer.writeBytes(message.framed(record)) }
    // A server that takes nothing would hold the write up for ever.
    let limit = channel.eventLoop.scheduleTask(in: TimeAmount(Self.writeTimeout)) { channel.close(promise: nil) }
    defer { limit.cancel() }
    do {
      try await withTaskCancellationHandler {
        try await channel.writeAndFlush(buffer)
      } onCancel: {
        channel.close(promise: nil)
      }
    } catch {
      await close()
      throw DeliveryProblem(ConnectionText.of(error))
    }
  }

  private func connected() async throws -> any Channel {
    if let open = channel.withLock({ $0 }), open.isActive { return open }
    let (tls, host) = (tls, destination.host)
    let bootstrap = ClientBootstrap(group: group).connectTimeout(Self.connectTimeout).channelOption(.socketOption(.so_keepalive), value: 1)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          guard let tls else { return }
          // An address has no name that could be indicated (RFC 6066).
          let name = (try? SocketAddress(ipAddress: host, port: 0)) == nil ? host : nil
          try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: tls, serverHostname: name))
        }
      }
    do {
      let opened = try await bootstrap.connect(host: host, port: destination.port).get()
      channel.withLock { $0 = opened }
      return opened
    } catch {
      throw DeliveryProblem("\(destination.host):\(destination.port): \(ConnectionText.of(error))")
    }
  }

  func close() async {
    let open = channel.withLock { channel in
      defer { channel = nil }
      return channel
    }
    try? await open?.close().get()
  }
}
