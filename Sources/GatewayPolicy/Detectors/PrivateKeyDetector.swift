/// Private keys in PEM form and in that of SSH.COM, from the header line on, and the private lines of PuTTY's files.
///
/// A line of base64 alone does not tell a private key from a picture or a certificate, and what stands 96 bytes in front of it does not either. So a key is one match, read
/// from its header: everything that can stand in such a block up to its end, line breaks as they are or as `\n` of a string. The lookahead holds an RSA key of 16384 bits;
/// a stream waits that long only behind such a header.
struct PrivateKeyDetector: Detector {
  private let isPuTTY: Bool

  /// One for each way to begin.
  static let all = [PrivateKeyDetector(isPuTTY: false), PrivateKeyDetector(isPuTTY: true)]

  var entities: [Entity] { [.privateKey] }
  var starts: StartSet {
    if isPuTTY {
      let head = "Priva".utf8.map { ByteSet($0) }
      return StartSet(.word, first: head[0], second: head[1], shapes: [StartShape(ahead: head)])
    }
    let hyphen = ByteSet("-")
    return StartSet(
      .word, first: hyphen, second: hyphen,
      shapes: [StartShape(ahead: [hyphen, hyphen, hyphen, hyphen, ByteSet("- ")], behind: [ByteSet { $0 != UInt8(ascii: "-") }])])
  }
  var lookahead: Int { 16384 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    if isPuTTY { return matchPuTTY(&probe, &matches) }
    guard probe.previous != UInt8(ascii: "-"), let header = headerEnd(&probe) else { return }
    var end = header
    var last = header
    while end < lookahead {
      end = gapEnd(&probe, end)
      if probe[end] == UInt8(ascii: "-") {
        guard let foot = footEnd(&probe, end) else { break }
        return matches.append(SpanMatch(.privateKey, length: foot, score: 99))
      }
      guard let line = fieldEnd(&probe, end) ?? bodyEnd(&probe, end) else { break }
      end = line
      last = line
    }
    matches.append(SpanMatch(.privateKey, length: last, score: 97))
  }

  /// `Private-Lines: 14`, so many lines of base64, and the line of their check.
  private func matchPuTTY(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard probe.hasExactly("Private-Lines: ", at: 0) else { return }
    let count = probe.number(at: 15, limit: 4)
    var end = 15 &+ count.count
    for _ in 0..<count.value {
      guard let line = bodyEnd(&probe, gapEnd(&probe, end)) else { break }
      end = line
    }
    guard end > 15 &+ count.count else { return }
    let check = gapEnd(&probe, end)
    if probe.hasExactly("Private-MAC: ", at: check) {
      end = check &+ 13 &+ probe.run(from: check &+ 13, limit: 64, where: ByteClass.isAlphanumeric)
    }
    matches.append(SpanMatch(.privateKey, length: min(end, lookahead), score: 99))
  }

  /// The end of `-----BEGIN … PRIVATE KEY-----`, of PGP's `PRIVATE KEY BLOCK-----`, of `---- BEGIN … PRIVATE KEY ----`.
  private func headerEnd(_ probe: inout Probe) -> Int? {
    guard probe.hasExactly("-----BEGIN ", at: 0) || probe.hasExactly("---- BEGIN ", at: 0) else { return nil }
    var offset = 11
    var isPrivate = false
    while offset < 60, isTitle(probe[offset]) {
      if probe[offset] == UInt8(ascii: "P"), probe.hasExactly("PRIVATE KEY", at: offset) { isPrivate = true }
      offset &+= 1
    }
    return isPrivate ? titleEnd(&probe, offset) : nil
  }

  private func footEnd(_ probe: inout Probe, _ start: Int) -> Int? {
    guard probe.hasExactly("-----END ", at: start) || probe.hasExactly("---- END ", at: start) else { return nil }
    var offset = start &+ 9
    while offset &- start < 60, isTitle(probe[offset]) { offset &+= 1 }
    return titleEnd(&probe, offset)
  }

