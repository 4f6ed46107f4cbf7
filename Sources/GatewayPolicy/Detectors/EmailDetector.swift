/// E-mail addresses: the forms of RFC 5321 that are in use, without quoted local parts.
struct EmailDetector: Detector {
  private static let local = ByteSet { ByteClass.isAlphanumeric($0) || "._%+-'".utf8.contains($0) || $0 >= 0x80 }

  var entities: [Entity] { [.email] }
  var starts: StartSet { StartSet(first: ByteSet()) }
  var anchor: RunAnchor? { RunAnchor(run: Self.local, mark: 0x40, limit: 64) }
  var lookahead: Int { 64 + 1 + 255 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    var at = probe.run(from: 0, limit: 64, where: Self.local.contains)
    guard probe[at] == 0x40, at > 0 else { return }
    // Quotes and dots in front belong to the sentence.
    var skipped = 0
    while skipped < at, !ByteClass.isAlphanumeric(probe[skipped]), probe[skipped] < 0x80, probe[skipped] != 0x5f { skipped &+= 1 }
    guard skipped < at, !ByteClass.isSpace(probe[at &- 1]) else { return }
    at &+= 1
    var end = at
    var labels = 0
    while labels < 10 {
      let length = probe.run(from: end, limit: 64) { ByteClass.isAlphanumeric($0) || $0 == 0x2d || $0 >= 0x80 }
      guard length > 0, probe[end] != 0x2d else { break }
      labels &+= 1
      let next = end &+ length
      guard probe[next] == 0x2e, ByteClass.isAlphanumeric(probe[next &+ 1]) || probe[next &+ 1] >= 0x80 else {
        let isTop = labels > 1 && topLevel(&probe, end..<next)
        if isTop { matches.append(SpanMatch(.email, length: next, score: 100)) }
        return
      }
      end = next &+ 1
    }
  }

  /// Letters only, two or more; or punycode.
  private func topLevel(_ probe: inout Probe, _ range: Range<Int>) -> Bool {
    if range.count >= 4, probe.hasPrefix("xn--", at: range.lowerBound) { return true }
    var letters = 0
    for offset in range {
      let byte = probe[offset]
      guard ByteClass.isLetter(byte) || byte >= 0x80 else { return false }
      letters &+= 1
    }
    return letters >= 2
  }
}
