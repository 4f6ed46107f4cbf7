/// Reads regular expressions: the common subset that automata can run.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var ignoresCase: Bool
  private var dotMatchesNewline = false
  private var depth = 0

  init(_ pattern: String, ignoresCase: Bool) {
    scalars = Array(pattern.unicodeScalars)
    self.ignoresCase = ignoresCase
  }

  static func parse(_ pattern: String, ignoresCase: Bool) throws(PatternProblem) -> PatternNode {
    var parser = PatternParser(pattern, ignoresCase: ignoresCase)
    let node = try parser.choice()
    guard parser.index == parser.scalars.count else { throw parser.problem("a closing parenthesis without an opening one") }
    return node
  }

  private func problem(_ reason: String, at offset: Int? = nil) -> PatternProblem {
    PatternProblem(offset: offset ?? index, reason: reason)
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  private mutating func choice() throws(PatternProblem) -> PatternNode {
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternProblem) -> PatternNode {
    var nodes: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let start = index
      let atom = try atom()
      nodes.append(try quantified(atom, from: start))
    }
    return nodes.isEmpty ? .empty : nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func quantified(_ atom: PatternNode, from start: Int) throws(PatternProblem) -> PatternNode {
    var node = atom
    while let scalar = next {
      let bounds: (Int, Int?)
      switch scalar {
      case "*": bounds = (0, nil)
      case "+": bounds = (1, nil)
      case "?": bounds = (0, 1)
      case "{":
        guard let counted = try count() else { return node }
        bounds = counted
        index -= 1
      default: return node
      }
      index += 1
      if case .assertion = node { throw problem("an assertion cannot be repeated", at: start) }
      if take("+") { throw problem("possessive quantifiers are not supported; leave the + out", at: index - 1) }
      // Greedy or not makes no difference: the longest match counts.
      _ = take("?")
      node = .loop(node, bounds.0, bounds.1)
    }
    return node
  }

  /// `{2}`, `{2,}`, `{2,5}`; nil when the brace is a character.
  private mutating func count() throws(PatternProblem) -> (Int, Int?)? {
    let start = index
    index += 1
    guard let least = number() else {
      index = start
      // A brace that counts nothing is itself; the atom before it stays, and the brace is read as the next atom.
      return nil
    }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else {
      index = start
      return nil
    }
    guard least <= 1000, most ?? 0 <= 1000 else { throw problem("a repetition of more than 1000", at: start) }
    if let most, most < least { throw problem("a repetition whose end is smaller than its start", at: start) }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = next, scalar.value >= 0x30, scalar.value <= 0x39, value ?? 0 < 100_000 {
      value = (value ?? 0) * 10 + Int(scalar.value - 0x30)
      index += 1
    }
    return value
  }

  private mutating func atom() throws(PatternProblem) -> PatternNode {
    let start = index
    guard let scalar = next else { return .empty }
    index += 1
    switch scalar {
    case "(": return try group(start)
    case "[": return try bracket(start)
    case ".":
      return .characters(ByteSet { dotMatchesNewline || $0 != 0x0a }, others: true)
    case "^": return .assertion(.textStart)
    case "$": return .assertion(.textEnd)
    case "\\": return try escape(start)
    case "*", "+", "?": throw problem("nothing to repeat; write \\\(scalar) for the character", at: start)
    default: return literal(scalar)
    }
  }

  private mutating func group(_ start: Int) throws(PatternProblem) -> PatternNode {
    depth += 1
    guard depth <= 50 else { throw problem("groups are nested more than 50 deep", at: start) }
    let outer = (ignoresCase, dotMatchesNewline)
    if take("?") {
      if take("=") || take("!") { throw problem("look-ahead is not supported: it cannot run in linear time", at: start) }
      if take("<") {
        if take("=") || take("!") { throw problem("look-behind is not supported: it cannot run in linear time", at: start) }
        while let scalar = next, scalar != ">" { _ = take(scalar) }
        _ = take(">")
      } else if take("P") {
        while let scalar = next, scalar != ">" { _ = take(scalar) }
        _ = take(">")
      } else if take(">") {
        throw problem("atomic groups are not supported; use (?:…)", at: start)
      } else if try flags(start) {
        depth -= 1
        return .empty
      }
    }
    let node = try choice()
    guard take(")") else { throw problem("the group is not closed", at: start) }
    (ignoresCase, dotMatchesNewline) = outer
    depth -= 1
    return node
  }

  /// The flags of `(?i)` and `(?i:`; true when the group is over with them.
  private mutating func flags(_ start: Int) throws(PatternProblem) -> Bool {
    var isOn = true
    while let scalar = next {
      index += 1
      switch scalar {
      case ":": return false
      case ")": return true
      case "-": isOn = false
      case "i": ignoresCase = isOn
      case "s": dotMatchesNewline = isOn
      case "m", "u": break
      default: throw problem("the flag \(scalar) is not supported", at: index - 1)
      }
    }
    throw problem("the group is not closed", at: start)
  }

  /// A character as it is in folded text.
  private func literal(_ scalar: Unicode.Scalar) -> PatternNode {
    guard scalar.value >= 0x80 else { return .bytes(set(UInt8(scalar.value))) }
    let properties = scalar.properties
    var forms = [String(scalar)]
    if ignoresCase { forms += [properties.lowercaseMapping, properties.uppercaseMapping] }
    // The only capital of two small letters.
    if forms.contains("Σ") { forms += ["σ", "ς"] }
    var choices: [PatternNode] = []
    for form in forms {
      let node = PatternNode.sequence(FoldedText.bytes(of: Array(form.utf8).span).map { .bytes(set($0)) })
      if !choices.contains(node) { choices.append(node) }
    }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  /// A byte, in both cases if case does not matter.
  private func set(_ byte: UInt8) -> ByteSet {
    var result = ByteSet(byte)
    if ignoresCase, ByteClass.isLetter(byte) { result.insert(byte ^ 0x20) }
    return result
  }

  private mutating func escape(_ start: Int) throws(PatternProblem) -> PatternNode {
    guard let scalar = next else { throw problem("a backslash at the end; write \\\\ for the character", at: start) }
    if scalar == "b" || scalar == "B" || scalar == "A" || scalar == "z" || scalar == "Z" {
      index += 1
      return .assertion(scalar == "b" ? .wordBoundary : scalar == "B" ? .noWordBoundary : scalar == "A" ? .textStart : .textEnd)
    }
    if let (set, isNegated) = classEscape() { return .characters(isNegated ? ByteSet { !set.contains($0) } : set, others: isNegated) }
    if scalar.value >= 0x31, scalar.value <= 0x39 {
      throw problem("back references are not supported: they cannot run in linear time", at: start)
    }
    return literal(try characterEscape(start))
  }

  /// `\d`, `\w`, `\s` and their opposites.
  private mutating func classEscape() -> (ByteSet, Bool)? {
    guard let scalar = next else { return nil }
    let set: ByteSet
    switch scalar {
    case "d", "D": set = .digits
    case "w", "W": set = ByteSet(where: ByteClass.isWord)
    case "s", "S": set = ByteSet(where: ByteClass.isSpace)
    default: return nil
    }
    index += 1
    return (set, scalar.value < 0x61)
  }

  private mutating func characterEscape(_ start: Int) throws(PatternProblem) -> Unicode.Scalar {
    guard let scalar = next else { throw problem("a backslash at the end", at: start) }
    index += 1
    switch scalar {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "f": return "\u{0c}"
    case "v": return "\u{0b}"
    case "0": return "\0"
    case "x": return try hex(take("{") ? nil : 2, start)
    case "u": return try hex(take("{") ? nil : 4, start)
    case "p", "P": throw problem("Unicode properties are not supported; use classes such as [A-Za-z]", at: start)
    default:
      guard !(scalar.value < 0x80 && ByteClass.isAlphanumeric(UInt8(scalar.value))) else {
        throw problem("the escape \\\(scalar) is not known", at: start)
      }
      return scalar
    }
  }

  /// So many hex digits, or those up to a closing brace.
  private mutating func hex(_ count: Int?, _ start: Int) throws(PatternProblem) -> Unicode.Scalar {
    var value: UInt32 = 0
    var digits = 0
    while digits < count ?? 6, let digit = next.flatMap({ UInt32(String($0), radix: 16) }) {
      value = value << 4 | digit
      digits += 1
      index += 1
    }
    if count == nil, !take("}") { throw problem("the escape is not closed", at: start) }
    guard digits > 0, count == nil || digits == count, let scalar = Unicode.Scalar(value) else {
      throw problem("the escape names no character", at: start)
    }
    return scalar
  }

  private static let named: [String: ByteSet] = [
    "alpha": .letters, "digit": .digits, "alnum": .alphanumerics, "upper": .upper, "lower": .lower,
    "space": ByteSet(where: ByteClass.isSpace), "word": ByteSet(where: ByteClass.isWord), "xdigit": .hexDigits,
    "punct": ByteSet { $0 > 0x20 && $0 < 0x7f && !ByteClass.isAlphanumeric($0) }, "blank": ByteSet(" \t"),
  ]

  private mutating func bracket(_ start: Int) throws(PatternProblem) -> PatternNode {
    let isNegated = take("^")
    var set = ByteSet()
    var others: [PatternNode] = []
    var hasAllOthers = false
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      if scalar == "[", index + 1 < scalars.count, scalars[index + 1] == ":" {
        set = set.union(try namedClass(start))
        continue
      }
      if scalar == "\\" {
        let before = index
        index += 1
        if let (named, isOpposite) = classEscape() {
          set = set.union(isOpposite ? ByteSet { $0 < 0x80 && !named.contains($0) } : named)
          hasAllOthers = hasAllOthers || isOpposite
          continue
        }
        index = before
      }
      let low = try member(start)
      guard next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else {
        if low.value < 0x80 { insert(UInt8(low.value), into: &set) } else { others.append(literal(low)) }
        continue
      }
      index += 1
      let high = try member(start)
      guard low.value <= high.value else { throw problem("a range whose end comes before its start", at: start) }
      guard high.value < 0x80 else { throw problem("ranges of characters beyond ASCII are not supported; list the characters", at: start) }
      for value in low.value...high.value { insert(UInt8(value), into: &set) }
    }
    guard take("]") else { throw problem("the class is not closed", at: start) }
    if isNegated { return .characters(ByteSet { !set.contains($0) }, others: !hasAllOthers) }
    let ascii = PatternNode.characters(set, others: hasAllOthers)
    return others.isEmpty ? ascii : .choice([ascii] + others)
  }

  private mutating func member(_ start: Int) throws(PatternProblem) -> Unicode.Scalar {
    guard let scalar = next else { throw problem("the class is not closed", at: start) }
    index += 1
    guard scalar == "\\" else { return scalar }
    if take("b") { return "\u{08}" }
    return try characterEscape(start)
  }

  private func insert(_ byte: UInt8, into set: inout ByteSet) { set = set.union(self.set(byte)) }

  private mutating func namedClass(_ start: Int) throws(PatternProblem) -> ByteSet {
    index += 2
    var name = ""
    while let scalar = next, scalar != ":" {
      name.unicodeScalars.append(scalar)
      index += 1
    }
    guard take(":"), take("]"), let set = Self.named[name] else {
      throw problem("the class [:\(name.prefix(20)):] is not known", at: start)
    }
    return set
  }
}
