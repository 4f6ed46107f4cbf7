/// Values that a label calls a password, token or key.
enum AssignedSecret {
  static func match(_ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    guard context.label.contains(.password) || context.label.contains(.secret) || context.label.contains(.cloudSecret) else { return }
    switch probe[0] {
    // A variable or a placeholder stands for a value.
    case UInt8(ascii: "{"), UInt8(ascii: "<"), UInt8(ascii: "%"), UInt8(ascii: "["), UInt8(ascii: "="), UInt8(ascii: ":"),
      UInt8(ascii: "/"):
      return
    case UInt8(ascii: "$"): if probe[1] == UInt8(ascii: "{") || probe[1] == UInt8(ascii: "(") || ByteClass.isUpper(probe[1]) { return }
    default: break
    }
    let end = valueEnd(&probe)
    guard end >= 4, end < 150 else { return }
    let shape = ValueShape(&probe, from: 0, to: end)
    if isPlaceholder(&probe, end, shape) { return }
    if context.label.contains(.password) {
      let score = passwordScore(&probe, end, shape)
      if score > 0 { matches.append(SpanMatch(.password, length: end, score: score)) }
    } else if isRandom(shape) {
      matches.append(SpanMatch(.secret, length: end, score: shape.count >= 20 ? 90 : 80))
    }
  }

  /// The password of `scheme://user:password@host`.
  static func matchUserInfo(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    var back = -2
    while back > -64, probe[back] != UInt8(ascii: "/"), probe[back] > 0x20, probe[back] != UInt8(ascii: "@") { back &-= 1 }
    guard probe[back] == UInt8(ascii: "/"), probe[back &- 1] == UInt8(ascii: "/"), probe[back &- 2] == UInt8(ascii: ":") else { return }
    var end = 0
    while end < 100, probe[end] > 0x20, probe[end] != UInt8(ascii: "@"), probe[end] != UInt8(ascii: "/"), probe[end] != UInt8(ascii: "\"") {
      end &+= 1
    }
    guard end > 0, probe[end] == UInt8(ascii: "@"), ByteClass.isAlphanumeric(probe[end &+ 1]) else { return }
    guard probe[0] != UInt8(ascii: "$"), probe[0] != UInt8(ascii: "{"), probe[0] != UInt8(ascii: "<") else { return }
    matches.append(SpanMatch(.password, length: end, score: 92))
  }

