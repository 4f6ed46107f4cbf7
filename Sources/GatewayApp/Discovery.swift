public import GatewayConfig
internal import GatewayServer
internal import NIOCore
internal import NIOPosix

/// Looks for engines without a gateway around it.
public enum Discovery {
  /// The engines on the usual local ports.
  public static func engines(ports: [Int] = EngineDiscovery.usualPorts) async -> [FoundEngine] {
    let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let worker = LoopWorker(eventLoop: loops.next(), accessLog: LogWriter(isJSON: false, logsAccess: false))
    let engines = await EngineDiscovery.find(ports: ports, on: worker)
    try? await loops.shutdownGracefully()
    return engines
  }
}
