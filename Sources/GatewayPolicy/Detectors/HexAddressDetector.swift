/// IPv6 and hardware addresses.
struct HexAddressDetector: Detector {
  var entities: [Entity] { [.ipAddress, .macAddress] }
  var starts: StartSet { StartSet(.word, first: Self.hexOrColon, second: Self.hexOrColon, shapes: Self.shapes) }
  var lookahead: Int { 80 }

  private static let hexOrColon = ByteSet.hexDigits.union(ByteSet(":"))

  /// One to four digits and what ends a group, or two colons.
  private static let shapes: [StartShape] = {
    let (hex, colon) = (ByteSet.hexDigits, ByteSet(":"))
    return [
      StartShape(hex, colon), StartShape(hex, hex, ByteSet(":-")), StartShape(hex, hex, hex, colon),
      StartShape(hex, hex, hex, hex, ByteSet(":.")), StartShape(colon, colon),
    ]
  }()

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let previous = probe.previous
    if previous == UInt8(ascii: ":") || previous == UInt8(ascii: ".") || previous == UInt8(ascii: "-") && ByteClass.isHexDigit(probe[-2]) {
      return
    }
    var count = 0
    while count < 5, ByteClass.isHexDigit(probe[count]) { count &+= 1 }
    guard count < 5 else { return }
    switch probe[count] {
    case UInt8(ascii: ":"):
      if count == 2 { matchHardware(&probe, UInt8(ascii: ":"), &matches) }
      if let address = Self.address(&probe) { matches.append(address) }
    case UInt8(ascii: "-"): if count == 2 { matchHardware(&probe, UInt8(ascii: "-"), &matches) }
    case UInt8(ascii: "."): if count == 4 { matchCisco(&probe, &matches) }
    default: break
    }
  }

  /// Six pairs.
  private func matchHardware(_ probe: inout Probe, _ separator: UInt8, _ matches: inout [SpanMatch]) {
    var letters = 0
    for index in 0..<17 {
      let byte = probe[index]
      guard index % 3 == 2 ? byte == separator : ByteClass.isHexDigit(byte) else { return }
      if index % 3 != 2, ByteClass.isLetter(byte) { letters &+= 1 }
    }
    guard probe.endsWord(17), probe[17] != separator || !ByteClass.isHexDigit(probe[18]) else { return }
    matches.append(SpanMatch(.macAddress, length: 17, score: letters > 0 ? 95 : separator == UInt8(ascii: ":") ? 75 : 55))
  }

  /// Three groups of four with dots.
  private func matchCisco(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    var letters = 0
    for index in 0..<14 {
      let byte = probe[index]
      guard index % 5 == 4 ? byte == UInt8(ascii: ".") : ByteClass.isHexDigit(byte) else { return }
      if ByteClass.isLetter(byte) { letters &+= 1 }
    }
    guard letters > 0, probe.endsWord(14), probe[14] != UInt8(ascii: ".") || !ByteClass.isHexDigit(probe[15]) else { return }
    matches.append(SpanMatch(.macAddress, length: 14, score: 80))
  }

  /// An IPv6 address: eight groups, or fewer with one `::`; the last two may be an IPv4 address; a zone or prefix length may follow.
  private static func address(_ probe: inout Probe) -> SpanMatch? {
    var groups = 0
    var digits = 0
    var gap = false
    var offset = 0
    if probe[0] == UInt8(ascii: ":") {
      guard probe[1] == UInt8(ascii: ":") else { return nil }
      gap = true
      offset = 2
    }
    while groups < 8 {
      let first = offset
      while offset &- first < 5, ByteClass.isHexDigit(probe[offset]) {
        if ByteClass.isDigit(probe[offset]) { digits &+= 1 }
        offset &+= 1
      }
      if offset == first { break }
      if probe[offset] == UInt8(ascii: "."), groups > 0 || gap, groups <= 6, let end = dotted(&probe, first) {
        offset = end
        groups &+= 2
        break
      }
      guard offset &- first <= 4 else { return nil }
      groups &+= 1
      guard groups < 8, probe[offset] == UInt8(ascii: ":") else { break }
      if probe[offset &+ 1] == UInt8(ascii: ":") {
        guard !gap else { return nil }
        gap = true
        offset &+= 2
      } else if ByteClass.isHexDigit(probe[offset &+ 1]) {
        offset &+= 1
      } else {
        break
      }
    }
    guard gap ? groups < 8 && groups > 0 : groups == 8 else { return nil }
    return finish(&probe, offset, groups, digits, gap)
  }

  private static func finish(_ probe: inout Probe, _ start: Int, _ groups: Int, _ digits: Int, _ gap: Bool) -> SpanMatch? {
    var end = start
    if probe[end] == UInt8(ascii: "%") {
      var zone = end &+ 1
      while zone &- end < 17, ByteClass.isAlphanumeric(probe[zone]) || probe[zone] == UInt8(ascii: ".") || probe[zone] == UInt8(ascii: "-")
      { zone &+= 1 }
      if zone > end &+ 1 { end = zone }
    }
    if probe[end] == UInt8(ascii: "/") {
      let prefix = probe.number(at: end &+ 1, limit: 3)
      if prefix.count > 0, prefix.value <= 128, probe.endsWord(end &+ 1 &+ prefix.count) { end &+= 1 &+ prefix.count }
    }
    guard probe.endsWord(end),
      probe[end] != UInt8(ascii: ":") || !ByteClass.isAlphanumeric(probe[end &+ 1]) && probe[end &+ 1] != UInt8(ascii: ":")
    else { return nil }
    // Slices and scopes of programs have the form of short addresses.
    if groups == 1, gap {
      let isLoopback = start == 3 && probe[0] == UInt8(ascii: ":") && probe[2] == UInt8(ascii: "1")
      let isIndex = probe.previous == UInt8(ascii: "[") && ByteClass.isWord(probe[-2])
      return isIndex ? nil : SpanMatch(.ipAddress, length: end, score: isLoopback || start > 4 && digits > 0 ? 75 : 40)
    }
    if digits == 0, groups < 4 { return nil }
    if groups == 2, start < 6 { return SpanMatch(.ipAddress, length: end, score: 45) }
    return SpanMatch(.ipAddress, length: end, score: 95)
  }

  /// The end of an IPv4 address at an offset.
  private static func dotted(_ probe: inout Probe, _ start: Int) -> Int? {
    var offset = start
    for index in 0..<4 {
      let octet = probe.number(at: offset, limit: 4)
      guard 1...3 ~= octet.count, octet.value <= 255 else { return nil }
      offset &+= octet.count
      if index < 3 {
        guard probe[offset] == UInt8(ascii: ".") else { return nil }
        offset &+= 1
      }
    }
    return offset
  }
}
