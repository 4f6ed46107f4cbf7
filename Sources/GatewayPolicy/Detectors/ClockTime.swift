/// A time behind a date.
enum ClockTime {
  /// The end of a time that belongs to the date which ends at an offset, or the offset: `T10:30:00Z`, ` 10:30`, `, 10:30 pm`, ` at 10 a.m.`
  static func end(_ probe: inout Probe, _ date: Int) -> Int {
    var offset = date
    switch probe[offset] {
    case UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: "_"): offset &+= 1
    case UInt8(ascii: ","):
      offset &+= 1
      if probe[offset] == UInt8(ascii: " ") { offset &+= 1 }
    case UInt8(ascii: " "): offset &+= 1
    default: return date
    }
    if probe[offset] | 0x20 == UInt8(ascii: "a"), probe.has("at ", at: offset) { offset &+= 3 }
    let hours = probe.number(at: offset, limit: 3)
    guard 1...2 ~= hours.count, hours.value < 25 else { return date }
    var end = offset &+ hours.count
    var parts = 1
    while parts < 3, probe[end] == UInt8(ascii: ":"), probe.isDigit(end &+ 1), probe.isDigit(end &+ 2), !probe.isDigit(end &+ 3) {
      end &+= 3
      parts &+= 1
    }
    if parts == 3, probe[end] == UInt8(ascii: ".") || probe[end] == UInt8(ascii: ","), probe.isDigit(end &+ 1) {
      var digits = 0
      while digits < 9, probe.isDigit(end &+ 1 &+ digits) { digits &+= 1 }
      end &+= 1 &+ digits
    }
    let half = halfOfDay(&probe, end)
    if parts == 1, half == end { return date }
    return half > end ? half : zone(&probe, end, isTight: probe[date] | 0x20 == UInt8(ascii: "t"))
  }

  /// Behind ` pm`, `a.m.` and the like.
  private static func halfOfDay(_ probe: inout Probe, _ start: Int) -> Int {
    var offset = start
    if probe[offset] == UInt8(ascii: " ") { offset &+= 1 }
    let letter = probe[offset] | 0x20
    guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p") else { return start }
    if probe[offset &+ 1] | 0x20 == UInt8(ascii: "m"), probe.endsWord(offset &+ 2) { return offset &+ 2 }
    return probe.has(".m.", at: offset &+ 1) ? offset &+ 4 : start
  }

  /// Behind `Z`, `+01:00`, ` UTC`.
  private static func zone(_ probe: inout Probe, _ start: Int, isTight: Bool) -> Int {
    let byte = probe[start]
    if byte | 0x20 == UInt8(ascii: "z"), probe.endsWord(start &+ 1) { return start &+ 1 }
    if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") && isTight, probe.isDigit(start &+ 1), probe.isDigit(start &+ 2) {
      let minutes = probe[start &+ 3] == UInt8(ascii: ":") ? start &+ 4 : start &+ 3
      return probe.isDigit(minutes) && probe.isDigit(minutes &+ 1) ? minutes &+ 2 : start &+ 3
    }
    if byte == UInt8(ascii: " "), probe.hasExactly("UTC", at: start &+ 1) || probe.hasExactly("GMT", at: start &+ 1),
      probe.endsWord(start &+ 4)
    {
      return start &+ 4
    }
    return start
  }
}
