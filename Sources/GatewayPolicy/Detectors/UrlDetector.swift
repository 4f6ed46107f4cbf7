/// Addresses of the web: `http`, `https`, `ftp`, `ws` and `wss` with a host, and `www.` names.
struct UrlDetector: Detector {
  var entities: [Entity] { [.url] }
  var starts: StartSet { StartSet(.word, first: ByteSet("hfwHFW"), second: ByteSet("twsTWS"), shapes: Self.shapes) }
  /// What is longer goes on to the end of the run of bytes that an address can have.
  var lookahead: Int { 1024 }
  var continuation: ByteSet { Self.urlBytes }

  /// `http`, `ftp` and what may follow, `www.`, `ws:`, `wss`.
  private static let shapes = [
    StartShape(ByteSet("hH"), ByteSet("tT"), ByteSet("tT"), ByteSet("pP"), ByteSet("sS:")),
    StartShape(ByteSet("fF"), ByteSet("tT"), ByteSet("pP"), ByteSet("sS:")),
    StartShape(ByteSet("wW"), ByteSet("wW"), ByteSet("wW"), ByteSet(".")), StartShape(ByteSet("wW"), ByteSet("sS"), ByteSet("sS:")),
  ]
  private static let urlBytes = ByteSet(where: UrlDetector.isUrlByte)

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard let host = hostStart(&probe), !isInsideUrl(&probe) else { return }
    var offset = host
    if probe[0] | 0x20 != UInt8(ascii: "w") || probe[1] | 0x20 == UInt8(ascii: "s") { offset = userInfoEnd(&probe, host) }
    if probe[offset] == UInt8(ascii: "[") { return matchAddressLiteral(&probe, offset, &matches) }
    let first = offset
    var dots = 0
    while offset &- first < 255, HostName.isLabel(probe[offset]) || probe[offset] == UInt8(ascii: "_") || probe[offset] == UInt8(ascii: ".")
    {
      if probe[offset] == UInt8(ascii: ".") {
        guard HostName.isLabel(probe[offset &+ 1]) else { break }
        dots &+= 1
      }
      offset &+= 1
    }
    guard offset > first, ByteClass.isAlphanumeric(probe[first]) || probe[first] >= 0x80 else { return }
    let isBare = first == host && probe[0] | 0x20 == UInt8(ascii: "w") && probe[1] | 0x20 == UInt8(ascii: "w")
    if isBare, dots == 0 { return }
    matches.append(match(&probe, offset, score: dots > 0 ? 96 : 80))
  }

  /// Where the host begins, behind `scheme://` or `www.`.
  private func hostStart(_ probe: inout Probe) -> Int? {
    switch probe[0] | 0x20 {
    case UInt8(ascii: "h"):
      guard probe.has("http", at: 0) else { return nil }
      let colon = probe[4] | 0x20 == UInt8(ascii: "s") ? 5 : 4
      return probe.has("://", at: colon) ? colon &+ 3 : nil
    case UInt8(ascii: "f"):
      guard probe.has("ftp", at: 0) else { return nil }
      let colon = probe[3] | 0x20 == UInt8(ascii: "s") ? 4 : 3
      return probe.has("://", at: colon) ? colon &+ 3 : nil
    default:
      if probe.has("www.", at: 0) { return 4 }
      guard probe.has("ws", at: 0) else { return nil }
      let colon = probe[2] | 0x20 == UInt8(ascii: "s") ? 3 : 2
      return probe.has("://", at: colon) ? colon &+ 3 : nil
    }
  }

  /// Whether the start is a part of an address that began before: then it has been found there, and is not read again.
  private func isInsideUrl(_ probe: inout Probe) -> Bool {
    var offset = -1
    while offset > -Probe.lookbehind, Self.isUrlByte(probe[offset]) {
      if probe[offset] == UInt8(ascii: "/"), probe[offset &- 1] == UInt8(ascii: "/"), probe[offset &- 2] == UInt8(ascii: ":") {
        return true
      }
      offset &-= 1
    }
    return false
  }

  private func userInfoEnd(_ probe: inout Probe, _ start: Int) -> Int {
    var offset = start
    while offset &- start < 128, ByteClass.isWord(probe[offset]) || isUserMark(probe[offset]) { offset &+= 1 }
    return offset > start && probe[offset] == UInt8(ascii: "@") ? offset &+ 1 : start
  }

  private func isUserMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"),
      UInt8(ascii: "*"),
      UInt8(ascii: "+"), UInt8(ascii: ":"), UInt8(ascii: "%"), UInt8(ascii: "="):
      true
    default: false
    }
  }

  private func matchAddressLiteral(_ probe: inout Probe, _ start: Int, _ matches: inout [SpanMatch]) {
    var offset = start &+ 1
    while offset &- start < 60,
      ByteClass.isAlphanumeric(probe[offset]) || probe[offset] == UInt8(ascii: ":") || probe[offset] == UInt8(ascii: ".")
        || probe[offset] == UInt8(ascii: "%")
    {
      offset &+= 1
    }
    guard offset > start &+ 2, probe[offset] == UInt8(ascii: "]") else { return }
    matches.append(match(&probe, offset &+ 1, score: 96))
  }

  /// The match of an address whose host ends at an offset.
  private func match(_ probe: inout Probe, _ hostEnd: Int, score: Int) -> SpanMatch {
    let end = end(&probe, hostEnd)
    return SpanMatch(.url, length: end, score: score, continues: end == lookahead)
  }

  /// The end of port, path, query and fragment; punctuation of the sentence around is left out. The lookahead, when it goes on there.
  private func end(_ probe: inout Probe, _ start: Int) -> Int {
    var offset = start
    guard
      probe[offset] == UInt8(ascii: "/") || probe[offset] == UInt8(ascii: ":") || probe[offset] == UInt8(ascii: "?")
        || probe[offset] == UInt8(ascii: "#")
    else { return start }
    var open = 0
    while offset < lookahead, Self.isUrlByte(probe[offset]) {
      if probe[offset] == UInt8(ascii: "(") { open &+= 1 }
      if probe[offset] == UInt8(ascii: ")") {
        open &-= 1
        if open < 0 { break }
      }
      offset &+= 1
    }
    if offset == lookahead { return offset }
    while offset > start {
      switch probe[offset &- 1] {
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"),
        UInt8(ascii: "'"), UInt8(ascii: "*"),
        UInt8(ascii: "]"):
        offset &-= 1
      default: return offset
      }
    }
    return offset
  }

  private static func isUrlByte(_ byte: UInt8) -> Bool {
    guard byte > 0x20, byte < 0x7f else { return false }
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "|"),
      UInt8(ascii: "\\"), UInt8(ascii: "^"):
      return false
    default: return true
    }
  }
}
