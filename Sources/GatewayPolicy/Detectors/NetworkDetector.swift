/// IP addresses of both versions, and hardware addresses.
struct NetworkDetector: Detector {
  private static let hex = ByteSet("0123456789abcdefABCDEF")

  var entities: [Entity] { [.ipAddress, .macAddress] }
  var starts: StartSet {
    StartSet(.word, first: Self.hex.union(ByteSet(":")), second: Self.hex.union(ByteSet(":.")))
  }
  var lookahead: Int { 56 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    if ByteClass.isDigit(probe[0]), version4(&probe, &matches) { return }
    if probe.previous == 0x3a || probe.previous == 0x2e { return }
    hardware(&probe, &matches)
    version6(&probe, &matches)
  }

  /// Four octets, without a fifth on either side.
  private func version4(_ probe: inout Probe, _ matches: inout [SpanMatch]) -> Bool {
    guard probe.previous != 0x2e || !ByteClass.isAlphanumeric(probe[-2]) else { return false }
    guard let end = octets(&probe, from: 0) else { return false }
    guard !ByteClass.isWord(probe[end]), !(probe[end] == 0x2e && ByteClass.isDigit(probe[end &+ 1])) else { return true }
    let isVersion = Lookback(&probe, limit: 16).mentions(Self.versions, within: 16) || probe.previous == 0x76
    matches.append(SpanMatch(.ipAddress, length: end, score: isVersion ? 30 : 95))
    return true
  }

  private static let versions = WordSet(["version", "versions", "v", "release", "section", "build", "firmware", "chapter"])

  private func octets(_ probe: inout Probe, from start: Int) -> Int? {
    var offset = start
    for octet in 0..<4 {
      let length = probe.run(from: offset, limit: 4, where: ByteClass.isDigit)
      guard 1...3 ~= length else { return nil }
      var value = 0
      for index in 0..<length { value = value &* 10 &+ Int(probe[offset &+ index] &- 0x30) }
      guard value <= 255, length == 1 || probe[offset] != 0x30 else { return nil }
      offset &+= length
      guard octet < 3 else { break }
      guard probe[offset] == 0x2e else { return nil }
      offset &+= 1
    }
    return offset
  }

  /// Six pairs of hex digits with `:` or `-`.
  private func hardware(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let separator = probe[2]
    guard separator == 0x3a || separator == 0x2d else { return }
    for pair in 0..<6 {
      let offset = pair &* 3
      guard Self.hex.contains(probe[offset]), Self.hex.contains(probe[offset &+ 1]), pair == 5 || probe[offset &+ 2] == separator else {
        return
      }
    }
    guard !ByteClass.isWord(probe[17]), probe[17] != separator else { return }
    matches.append(SpanMatch(.macAddress, length: 17, score: 95))
  }

  /// Eight groups, or fewer with one `::`; the last two may be an IPv4 address.
  private func version6(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    var offset = 0
    var groups = 0
    var isCompressed = false
    if probe[0] == 0x3a {
      guard probe[1] == 0x3a else { return }
      isCompressed = true
      offset = 2
    }
    var end = offset
    while groups < 8 {
      let length = probe.run(from: offset, limit: 5, where: Self.hex.contains)
      guard 1...4 ~= length else { break }
      if probe[offset &+ length] == 0x2e, groups > 0 || isCompressed, let behind = octets(&probe, from: offset) {
        groups &+= 2
        end = behind
        break
      }
      groups &+= 1
      end = offset &+ length
      guard probe[end] == 0x3a else { break }
      if probe[end &+ 1] == 0x3a {
        guard !isCompressed else { return }
        isCompressed = true
        offset = end &+ 2
        end = offset
      } else {
        offset = end &+ 1
      }
    }
    guard isCompressed ? groups <= 7 && groups > 0 : groups == 8 else { return }
    guard !ByteClass.isWord(probe[end]), probe[end] != 0x3a || !ByteClass.isAlphanumeric(probe[end &+ 1]) else { return }
    // C++ names and times look alike: a compressed address needs a digit, or three groups.
    if isCompressed, groups < 3, !probe.bytes(0..<end).contains(where: ByteClass.isDigit) { return }
    if probe[end] == 0x25 { end &+= 1 &+ probe.run(from: end &+ 1, limit: 8, where: ByteClass.isAlphanumeric) }
    matches.append(SpanMatch(.ipAddress, length: end, score: 95))
  }
}
