/// What may follow a telephone number and belongs to it or tells what it is.
enum PhoneExtension {
  /// The end of an extension behind a number: `x123`, ` ext. 12`, ` extension 1234`, `#12`; the offset itself if there is none.
  static func end(_ probe: inout Probe, _ start: Int) -> Int {
    var offset = start
    if probe[offset] == UInt8(ascii: ",") { offset &+= 1 }
    if probe[offset] == UInt8(ascii: " ") { offset &+= 1 }
    switch ByteClass.lowered(probe[offset]) {
    case UInt8(ascii: "x"): offset &+= 1
    case UInt8(ascii: "#"):
      guard offset == start else { return start }
      offset &+= 1
    case UInt8(ascii: "e"):
      guard offset > start, probe.has("ext", at: offset) else { return start }
      offset &+= probe.has("extension", at: offset) ? 9 : 3
      if probe[offset] == UInt8(ascii: ".") || probe[offset] == UInt8(ascii: ":") { offset &+= 1 }
    default: return start
    }
    if probe[offset] == UInt8(ascii: " ") { offset &+= 1 }
    var digits = 0
    while digits < 7, probe.isDigit(offset &+ digits) { digits &+= 1 }
    guard 1...6 ~= digits, probe.endsWord(offset &+ digits) else { return start }
    return offset &+ digits
  }

  /// Whether a word such as "office" or "mobile" stands right behind a number.
  static func isLabelledBehind(_ probe: inout Probe, _ end: Int) -> Bool {
    var offset = end
    var gap = 0
    while gap < 2, probe[offset] == UInt8(ascii: " ") || probe[offset] == UInt8(ascii: "(") || probe[offset] == UInt8(ascii: "-") {
      offset &+= 1
      gap &+= 1
    }
    guard gap > 0 else { return false }
    switch ByteClass.lowered(probe[offset]) {
    case UInt8(ascii: "o"): return probe.has("office", at: offset)
    case UInt8(ascii: "f"): return probe.has("fax", at: offset)
    case UInt8(ascii: "m"): return probe.has("mobile", at: offset)
    case UInt8(ascii: "c"): return probe.has("cell", at: offset)
    case UInt8(ascii: "h"): return probe.has("home", at: offset)
    case UInt8(ascii: "w"): return probe.has("work", at: offset)
    default: return false
    }
  }
}
