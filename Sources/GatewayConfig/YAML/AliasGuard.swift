/// Finds files whose keys might be built of aliases of aliases.
///
/// The YAML library hashes every key while it composes, and hashes what aliases stand for as often as it is reached: a key built of nested aliases
/// takes exponential time. So before composing, the anchors and aliases are counted: with `n` anchors and `a` aliases nothing expands to more than
/// the greatest `(a/k)^k` with `k ≤ n` times the file. Where that is harmless, or no key can be anything but plain text, the file passes. The scan
/// is coarse: it does not know comments and quotes, and so may refuse an odd file with dozens of aliases, and never lets a bomb pass.
struct AliasGuard {
  private static let maximumExpansion = 1e8

  private let bytes: [UInt8]
  private var anchors = 0
  private var aliases = 0
  private var hasOpenKeys = false

  /// Whether the file could take exponential time to compose.
  static func refuses(_ bytes: [UInt8]) -> Bool {
    var scan = AliasGuard(bytes: bytes)
    scan.run()
    return scan.hasOpenKeys && scan.expansion * Double(bytes.count) > maximumExpansion
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func run() {
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "&") where isName(at: index + 1): anchors += 1
      case UInt8(ascii: "*") where isName(at: index + 1):
        aliases += 1
        if isFollowedByColon(endOfName(index + 1)) { hasOpenKeys = true }
      case UInt8(ascii: "{"), UInt8(ascii: "?"): hasOpenKeys = true
      case UInt8(ascii: "]") where isFollowedByColon(index + 1): hasOpenKeys = true
      default: break
      }
    }
  }

  /// The greatest number of times that something in the file can be repeated.
  private var expansion: Double {
    var greatest = 1.0
    for levels in 1...64 where levels <= anchors && levels <= aliases {
      var product = 1.0
      for _ in 0..<levels { product *= Double(aliases) / Double(levels) }
      greatest = max(greatest, product)
    }
    return greatest
  }

  private func isName(at index: Int) -> Bool {
    guard index < bytes.count else { return false }
    switch bytes[index] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      return true
    default: return false
    }
  }

  private func endOfName(_ start: Int) -> Int {
    var index = start
    while isName(at: index) { index += 1 }
    return index
  }

  private func isFollowedByColon(_ start: Int) -> Bool {
    var index = start
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") { index += 1 }
    return index < bytes.count && bytes[index] == UInt8(ascii: ":")
  }
}
