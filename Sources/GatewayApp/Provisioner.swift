internal import GatewayCore
internal import GatewayServer
internal import GatewayUpstream
internal import NIOCore
internal import NIOPosix
internal import Simulator

/// Makes a snapshot ready for requests: addresses, TLS contexts, the in-process simulator.
///
/// `config check` runs it too (without the simulator's port): what can go wrong at start goes wrong there.
actor Provisioner {
  private let book = UpstreamAddressBook()
  private var simulator: (settings: SimulatorSettings, server: SimulatorServer)?
  private var simulatorLoops: MultiThreadedEventLoopGroup?

  /// Why a snapshot cannot be put in force.
  struct Problem: Error {
    let text: String
  }

  /// Prepares every target of `snapshot`.
  func prepare(_ snapshot: Snapshot) async throws -> [PreparedTarget] {
    var prepared: [PreparedTarget] = []
    for target in snapshot.targets {
      let url: BaseURL
      if let configured = target.baseURL {
        url = configured
      } else {
        url = BaseURL(loopbackPort: try await simulatorPort(snapshot.simulator))
      }
      do {
        prepared.append(PreparedTarget(target: target, baseURL: url, address: try book.address(of: url, tls: target.tls)))
      } catch {
        throw Problem(text: "target '\(target.id)': its ca_file \(target.tls.caFile ?? "") is not a PEM file of certificates")
      }
    }
    return prepared
  }

  /// The port of the simulator with these settings. A simulator with other settings is replaced, and stops when its answers in flight have ended.
  private func simulatorPort(_ settings: SimulatorSettings) async throws -> Int {
    if let simulator, simulator.settings == settings { return simulator.server.port }
    let loops = simulatorLoops ?? MultiThreadedEventLoopGroup(numberOfThreads: 1)
    simulatorLoops = loops
    let old = simulator?.server
    let server = try await SimulatorServer.start(settings: settings, host: "127.0.0.1", port: 0, group: loops)
    simulator = (settings, server)
    if let old {
      Task {
        // Requests in flight end on the configuration they began with, and so on the simulator they began with.
        _ = try? await old.stats { $0.requestsRunning == 0 }
        await old.shutdown()
      }
    }
    return server.port
  }

  /// Stops the simulator.
  func stop() async {
    await simulator?.server.shutdown()
    simulator = nil
    try? await simulatorLoops?.shutdownGracefully()
    simulatorLoops = nil
  }
}
