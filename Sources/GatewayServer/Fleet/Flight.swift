internal import GatewayFleet

/// One request in flight at one replica: settles once.
final class Flight {
  private let fleet: Fleet
  private let permit: Fleet.Permit
  private(set) var hasFirstToken = false
  private var isOver = false

  init(fleet: Fleet, permit: Fleet.Permit) {
    self.fleet = fleet
    self.permit = permit
  }

  /// The first token has come.
  func firstToken() {
    guard !hasFirstToken else { return }
    hasFirstToken = true
    fleet.firstToken(permit)
  }

  /// It has ended.
  /// - Parameter length: that of its prompt, when it is known.
  func end(_ signal: PassiveSignal, _ length: Fleet.PromptLength? = nil) {
    guard !isOver else { return }
    isOver = true
    fleet.end(permit, signal, length)
  }

  deinit { end(.cancelled) }
}
