/// Finds keys that are more than plain text in a file that also uses anchors.
///
/// The YAML library hashes every key, and a key built of aliases of aliases has a hash that takes exponential time. Nothing in a configuration
/// needs such keys, so the file is refused before it is composed. The scan is coarse on purpose: it may refuse an odd file that holds anchors and,
/// say, a `?` at the start of a word, and it never lets a bomb pass.
struct KeyGuard {
  private let bytes: [UInt8]
  private var line = 1
  private var lineStart = 0

  /// The line and column of the first key that is not plain text; nil when there is none or the file has no anchors.
  static func firstComplexKey(in bytes: [UInt8]) -> (line: Int, column: Int)? {
    var scan = KeyGuard(bytes: bytes)
    return scan.run()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func run() -> (line: Int, column: Int)? {
    var hasAnchor = false
    var complex: (line: Int, column: Int)?
    for index in bytes.indices {
      switch bytes[index] {
      case 0x0a:
        line += 1
        lineStart = index + 1
      case 0x26 where index + 1 < bytes.count && !isSpace(bytes[index + 1]):
        hasAnchor = true
      case 0x3f where index + 1 == bytes.count || isSpace(bytes[index + 1]),
        0x5d where isFollowedByColon(index + 1),
        0x7d where isFollowedByColon(index + 1),
        0x2a where isFollowedByColon(endOfWord(index + 1)):
        if complex == nil { complex = (line, index - lineStart + 1) }
      default: break
      }
      if hasAnchor, let complex { return complex }
    }
    return nil
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d }

  private func endOfWord(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, !isSpace(bytes[index]), bytes[index] != 0x3a { index += 1 }
    return index
  }

  private func isFollowedByColon(_ start: Int) -> Bool {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index < bytes.count && bytes[index] == 0x3a
  }
}
