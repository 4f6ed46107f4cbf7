internal import GatewayConfig
internal import GatewayCore
internal import GatewayFleet
internal import GatewayPolicy
internal import GatewayServer
internal import GatewayUpstream
internal import NIOPosix
internal import Simulator

/// Makes a snapshot ready for requests: addresses, TLS contexts, the in-process simulator.
///
/// What was prepared takes effect with ``commit()``; until then what is in force stays untouched, so that a configuration which fails half way changes nothing.
/// Not for two configurations at once: the gateway reloads one after the other.
actor Provisioner {
  private typealias RunningSimulator = (settings: SimulatorSettings, server: SimulatorServer)

  private let book = UpstreamAddressBook()
  private let failsOpen: Bool
  private var simulator: RunningSimulator?
  private var candidate: RunningSimulator?
  private var simulatorLoops: MultiThreadedEventLoopGroup?

  /// A provisioner; `policiesFailOpen` as in the gateway's options.
  init(policiesFailOpen: Bool = false) { failsOpen = policiesFailOpen }

  /// Why a snapshot cannot be put in force.
  struct Problem: Error {
    let text: String
    /// The target that is to blame, by its id.
    var target: String?
    /// Whether it is the file that the target's `ca_file` names.
    var isCAFile = false

    /// The problem at its place in the files of `result`, which is what the snapshot was loaded from.
    func diagnostic(_ result: LoadResult, files: [String]) -> Diagnostic {
      result.problem(ofTarget: target, isCAFile: isCAFile, lastFile: files.last ?? "", message: text)
    }
  }

  /// Goes through all that can go wrong with the targets and policies of `snapshot`, and starts nothing.
  @discardableResult
  func check(_ snapshot: Snapshot) throws(Problem) -> PolicyChain {
    for target in snapshot.targets {
      if let url = target.baseURL { _ = try prepared(target, url) }
    }
    do { return try PolicyChain(snapshot.policies, failsOpen: failsOpen) } catch {
      throw Problem(text: "policy '\(error.policy)': \(error.message)")
    }
  }

  /// Prepares every target of `snapshot`, and its policies; a simulator with new settings starts beside the one in force.
  func prepare(_ snapshot: Snapshot) async throws(Problem) -> (targets: [PreparedTarget], policies: PolicyChain) {
    let policies = try check(snapshot)
    var targets: [PreparedTarget] = []
    for target in snapshot.targets {
      if let url = target.baseURL {
        targets.append(try prepared(target, url))
      } else {
        targets.append(try prepared(target, BaseURL(loopbackPort: try await simulatorPort(snapshot.simulator))))
      }
    }
    return (targets, policies)
  }

  /// The replicas of prepared targets: one for each address that is known of a target's name.
  func replicas(of targets: [PreparedTarget], names: NameTable) -> [PreparedTarget] {
    targets.flatMap { target in
      let addresses = target.resolvableName.map { names.addresses(of: $0) } ?? []
      // A server with one address is connected to by its name: the other family may be the one that works.
      guard addresses.count > 1 else { return addresses.first.map { [PreparedTarget(target, at: $0, address: nil)] } ?? [target] }
      return addresses.map { PreparedTarget(target, at: $0, address: book.address($0, of: target.address)) }
    }
  }

  /// What was prepared last is in force. A simulator that it replaces stops when its answers in flight have ended: requests end on the configuration they began with.
  func commit() {
    guard let candidate else { return }
    if let old = simulator?.server {
      Task {
        _ = try? await old.stats { $0.requestsRunning == 0 }
        await old.shutdown()
      }
    }
    simulator = candidate
    self.candidate = nil
  }

  private func prepared(_ target: Target, _ url: BaseURL) throws(Problem) -> PreparedTarget {
    do {
      return PreparedTarget(target: target, baseURL: url, address: try book.address(of: url, tls: target.tls))
    } catch {
      let reason = target.tls.caFile.map { "its ca_file \($0) is not a PEM file of certificates" } ?? "TLS cannot be set up for it"
      throw Problem(text: "target '\(target.id)': \(reason)", target: target.id, isCAFile: target.tls.caFile != nil)
    }
  }

  private func simulatorPort(_ settings: SimulatorSettings) async throws(Problem) -> Int {
    if let simulator, simulator.settings == settings { return simulator.server.port }
    if let candidate, candidate.settings == settings { return candidate.server.port }
    await candidate?.server.shutdown()
    candidate = nil
    let loops = simulatorLoops ?? MultiThreadedEventLoopGroup(numberOfThreads: 1)
    simulatorLoops = loops
    do {
      let server = try await SimulatorServer.start(settings: settings, host: "127.0.0.1", port: 0, group: loops)
      candidate = (settings, server)
      return server.port
    } catch {
      throw Problem(text: "the simulator does not start: \(error)")
    }
  }

  /// Stops the simulator.
  func stop() async {
    await simulator?.server.shutdown()
    await candidate?.server.shutdown()
    simulator = nil
    candidate = nil
    try? await simulatorLoops?.shutdownGracefully()
    simulatorLoops = nil
  }
}
