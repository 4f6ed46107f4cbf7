/// Lets a few whole gateways run at once: with all of them at the same time, short timeouts would measure the machine.
actor TestSlots {
  static let shared = TestSlots(6)
  private var free: Int
  private var waiters: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiters.append($0) }
    }
  }

  func give() {
    if waiters.isEmpty { free += 1 } else { waiters.removeFirst().resume() }
  }
}
