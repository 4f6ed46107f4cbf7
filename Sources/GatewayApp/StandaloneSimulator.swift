public import GatewayCore
internal import NIOCore
internal import NIOPosix
internal import Simulator

/// The simulator as a server of its own, with its event loops.
public struct StandaloneSimulator: Sendable {
  private let loops: MultiThreadedEventLoopGroup
  private let server: SimulatorServer

  /// The port that it listens on.
  public var port: Int { server.port }

  /// Starts one, on an event loop for each core.
  public static func start(_ settings: SimulatorSettings, host: String, port: Int) async throws -> StandaloneSimulator {
    FileDescriptors.raiseLimit()
    let loops = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
    return StandaloneSimulator(
      loops: loops, server: try await SimulatorServer.start(settings: settings, host: host, port: port, group: loops))
  }

  /// Stops it, as vLLM stops on SIGTERM.
  public func stop() async {
    await server.shutdown()
    try? await loops.shutdownGracefully()
  }
}
