import GatewayTestSupport
import Testing

@testable import OpenAIWire

/// `#expect` for calls that mutate, which the macro cannot hold.
func expect(_ isTrue: Bool, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(isTrue, comment, sourceLocation: sourceLocation)
}

extension SplitMix64 {
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(limit, 1))) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }
}

extension String {
  var bytes: [UInt8] { Array(utf8) }
}

/// Scans a whole document and says what is wrong with it.
func problem(_ document: [UInt8], maxDepth: Int = 128, duplicates: JSONCursor.Duplicates = .refuse) -> JSONProblem? {
  let bytes = document.span.bytes
  var cursor = JSONCursor(maxDepth: maxDepth, duplicates: duplicates)
  do throws(JSONProblem) {
    try cursor.start(bytes)
    try cursor.skipValue(bytes)
    try cursor.finish(bytes)
    return nil
  } catch {
    return error
  }
}

func scan(_ text: String, maxDepth: Int = 128) throws(JSONProblem) -> RequestFields {
  let bytes = text.bytes
  return try RequestFields.scan(bytes.span.bytes, maxDepth: maxDepth)
}

/// The text that a range of a body covers.
func slice(_ text: String, _ range: Range<Int>) -> String {
  String(decoding: text.bytes[range], as: UTF8.self)
}

/// Writes random JSON, with all the freedom that JSON gives.
struct JSONGenerator {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func space() -> String {
    random.chance(80) ? "" : (0..<random.below(4)).map { _ in random.pick([" ", "\n", "\t", "\r"]) }.joined()
  }

  mutating func string() -> String {
    var text = "\""
    for _ in 0..<(random.chance(10) ? random.below(60) : random.below(12)) { text += piece() }
    return text + "\""
  }

  private mutating func piece() -> String {
    switch random.below(12) {
    case 0: random.pick(["\\n", "\\t", "\\\\", "\\\"", "\\/", "\\b", "\\f", "\\r"])
    case 1: random.pick(["\\u0041", "\\u00e9", "\\u20ac", "\\ud83d\\ude00", "\\u0000", "\\uFFFD"])
    case 2: random.pick(["é", "漢", "😀", "ж", "\u{7f}", "\u{2028}"])
    default: random.pick(["a", "b", "model", " ", "x1", "{", "]", ",", ":", "quick brown"])
    }
  }

  mutating func number() -> String {
    let sign = random.chance(25) ? "-" : ""
    let whole = random.chance(20) ? "0" : String(random.below(1_000_000) + 1)
    let fraction = random.chance(25) ? ".\(random.below(1000))" : ""
    let exponent = random.chance(15) ? random.pick(["e5", "E-3", "e+7", "e0"]) : ""
    return sign + whole + fraction + exponent
  }

  mutating func value(depth: Int) -> String {
    let inner: String
    switch random.below(depth > 0 ? 9 : 6) {
    case 0, 1: inner = string()
    case 2, 3: inner = number()
    case 4: inner = random.pick(["true", "false"])
    case 5: inner = "null"
    case 6, 7: inner = object(depth: depth - 1)
    default: inner = array(depth: depth - 1)
    }
    return space() + inner + space()
  }

  mutating func array(depth: Int) -> String {
    "[" + space() + (0..<random.below(5)).map { _ in value(depth: depth) }.joined(separator: ",") + "]"
  }

  mutating func object(depth: Int, members: [String] = []) -> String {
    var all = members
    // A number in the name makes it unique.
    for index in 0..<random.below(5) {
      var name = string()
      name.removeLast()
      all.append(space() + name + "#\(index)\"" + space() + ":" + value(depth: depth))
    }
    all.shuffle(using: &random)
    return "{" + space() + all.joined(separator: ",") + "}"
  }
}
