/// Values that a label calls a password, token or key.
enum AssignedSecret {
  /// A value whose label the words in front say, or the name directly in front of it.
  static func match(_ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    let kinds: ContextKinds = [.password, .secret, .cloudSecret]
    if context.label.isDisjoint(with: kinds) {
      if let label = SecretLabel(&probe), label.joint == .sign || label.joint == .purpose { match(&probe, label, &matches) }
    } else if let value = Value(&probe) {
      append(&probe, value, isPassword: context.label.contains(.password), &matches)
    }
  }

  /// A value directly behind its label: behind a blank alone it has to look like one.
  static func match(_ probe: inout Probe, _ label: SecretLabel, _ matches: inout [SpanMatch]) {
    guard let value = Value(&probe) else { return }
    let isPassword = label.kind.contains(.password)
    switch label.joint {
    // A name that ends so may be one of a type, with the type that it is derived from.
    case .sign where !label.isWhole && value.shape.digits == 0 && !ByteClass.isAnyQuote(probe.previous): return
    case .sign: append(&probe, value, isPassword: isPassword, &matches)
    case .option:
      guard probe[0] != UInt8(ascii: "-"), !isCode(&probe, value.end) else { return }
      matches.append(SpanMatch(isPassword ? .password : .secret, length: value.end, score: 85))
    case .purpose, .blank:
      if isCredentials(&probe, value.end) {
        matches.append(SpanMatch(.password, length: value.end, score: 95))
      } else if !isPassword {
        if isRandom(value.shape) { matches.append(SpanMatch(.secret, length: value.end, score: 80)) }
      } else if isStrong(&probe, value) || isLogin(&probe, label.end) {
        matches.append(SpanMatch(.password, length: value.end, score: 75))
      }
    }
  }

  /// The argument of a command's option for a password.
  static func matchArgument(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard probe[0] != UInt8(ascii: "-"), let value = Value(&probe) else { return }
    matches.append(SpanMatch(.password, length: value.end, score: 88))
  }

  /// An option with its value behind it: together, for the value does not begin a word.
  static func matchGlued(_ probe: inout Probe, _ start: Int, _ matches: inout [SpanMatch]) {
    let quote = probe[start]
    let isQuoted = ByteClass.isQuote(quote)
    var end = isQuoted ? start &+ 1 : start
    while end < 100, isQuoted ? probe[end] != quote && probe[end] >= 0x20 : probe[end] > 0x20 { end &+= 1 }
    if isQuoted, probe[end] == quote { end &+= 1 }
    guard end &- start > 2, end < 100, probe[start] != UInt8(ascii: "$"), probe[start] != UInt8(ascii: "<") else { return }
    matches.append(SpanMatch(.password, length: end, score: 88))
  }

  /// A value, as far as its first bytes do not say that it stands for one.
  private struct Value {
    let end: Int
    let shape: ValueShape

    init?(_ probe: inout Probe) {
      switch probe[0] {
      // A variable or a placeholder.
      case UInt8(ascii: "{"), UInt8(ascii: "<"), UInt8(ascii: "%"), UInt8(ascii: "["), UInt8(ascii: "="), UInt8(ascii: ":"),
        UInt8(ascii: "/"):
        return nil
      case UInt8(ascii: "$"):
        if probe[1] == UInt8(ascii: "{") || probe[1] == UInt8(ascii: "(") || ByteClass.isUpper(probe[1]) { return nil }
      // A tag of YAML.
      case UInt8(ascii: "!"): if probe[1 &+ probe.run(from: 1, limit: 20, where: ByteClass.isLetter)] <= 0x20 { return nil }
      default: break
      }
      end = valueEnd(&probe)
      guard end >= 4, end < 150 else { return nil }
      shape = ValueShape(&probe, from: 0, to: end)
      if isPlaceholder(&probe, end, shape) { return nil }
    }
  }

  private static func append(_ probe: inout Probe, _ value: Value, isPassword: Bool, _ matches: inout [SpanMatch]) {
    if isPassword {
      let score = passwordScore(&probe, value.end, value.shape)
      if score > 0 { matches.append(SpanMatch(.password, length: value.end, score: score)) }
    } else if isRandom(value.shape) {
      matches.append(SpanMatch(.secret, length: value.end, score: value.shape.count >= 20 ? 90 : 80))
    } else if isCredentials(&probe, value.end) {
      matches.append(SpanMatch(.password, length: value.end, score: 95))
    }
  }

  /// Whether a value is no word of a sentence: of letters and digits with no full stop of a version, or with a mark inside.
  private static func isStrong(_ probe: inout Probe, _ value: Value) -> Bool {
    let shape = value.shape
    guard shape.count >= 6, shape.digits > 0, shape.lower &+ shape.upper > 1, !isCode(&probe, value.end) else { return false }
    // A word with its number.
    if shape.digits == 1, shape.upper == 0, shape.symbols == 0, probe.isDigit(value.end &- 1) { return false }
    return shape.symbols == 0 || shape.symbols &* 3 <= shape.count && probe[1] != UInt8(ascii: "-")
  }

  /// Whether the label stands behind a login, as in a .netrc.
  private static func isLogin(_ probe: inout Probe, _ label: Int) -> Bool {
    var offset = label &- 9
    while offset > -90, probe[offset] != 0 {
      if probe[offset] | 0x20 == UInt8(ascii: "l"), probe.has("login ", at: offset), !ByteClass.isWord(probe[offset &- 1]) { return true }
      if probe[offset] == UInt8(ascii: "."), probe[offset &+ 1] == UInt8(ascii: " ") { return false }
      offset &-= 1
    }
    return false
  }

