import GatewayCore
import GatewayFleet
import Testing

/// Who goes first, and who says so.
@Suite struct PriorityTests {
  @Test(
    arguments: [
      (nil, .none, .normal), (5, .none, .normal), (-5, .none, .normal), (0, .lower, .normal), (5, .lower, .low), (-5, .lower, .normal),
      (5, .any, .low), (-5, .any, .high), (Int.min, .any, .high),
    ] as [(Int?, ClientPriority, WaitingPriority)])
  func aClientSaysWhatItMay(value: Int?, rule: ClientPriority, priority: WaitingPriority) {
    #expect(WaitingPriority(.normal, client: value, rule) == priority)
  }

  @Test func aClientOfALowModelDoesNotLiftItself() {
    #expect(WaitingPriority(.low, client: -5, .lower) == .low)
    #expect(WaitingPriority(.low, client: 0, .any) == .low)
    #expect(WaitingPriority(.high, client: nil, .lower) == .high)
    #expect(WaitingPriority(.high, client: 1, .lower) == .low)
  }

  /// An engine may read more as a number than the gateway does.
  @Test func whatCannotBeReadIsAllowedOnlyToThoseWhoMayAnything() {
    #expect(!ClientPriority.none.allows(nil) && !ClientPriority.lower.allows(nil) && ClientPriority.any.allows(nil))
  }

  @Test func roomsOfHigherPriorityGoFirst() {
    let room = RoomTurn()
    #expect(room.goes(before: RoomTurn(), .high, .low))
    #expect(!room.goes(before: RoomTurn(), .low, .high))
  }

  @Test func amongEqualsTheOneThatWaitedLongest() {
    var served = RoomTurn()
    served.served(turn: 3)
    #expect(RoomTurn().goes(before: served, .normal, .normal))
    #expect(!served.goes(before: RoomTurn(), .normal, .normal))
  }

  @Test func everyNinthTurnIsForARoomThatWasPassedOver() {
    var low = RoomTurn()
    var high = RoomTurn()
    var lowTurns = 0
    for turn in 1...90 {
      if low.goes(before: high, .low, .high) {
        low.served(turn: UInt64(turn))
        high.wasPassedOver()
        lowTurns += 1
      } else {
        high.served(turn: UInt64(turn))
        low.wasPassedOver()
      }
    }
    #expect(lowTurns == 10)
  }

  @Test func aRoomHasThePriorityOfItsFirst() {
    var room = WaitingRoom()
    #expect(room.highestPriority == nil)
    _ = room.enter(principal: "p", priority: .low, tokens: 1, at: .zero)
    #expect(room.highestPriority == .low)
    _ = room.enter(principal: "p", priority: .high, tokens: 1, at: .zero)
    #expect(room.highestPriority == .high)
  }
}
