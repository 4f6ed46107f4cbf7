public import GatewayCore
internal import Synchronization

/// What all event loops share: the state in force, the counters, and the way to the application's control.
public final class GatewayService: Sendable {
  private let current: Mutex<GatewayState>
  private let connections = Atomic<Int>(0)
  private let adminConnections = Atomic<Int>(0)
  private let requests = Atomic<Int>(0)
  private let bodyBytes = Atomic<Int>(0)
  private let draining = Atomic<Bool>(false)
  let control: any GatewayControl
  let adminToken: Secret?
  let startedAt = ContinuousClock.now
  /// The version that `/health` tells.
  let version: String

  /// A service that begins with `state`. With an `adminToken`, `POST /keeptrusts/config/reload` needs it; without one it is open to this machine only.
  public init(state: GatewayState, control: any GatewayControl, adminToken: Secret?, version: String) {
    current = Mutex(state)
    self.control = control
    self.adminToken = adminToken
    self.version = version
  }

  /// The state in force.
  public var state: GatewayState { current.withLock { $0 } }

  /// Replaces the state for requests that begin from now on.
  public func publish(_ state: GatewayState) { current.withLock { $0 = state } }

  /// Replaces the state by what `change` makes of the one in force; `change` runs outside the lock, and again when another state was published meanwhile.
  public func update(_ change: (GatewayState) -> GatewayState) {
    while true {
      let before = state
      let after = change(before)
      let isDone = current.withLock { current in
        guard current === before else { return false }
        current = after
        return true
      }
      if isDone { return }
    }
  }

  /// Connections of operators at once. They are none of the clients': who wants to drain a gateway under load gets in.
  static let adminLimit = 16

  /// Connections that are open, of clients and of operators.
  public var openConnections: Int { connections.load(ordering: .relaxed) + adminConnections.load(ordering: .relaxed) }

  /// Requests that have ended.
  public var processedRequests: Int { requests.load(ordering: .relaxed) }

  /// Whether the gateway is stopping.
  public var isDraining: Bool { draining.load(ordering: .relaxed) }

  func beginDraining() { draining.store(true, ordering: .relaxed) }

  /// Counts a connection in; false when there are too many.
  func connectionOpened(isAdmin: Bool) -> Bool {
    guard !isAdmin else { return adminConnections.wrappingAdd(1, ordering: .relaxed).newValue <= Self.adminLimit }
    return connections.wrappingAdd(1, ordering: .relaxed).newValue <= state.snapshot.limits.connections
  }

  func connectionClosed(isAdmin: Bool) {
    if isAdmin { adminConnections.wrappingSubtract(1, ordering: .relaxed) } else { connections.wrappingSubtract(1, ordering: .relaxed) }
  }

  /// Counts bytes of a request's body in; false, and nothing is counted, when there are too many.
  func reserveBody(_ count: Int) -> Bool {
    guard bodyBytes.wrappingAdd(count, ordering: .relaxed).newValue > state.snapshot.limits.requestBodies.bytes else { return true }
    releaseBody(count)
    return false
  }

  func releaseBody(_ count: Int) { bodyBytes.wrappingSubtract(count, ordering: .relaxed) }

  func requestEnded() { requests.wrappingAdd(1, ordering: .relaxed) }
}
