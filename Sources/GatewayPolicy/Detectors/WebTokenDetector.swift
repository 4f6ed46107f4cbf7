/// JSON Web Tokens: three parts in base64url with dots between, the first two of them JSON objects. A token without signature, or encrypted with five parts, is one too.
///
/// What is longer than the lookahead goes on to the end of the run of bytes that a token can have. The first part has to end in front of it.
struct WebTokenDetector: Detector {
  var entities: [Entity] { [.jwt] }
  var starts: StartSet {
    StartSet(
      .word, first: ByteSet("e"), second: ByteSet("yw"),
      shapes: [
        StartShape(ByteSet("e"), ByteSet("y"), ByteSet("JA")), StartShape(ByteSet("e"), ByteSet("w"), ByteSet("o"), ByteSet("g")),
      ])
  }
  var lookahead: Int { 4096 }
  var continuation: ByteSet { Self.tokenBytes }

  private static let tokenBytes = ByteSet { KeyFormat.Alphabet.urlSafe.contains($0) || $0 == UInt8(ascii: ".") }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    // {" and { with a line break or blank behind, in base64.
    guard probe.hasExactly("eyJ", at: 0) || probe.hasExactly("ewog", at: 0) || probe.hasExactly("eyAi", at: 0) else { return }
    if probe.previous == UInt8(ascii: "-") || probe.previous == UInt8(ascii: ".") { return }
    let header = partEnd(&probe, 0)
    guard header >= 10, probe[header] == UInt8(ascii: ".") else { return }
    var end = partEnd(&probe, header &+ 1)
    guard end &- header >= 5 || probe[header &+ 1] == UInt8(ascii: ".") else { return }
    var parts = 2
    while parts < 5, probe[end] == UInt8(ascii: "."), end &+ 1 < lookahead {
      let next = partEnd(&probe, end &+ 1)
      if next == end &+ 1, probe[next] != UInt8(ascii: ".") { break }
      end = next
      parts &+= 1
    }
    let goesOn = end == lookahead || end &+ 1 == lookahead && probe[end] == UInt8(ascii: ".")
    guard parts >= 3 || goesOn || probe.hasExactly("eyJ", at: header &+ 1) else { return }
    matches.append(SpanMatch(.jwt, length: goesOn ? lookahead : end, score: 97, continues: goesOn))
  }

  private func partEnd(_ probe: inout Probe, _ start: Int) -> Int {
    var end = start
    while end < lookahead, KeyFormat.Alphabet.urlSafe.contains(probe[end]) { end &+= 1 }
    return end
  }
}