  /// Whether a value is `user:password` in base64, as in `Authorization: Basic` and in the `auth` of a registry.
  private static func isCredentials(_ probe: inout Probe, _ end: Int) -> Bool {
    guard end >= 8, end < 150 else { return false }
    var bytes: [UInt8] = []
    for offset in 0..<end {
      guard Base64.isDigit(probe[offset]) || probe[offset] == UInt8(ascii: "=") else { return false }
      bytes.append(probe[offset])
    }
    let text = Base64.decoded(bytes)
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > 0, colon + 1 < text.count else { return false }
    return text.allSatisfy { 0x20..<0x7f ~= $0 }
  }

  /// The password of `scheme://user:password@host`.
  static func matchUserInfo(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard let back = userStart(probe) else { return }
    if probe[back] <= 0x20 || ByteClass.isAnyQuote(probe[back &+ 1]), ShellSecret.isUser(&probe, before: back), let value = Value(&probe) {
      return matches.append(SpanMatch(.password, length: value.end, score: 90))
    }
    guard probe[back] == UInt8(ascii: "/"), probe[back &- 1] == UInt8(ascii: "/"), probe[back &- 2] == UInt8(ascii: ":") else { return }
    var end = 0
    while end < 100, probe[end] > 0x20, probe[end] != UInt8(ascii: "@"), probe[end] != UInt8(ascii: "/"), probe[end] != UInt8(ascii: "\"") {
      end &+= 1
    }
    guard end > 0, probe[end] == UInt8(ascii: "@"), ByteClass.isAlphanumeric(probe[end &+ 1]) else { return }
    guard probe[0] != UInt8(ascii: "$"), probe[0] != UInt8(ascii: "{"), probe[0] != UInt8(ascii: "<") else { return }
    matches.append(SpanMatch(.password, length: end, score: 92))
  }

  /// What stands in front of a user's name that ends with the byte in front of the colon: a slash, a blank or an `@`, at most 64 bytes away. Eight bytes are looked at at a time, for texts
  /// may be full of colons.
  private static func userStart(_ probe: borrowing Probe) -> Int? {
    var last = -2
    while last >= -64 {
      let bytes = probe.eight(back: last)
      let ends = ByteLanes.equal(bytes, UInt8(ascii: "/")) | ByteLanes.equal(bytes, UInt8(ascii: "@")) | ByteLanes.blank(bytes)
      if ends != 0 {
        let back = last &- ends.leadingZeroBitCount &>> 3
        return back >= -64 ? back : nil
      }
      last &-= 8
    }
    return nil
  }

  /// Where the value ends: at its closing quote, or at a blank, quote or separator; punctuation of the sentence is left out.
  private static func valueEnd(_ probe: inout Probe) -> Int {
    let quote = probe.previous
    let isQuoted = ByteClass.isAnyQuote(quote)
    var end = 0
    while end < 150 {
      let byte = probe[end]
      if byte < 0x20 || byte == 0x7f { break }
      if isQuoted {
        if byte == quote || byte == UInt8(ascii: "\\") && probe[end &+ 1] == quote { return end }
      } else {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "\\"): return trimmed(&probe, end)
        // The sentence goes on in another script, without a blank.
        case 0xe2...0xed: if end > 0 { return trimmed(&probe, end) }
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
    let isQuoted = ByteClass.isAnyQuote(probe.previous)
    // Code that computes a password is none.
    if !isQuoted, isCode(&probe, end) { return 0 }
    // In another script a plain word is one of a sentence.
    if !isQuoted, shape.digits == 0, isForeignWord(&probe, end) { return 0 }
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

  private static func isForeignWord(_ probe: inout Probe, _ end: Int) -> Bool {
    for offset in 0..<end where probe[offset] < 0x80 && !ByteClass.isLetter(probe[offset]) { return false }
    return (0..<end).contains { probe[$0] >= 0x80 }
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

  /// Beginnings of what stands for a value, or is none.
  private static let beginnings: [StaticString] = [
    "your", "example", "xxxx", "****", "....", "redacted", "placeholder", "process.env", "os.environ", "os.getenv", "env.", "config.",
    "self.",
    "this.", "req.", "request.", "settings.",
  ]

  /// Words that stand for a value, or are none: states of it, and types.
  private static let words = HashedWords(
    "none null nil true false undefined string required optional incorrect invalid wrong expired hidden changed reset insert char varchar text bool boolean secretstr secretstring option object bytes input function const unknown empty missing needed mandatory here there sensitive protected masked encrypted hashed stored prompt stdin default value"
  )

  private static func isPlaceholder(_ probe: inout Probe, _ end: Int, _ shape: ValueShape) -> Bool {
    if shape.entropy < 0.5 { return true }
    // Dots and bullets.
    if shape.digits &+ shape.lower &+ shape.upper == 0, probe[0] >= 0x80, shape.entropy < 2 { return true }
    for word in beginnings where probe.has(word, at: 0) { return true }
    var hash = HashedWords.seed
    var offset = 0
    while offset < min(end, 20), ByteClass.isLetter(probe[offset]) {
      hash = HashedWords.extend(hash, ByteClass.lowered(probe[offset]))
      offset &+= 1
    }
    // A type with its parameters, too.
    let isWhole = offset == end || !ByteClass.isAlphanumeric(probe[offset]) && shape.digits == 0 || probe[offset] == UInt8(ascii: "(")
    return isWhole && words.contains(hash)
  }
}
