/// E-mail addresses.
///
/// The scanner asks where an `@` stands, at the first byte of the run in front of it, so that words are not asked one by one.
struct EmailDetector: Detector {
  var entities: [Entity] { [.email] }
  var starts: StartSet { StartSet(.word, first: ByteSet(where: EmailDetector.isLocal)) }
  var anchor: RunAnchor? { RunAnchor(run: ByteSet(where: EmailDetector.isLocal), mark: UInt8(ascii: "@"), limit: 64) }
  var lookahead: Int { 64 + 1 + 255 }

  /// The bytes of a local part that are in use; others end it, as the equals sign in `to=a@b.example` does.
  static func isLocal(_ byte: UInt8) -> Bool {
    ByteClass.isWord(byte) || byte >= 0x80 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "%")
  }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    var offset = 0
    while offset <= 64, Self.isLocal(probe[offset]) { offset &+= 1 }
    guard offset > 0, offset <= 64, probe[offset] == UInt8(ascii: "@"),
      ByteClass.isAlphanumeric(probe[offset &- 1]) || isMark(probe[offset &- 1])
    else { return }
    let isGit = offset == 3 && probe.has("git", at: 0)
    guard let host = HostName.read(&probe, offset &+ 1, limit: lookahead) else { return }
    if isGit, probe[host.end] == UInt8(ascii: ":") { return matches.append(SpanMatch(.email, length: host.end, score: 40)) }
    matches.append(SpanMatch(.email, length: host.end, score: host.isKnown ? 98 : 80))
  }

  private func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte >= 0x80
  }
}
