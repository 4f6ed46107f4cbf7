import NIOCore
import Testing

@testable import GatewayServer

/// How long is waited for a body.
@Suite struct BodyPaceTests {
  private static let began = NIODeadline.uptimeNanoseconds(1_000_000_000)
  private static let pace = BodyPace(began: began, pause: .seconds(30))

  @Test func aPauseIsBounded() {
    #expect(Self.pace.deadline(bytes: 0, now: Self.began) == Self.began + .seconds(30))
    #expect(Self.pace.deadline(bytes: 64 << 20, now: Self.began + .seconds(5)) == Self.began + .seconds(35))
  }

  @Test func theWholeIsBoundedByTheLeastSpeed() {
    #expect(Self.pace.deadline(bytes: 1, now: Self.began + .seconds(29)) < Self.began + .seconds(31))
    let deadline = Self.pace.deadline(bytes: 10 << 10, now: Self.began + .seconds(29))
    #expect(deadline > Self.began + .seconds(39) && deadline <= Self.began + .seconds(40))
  }

  @Test func noNumberOfBytesTraps() {
    #expect(Self.pace.deadline(bytes: .max, now: Self.began) == Self.began + .seconds(30))
  }
}
