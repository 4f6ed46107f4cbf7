import NIOCore
import Testing

@testable import GatewayServer

/// How long is waited for a body.
@Suite struct BodyPaceTests {
  private static let began = NIODeadline.uptimeNanoseconds(1_000_000_000)

  /// When the wait ends for a body of these pieces: their bytes, and the second in which they come.
  private static func deadline(_ pieces: (bytes: Int, second: Int64)...) -> NIODeadline {
    var pace = BodyPace(began: began, pause: .seconds(30))
    for piece in pieces { pace.received(piece.bytes, now: began + .seconds(piece.second)) }
    return pace.deadline
  }

  @Test func aPauseIsBounded() {
    #expect(Self.deadline() == Self.began + .seconds(30))
    #expect(Self.deadline((64 << 20, 5)) == Self.began + .seconds(35))
  }

  @Test func theWholeIsBoundedByTheLeastSpeed() {
    #expect(Self.deadline((1, 29)) < Self.began + .seconds(31))
    let deadline = Self.deadline((4 << 10, 10), (6 << 10, 29))
    #expect(deadline > Self.began + .seconds(39) && deadline <= Self.began + .seconds(40))
  }

  @Test func muchAtOnceIsNoCreditForHours() {
    #expect(Self.deadline((63 << 20, 1), (1, 30)) < Self.began + .seconds(32))
  }

  @Test func noNumberOfBytesTraps() {
    #expect(Self.deadline((.max, 0)) == Self.began + .seconds(30))
    #expect(Self.deadline((.max / 1_000_000, 0), (.max / 1_000_000, 0)) == Self.began + .seconds(30))
  }
}
