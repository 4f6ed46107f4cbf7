/// A host name with a top-level domain.
struct HostName: Sendable {
  /// Behind its last byte.
  let end: Int
  /// The number of its labels.
  let labels: Int
  /// Whether the top-level domain is one that is listed.
  let isKnown: Bool

  /// Reads the name at an offset: labels of letters, digits and hyphens, the last one of letters.
  ///
  /// A sentence that goes on without a blank ("a.example.com.Then") is cut at the last label that is a known top-level domain.
  static func read(_ probe: inout Probe, _ start: Int, limit: Int) -> HostName? {
    var offset = start
    var labels = 0
    var known: (end: Int, labels: Int)?
    var last: (end: Int, labels: Int)?
    while labels < 16, offset < limit {
      let first = offset
      var isAlphabetic = true
      while offset &- first < 64, isLabel(probe[offset]) {
        if !ByteClass.isLetter(probe[offset]), probe[offset] < 0x80 { isAlphabetic = false }
        offset &+= 1
      }
      guard offset > first, probe[first] != UInt8(ascii: "-") else { break }
      while offset > first, probe[offset &- 1] == UInt8(ascii: "-") { offset &-= 1 }
      labels &+= 1
      let isPunycode = probe.has("xn--", at: first)
      if labels > 1, isAlphabetic && offset &- first >= 2 || isPunycode {
        last = (offset, labels)
        if isPunycode || TopLevelDomains.contains(&probe, first, offset) { known = last }
      } else {
        last = nil
      }
      guard probe[offset] == UInt8(ascii: "."), isLabel(probe[offset &+ 1]) else { break }
      offset &+= 1
    }
    if let known { return HostName(end: known.end, labels: known.labels, isKnown: true) }
    guard let last else { return nil }
    return HostName(end: last.end, labels: last.labels, isKnown: false)
  }

  static func isLabel(_ byte: UInt8) -> Bool { ByteClass.isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte >= 0x80 }
}
