extension Probe {
  /// The bytes from an offset on, as long as `isMember` holds, at most `limit`.
  mutating func run(from offset: Int, limit: Int, where isMember: (UInt8) -> Bool) -> Int {
    var length = 0
    while length < limit, isMember(self[offset &+ length]) { length &+= 1 }
    return length
  }

  /// The bytes of a range.
  mutating func bytes(_ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    for offset in range { result.append(self[offset]) }
    return result
  }

  /// Whether a text stands at an offset, without regard to case; `text` is in lower case. Looks no further than the first difference.
  mutating func hasPrefix(_ text: StaticString, at offset: Int = 0) -> Bool {
    var index = 0
    // SAFETY: the pointer is read inside of the static string's length only.
    let start = unsafe text.utf8Start
    while index < text.utf8CodeUnitCount {
      let expected = unsafe start[index]
      guard ByteClass.lowered(self[offset &+ index]) == expected else { return false }
      index &+= 1
    }
    return true
  }
}
