import Testing

@testable import OpenAIWire

@Suite("Duplicate members")
struct DuplicateTests {
  @Test(
    "Are found at the top level, and named",
    arguments: [
      #"{"model":"a","model":"b"}"#, #"{"model":"a","mod\u0065l":"b"}"#, #"{"\u006dodel":"a","model":"b"}"#,
      #"{"mod\u0065l":1,"\u006d\u006f\u0064el":2}"#, #"{"model":1,"x":{},"model":1}"#,
    ])
  func named(text: String) {
    #expect(problem(text.bytes)?.reason == "duplicate member \"model\"")
    #expect(problem(text.bytes, duplicates: .accept) == nil)
  }

  @Test(
    "Are found at every level",
    arguments: [
      #"{"a":{"b":1,"b":2}}"#, #"[{"b":1,"b":2}]"#, #"{"a":[{"x":{"y":1,"z":2,"y":3}}]}"#, #"{"a":{"b":1},"c":{"":1,"":2}}"#,
      #"{"x":{"\n":1,"\u000a":2}}"#, #"{"x":{"a/b":1,"a\/b":2}}"#, #"{"x":{"😀":1,"\ud83d\ude00":2}}"#,
    ])
  func nested(text: String) {
    #expect(problem(text.bytes)?.reason == "duplicate member")
  }

  @Test(
    "Are not seen where there are none",
    arguments: [
      #"{"a":1,"A":2}"#, #"{"a":{"a":1},"b":{"a":1}}"#, "{\"e\u{301}\":1,\"\u{e9}\":2}", #"{"a":1,"a ":2}"#, #"{"a\u0000":1,"a":2}"#,
      #"{"12345678":1,"12345678\u0000":2,"123456789":3}"#, #"{"\\u0061":1,"a":2}"#, #"[{"a":1},{"a":2}]"#,
    ])
  func distinct(text: String) {
    #expect(problem(text.bytes) == nil)
  }

  @Test("Names that differ in one byte only are distinct", arguments: [1, 7, 8, 9, 15, 16, 17, 24, 25, 40, 100])
  func nearlyEqual(length: Int) {
    for position in 0..<length {
      var other = [UInt8](repeating: 0x61, count: length)
      other[position] = 0x62
      let document = "{\"\(String(repeating: "a", count: length))\":1,\"\(String(decoding: other, as: UTF8.self))\":2}"
      #expect(problem(document.bytes) == nil)
    }
  }

  @Test("Large objects are searched too", arguments: [14, 15, 16, 17, 18, 33, 500])
  func large(count: Int) {
    let members = (0..<count).map { "\"member number \($0)\":{\"a\":\($0)}" }
    #expect(problem("{\(members.joined(separator: ","))}".bytes) == nil)
    for duplicate in [0, count / 2, count - 1] {
      let plain = "{\"x\":{\((members + ["\"member number \(duplicate)\":0"]).joined(separator: ","))}}"
      #expect(problem(plain.bytes)?.reason == "duplicate member")
      let escaped = "{\"x\":{\((members + ["\"m\\u0065mber number \(duplicate)\":0"]).joined(separator: ","))}}"
      #expect(problem(escaped.bytes)?.reason == "duplicate member")
    }
  }

  @Test("A large object in a large object, and small ones after it")
  func nestedLarge() {
    let inner = "{" + (0..<40).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + "}"
    let outer = (0..<40).map { "\"k\($0)\":\(inner)" }
    #expect(problem("{\(outer.joined(separator: ","))}".bytes) == nil)
    #expect(problem("{\((outer + ["\"k3\":1"]).joined(separator: ","))}".bytes)?.reason == "duplicate member \"k3\"")
    #expect(problem("[\(inner),{\"k1\":1},\(inner),{\"a\":1,\"a\":1}]".bytes)?.reason == "duplicate member")
  }

  @Test("Names made to collide do not make it slow", .timeLimit(.minutes(5)))
  func hostile() {
    // The same first and last eight bytes and the same length: one fingerprint for all. Quadratic would be twenty thousand million comparisons.
    let members = (0..<200_000).map { "\"aaaaaaaa\(1_000_000 + $0)bbbbbbbb\":0" }
    #expect(problem("{\(members.joined(separator: ","))}".bytes) == nil)
  }
}