  /// Where the value ends: at its closing quote, or at a blank, quote or separator; punctuation of the sentence is left out.
  private static func valueEnd(_ probe: inout Probe) -> Int {
    let quote = probe.previous
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") || quote == UInt8(ascii: "`")
    var end = 0
    while end < 150 {
      let byte = probe[end]
      if byte < 0x20 || byte == 0x7f { break }
      if isQuoted {
        if byte == quote || byte == UInt8(ascii: "\\") && probe[end &+ 1] == quote { return end }
      } else {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "\\"): return trimmed(&probe, end)
        case UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: ">"),
          UInt8(ascii: "|"), UInt8(ascii: "&"):
          if separates(&probe, end) { return trimmed(&probe, end) }
        default: break
        }
      }
      end &+= 1
    }
    return isQuoted ? 0 : trimmed(&probe, end)
  }

  /// Whether a mark inside of a value ends it: not where the value goes on behind it, but in front of a further assignment, as queries and lists have them.
  private static func separates(_ probe: inout Probe, _ mark: Int) -> Bool {
    var end = mark &+ 1
    guard probe[end] > 0x20, probe[end] != UInt8(ascii: "/"), probe[end] != probe[mark] else { return true }
    if !ByteClass.isAlphanumeric(probe[end]) { return probe[mark] != UInt8(ascii: "&") && probe[mark] != UInt8(ascii: ",") }
    while end &- mark < 24, ByteClass.isWord(probe[end]) || probe[end] == UInt8(ascii: "-") { end &+= 1 }
    return probe[end] == UInt8(ascii: "=") || probe[end] == UInt8(ascii: ":") || probe[end] == UInt8(ascii: ">")
  }

  private static func trimmed(_ probe: inout Probe, _ end: Int) -> Int {
    var end = end
    while end > 0 {
      switch probe[end &- 1] {
      case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): end &-= 1
      default: return end
      }
    }
    return end
  }

  private static func passwordScore(_ probe: inout Probe, _ end: Int, _ shape: ValueShape) -> Int {
    let isQuoted = probe.previous == UInt8(ascii: "\"") || probe.previous == UInt8(ascii: "'") || probe.previous == UInt8(ascii: "`")
    // Code that computes a password is none.
    if !isQuoted, isCode(&probe, end) { return 0 }
    let kinds = (shape.digits > 0 ? 1 : 0) &+ (shape.lower > 0 ? 1 : 0) &+ (shape.upper > 0 ? 1 : 0) &+ (shape.symbols > 0 ? 1 : 0)
    if shape.digits > 0 || shape.symbols > 0 && !isHyphenatedWord(shape, kinds) { return kinds > 1 || isQuoted ? 88 : 70 }
    if isQuoted { return shape.lower < 4 && shape.upper == 0 ? 0 : 75 }
    // A plain word: only right behind the sign, and where nothing of a sentence follows.
    let isAssigned = hasSign(&probe)
    let next = probe[end]
    let isAlone =
      next < 0x20 || next == UInt8(ascii: ",") || next == UInt8(ascii: ";") || next == UInt8(ascii: "\"") || next == UInt8(ascii: "&")
    if kinds > 1, shape.upper > 1 || shape.upper == 1 && !ByteClass.isUpper(probe[0]) { return isAssigned ? 80 : 65 }
    return isAssigned && isAlone ? 62 : 0
  }

  private static func isHyphenatedWord(_ shape: ValueShape, _ kinds: Int) -> Bool { shape.symbols == 1 && kinds == 2 && shape.lower > 0 }

  private static func hasSign(_ probe: inout Probe) -> Bool {
    var back = -1
    while back > -4, probe[back] == UInt8(ascii: " ") || probe[back] == 0x0a || probe[back] == 0x0d { back &-= 1 }
    return probe[back] == UInt8(ascii: ":") || probe[back] == UInt8(ascii: "=")
  }

  private static func isCode(_ probe: inout Probe, _ end: Int) -> Bool {
    var offset = 0
    while offset < end {
      let byte = probe[offset]
      if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { return offset > 0 && ByteClass.isLetter(probe[offset &- 1]) }
      if byte == UInt8(ascii: "."), offset > 0, ByteClass.isLower(probe[offset &- 1]), ByteClass.isLower(probe[offset &+ 1]) { return true }
      offset &+= 1
    }
    return probe[end] == UInt8(ascii: "(")
  }

  /// Enough letters and digits without order.
  private static func isRandom(_ shape: ValueShape) -> Bool {
    guard shape.count >= 12, shape.symbols &* 3 <= shape.count else { return false }
    if shape.digits > 0, shape.lower > 0 || shape.upper > 0 { return shape.entropy >= (shape.count >= 20 ? 3.2 : 2.9) }
    return shape.lower > 3 && shape.upper > 3 && shape.count >= 20 && shape.entropy >= 3.8 && shape.symbols < 3
  }

  /// Words that stand for a value, or are none.
  private static let words: [StaticString] = [
    "your", "example", "xxxx", "****", "....", "none", "null", "nil", "true", "false", "undefined", "string", "required", "optional",
    "incorrect", "invalid",
    "wrong", "expired", "redacted", "hidden", "changed", "reset", "placeholder", "insert", "process.env", "os.environ", "env.", "config.",
    "self.", "this.",
  ]

  private static func isPlaceholder(_ probe: inout Probe, _ end: Int, _ shape: ValueShape) -> Bool {
    if shape.entropy < 0.5 { return true }
    for word in words where probe.has(word, at: 0) { return true }
    return false
  }
}
