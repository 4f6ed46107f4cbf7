@testable import GatewayPolicy
import Testing

extension Probe {
  /// The byte and whether it is the end of what is known, as plain values.
  fileprivate mutating func look(_ offset: Int) -> [Int] { [Int(self[offset]), lookedPastEnd ? 1 : 0] }
}

@Suite struct ProbeTests {
  @Test func lookingPastTheEndIsNoticedOnlyWhereMoreMayCome() {
    let bytes = Array("ab".utf8)
    var open = Probe(bytes.span, at: 1, lookahead: 4, isFinal: false)
    let behindLookahead = [open.look(0), open.look(4)]
    let behindText = open.look(1)
    #expect(behindLookahead == [[0x62, 0], [0, 0]], "behind the lookahead there is nothing, whatever comes")
    #expect(behindText == [0, 1])
    var final = Probe(bytes.span, at: 1, lookahead: 4, isFinal: true)
    let end = final.look(1)
    #expect(end == [0, 0])
  }

  @Test func lookingBackEndsAtTheLookbehind() {
    let bytes = Array("abc".utf8)
    var probe = Probe(bytes.span, at: 2, lookahead: 1, lookbehind: 1, isFinal: true)
    let seen = [probe.look(-1), probe.look(-2), probe.look(-99)]
    #expect(seen == [[0x62, 0], [0, 0], [0, 0]])
    let previous = probe.previous
    #expect(previous == 0x62)
  }
}
