/// What may stand between the groups of a number beside a blank, hyphen, dot or slash: line breaks, tabs, marks of tables, lists and Markdown, and entities of HTML for blanks.
enum GroupSeparator {
  /// The marks; a comma is one where a label says that the groups are one number.
  static let marks = ByteSet(" \t\n\r-./_|*~,")

  /// Behind up to eight marks and entities at an offset; the offset itself if there are none.
  static func end(_ probe: inout Probe, _ start: Int) -> Int {
    var end = start
    var count = 0
    while count < 8 {
      if marks.contains(probe[end]) {
        end &+= 1
      } else if let entity = entityEnd(&probe, end) {
        end = entity
      } else {
        return end
      }
      count &+= 1
    }
    return end
  }

  /// What tells one separator from another: its first byte that is no blank.
  static func kind(_ probe: inout Probe, _ start: Int, _ end: Int) -> UInt8 {
    for offset in start..<end where probe[offset] != UInt8(ascii: " ") { return probe[offset] == 0x0d ? 0x0a : probe[offset] }
    return UInt8(ascii: " ")
  }

  private static let entities: [StaticString] = [
    "&nbsp;", "&ensp;", "&emsp;", "&thinsp;", "&#32;", "&#160;", "&#xa0;", "&#x20;", "&#8201;", "&#x2009;", "&#8239;", "&#x202f;", "&#45;",
    "&#x2d;", "&#9;", "&#10;", "<br>", "<br/>",
  ]

  private static func entityEnd(_ probe: inout Probe, _ start: Int) -> Int? {
    guard probe[start] == UInt8(ascii: "&") || probe[start] == UInt8(ascii: "<") else { return nil }
    for entity in entities where probe.has(entity, at: start) { return start &+ entity.utf8CodeUnitCount }
    return nil
  }
}
