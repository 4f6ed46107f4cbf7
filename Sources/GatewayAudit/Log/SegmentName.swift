/// The name of a segment file: `log-`, the sequence number of its first record in 20 digits, `.jsonl`.
struct SegmentName: Hashable, Comparable, Sendable {
  /// The sequence number of the first record.
  let first: UInt64

  init(first: UInt64) { self.first = first }

  /// Reads a name; nil when it is not that of a segment.
  init?(_ name: String) {
    guard name.hasPrefix("log-"), name.hasSuffix(".jsonl"), name.utf8.count == 30 else { return nil }
    let digits = name.dropFirst(4).dropLast(6)
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let first = UInt64(digits), first > 0 else { return nil }
    self.first = first
  }

  /// The file's name.
  var text: String {
    let digits = String(first)
    return "log-\(String(repeating: "0", count: max(0, 20 - digits.count)))\(digits).jsonl"
  }

  static func < (left: SegmentName, right: SegmentName) -> Bool { left.first < right.first }

  /// The segments among some names, the oldest first.
  static func all(_ names: [String]) -> [SegmentName] { names.compactMap(SegmentName.init).sorted() }
}