  /// Behind the hyphens that end a title.
  private func titleEnd(_ probe: inout Probe, _ offset: Int) -> Int? {
    guard probe.hasExactly("----", at: offset) else { return nil }
    if probe[offset &+ 4] == UInt8(ascii: "-") { return offset &+ 5 }
    return probe[offset &- 1] == UInt8(ascii: " ") ? offset &+ 4 : nil
  }

  private func isTitle(_ byte: UInt8) -> Bool { ByteClass.isUpper(byte) || ByteClass.isDigit(byte) || byte == UInt8(ascii: " ") }

  /// Behind blanks, line breaks and their spellings, quote marks of a mail, marks of comments and lists, and what joins the pieces of a string in a program.
  private func gapEnd(_ probe: inout Probe, _ start: Int) -> Int {
    var end = start
    while end < lookahead {
      let byte = probe[end]
      if byte == UInt8(ascii: "\\") {
        end &+= escapedBreak(probe[end &+ 1]) ? 2 : 1
      } else if ByteClass.isSpace(byte) || Self.joints.contains(byte) {
        end &+= 1
      } else if byte == UInt8(ascii: "%"), probe[end &+ 1] == UInt8(ascii: "0"),
        probe[end &+ 2] | 0x20 == 0x61 || probe[end &+ 2] | 0x20 == 0x64
      {
        end &+= 3
      } else if let tag = tagEnd(&probe, end) {
        end = tag
      } else {
        break
      }
    }
    return end
  }

  private static let joints = ByteSet(">\"'`+.,&()[]|#*;")

  private func escapedBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "n") || byte == UInt8(ascii: "r") || byte == UInt8(ascii: "t") }

  /// Behind `<br>`, `<br/>` and the slashes of a comment.
  private func tagEnd(_ probe: inout Probe, _ start: Int) -> Int? {
    if probe.hasExactly("// ", at: start) { return start &+ 3 }
    guard probe.has("<br", at: start) else { return nil }
    var end = start &+ 3
    while end &- start < 6, probe[end] == UInt8(ascii: " ") || probe[end] == UInt8(ascii: "/") { end &+= 1 }
    return probe[end] == UInt8(ascii: ">") ? end &+ 1 : nil
  }

  /// The end of a line of base64: of 16 bytes at least, or the last one.
  private func bodyEnd(_ probe: inout Probe, _ start: Int) -> Int? {
    var end = start
    while end < lookahead, isBase64(probe[end]) { end &+= 1 }
    guard end > start else { return nil }
    if end &- start >= 16 { return end }
    switch probe[end] {
    case 0, 0x0a, 0x0d, UInt8(ascii: "\\"), UInt8(ascii: "-"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "<"),
      UInt8(ascii: "%"):
      return end
    // All in one line.
    case UInt8(ascii: " "), 0x09: return probe.hasExactly("-----END ", at: end &+ 1) ? end : nil
    default: return nil
    }
  }

  private func isBase64(_ byte: UInt8) -> Bool {
    ByteClass.isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
  }

  /// The end of a field in the block's head, such as `Proc-Type: 4,ENCRYPTED`.
  private func fieldEnd(_ probe: inout Probe, _ start: Int) -> Int? {
    switch probe[start] {
    case UInt8(ascii: "P"): guard probe.hasExactly("Proc-Type:", at: start) else { return nil }
    case UInt8(ascii: "D"): guard probe.hasExactly("DEK-Info:", at: start) else { return nil }
    case UInt8(ascii: "S"): guard probe.hasExactly("Subject:", at: start) else { return nil }
    case UInt8(ascii: "V"): guard probe.hasExactly("Version:", at: start) else { return nil }
    case UInt8(ascii: "C"): guard probe.hasExactly("Comment:", at: start) else { return nil }
    default: return nil
    }
    var end = start
    while end &- start < 100, probe[end] >= 0x20, probe[end] != UInt8(ascii: "\\") { end &+= 1 }
    return end
  }
}
