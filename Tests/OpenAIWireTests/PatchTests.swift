import Foundation
import GatewayTestSupport
import Testing

@testable import OpenAIWire

@Suite("Patches")
struct PatchTests {
  private func patched(_ text: String, _ change: (RequestFields, inout PatchList) -> Bool) throws -> String {
    let bytes = text.bytes
    let fields = try RequestFields.scan(bytes.span.bytes)
    var patches = PatchList()
    expect(change(fields, &patches))
    let result = patches.applied(to: bytes.span.bytes)
    #expect(patches.patchedCount(of: bytes.count) == result.count)
    return String(decoding: result, as: UTF8.self)
  }

  @Test(
    "The model is replaced or inserted",
    arguments: [
      ("{}", #"{"model":"new"}"#), (" { } ", #" {"model":"new" } "#), (#"{"a":1}"#, #"{"model":"new","a":1}"#),
      (#"{"model":null}"#, #"{"model":"new"}"#), (#"{"model":"","b":2}"#, #"{"model":"new","b":2}"#),
      (#"{ "x" : 1e5, "model" : "old" }"#, #"{ "x" : 1e5, "model" : "new" }"#), (#"{"mod\u0065l":"old"}"#, #"{"mod\u0065l":"new"}"#),
      (#"{"model":"n\u0065w"}"#, #"{"model":"n\u0065w"}"#),
    ])
  func model(text: String, expected: String) throws {
    #expect(try patched(text) { $0.patchModel(to: "new", into: &$1) } == expected)
  }

  @Test("A model name is quoted, and compared byte by byte")
  func quotedModel() throws {
    #expect(try patched("{}") { $0.patchModel(to: "a\"\\\n", into: &$1) } == #"{"model":"a\"\\\n"}"#)
    #expect(try patched("{\"model\":\"\u{e9}\"}") { $0.patchModel(to: "e\u{301}", into: &$1) } == "{\"model\":\"e\u{301}\"}")
  }

  @Test(
    "Usage is asked for",
    arguments: [
      ("{}", #"{"stream_options":{"include_usage":true}}"#), (#"{"a":1}"#, #"{"stream_options":{"include_usage":true},"a":1}"#),
      (#"{"stream_options":null}"#, #"{"stream_options":{"include_usage":true}}"#),
      (#"{"stream_options":{}}"#, #"{"stream_options":{"include_usage":true}}"#),
      (#"{"stream_options":{ }}"#, #"{"stream_options":{"include_usage":true }}"#),
      (#"{"stream_options":{"x":1}}"#, #"{"stream_options":{"include_usage":true,"x":1}}"#),
      (#"{"stream_options":{"include_usage": false}}"#, #"{"stream_options":{"include_usage": true}}"#),
      (#"{"stream_options":{"include_usage":null,"x":1}}"#, #"{"stream_options":{"include_usage":true,"x":1}}"#),
      (#"{"stream_options":{"include_usage":true}}"#, #"{"stream_options":{"include_usage":true}}"#),
    ])
  func includeUsage(text: String, expected: String) throws {
    #expect(try patched(text) { $0.patchIncludeUsage(into: &$1) } == expected)
  }

  @Test(
    "Token limits are replaced or inserted",
    arguments: [
      ("{}", #"{"max_tokens":9}"#), (#"{"a":1}"#, #"{"max_tokens":9,"a":1}"#), (#"{"max_tokens":100}"#, #"{"max_tokens":9}"#),
      (#"{"max_tokens":null}"#, #"{"max_tokens":9}"#), (#"{"max_tokens":"6"}"#, #"{"max_tokens":9}"#),
      (#"{"max_completion_tokens":100}"#, #"{"max_completion_tokens":9}"#),
      (#"{"max_completion_tokens":null}"#, #"{"max_completion_tokens":9}"#),
      (#"{"max_completion_tokens":100,"max_tokens":8}"#, #"{"max_completion_tokens":9,"max_tokens":9}"#),
      (#"{"max_completion_tokens":null,"max_tokens":8}"#, #"{"max_completion_tokens":null,"max_tokens":9}"#),
      (#"{"max_completion_tokens":7,"max_tokens":null}"#, #"{"max_completion_tokens":9,"max_tokens":null}"#),
      (#"{"max_completion_tokens":null,"max_tokens":null}"#, #"{"max_completion_tokens":null,"max_tokens":9}"#),
    ])
  func limits(text: String, expected: String) throws {
    #expect(try patched(text) { $0.patchMaxTokens(to: 9, into: &$1) } == expected)
  }

  @Test("One limit alone")
  func oneLimit() throws {
    #expect(
      try patched(#"{"max_completion_tokens":5}"#) { $0.patch(.maxTokens, to: 9, into: &$1) }
        == #"{"max_tokens":9,"max_completion_tokens":5}"#)
    #expect(try patched("{}") { $0.patch(.maxCompletionTokens, to: 9, into: &$1) } == #"{"max_completion_tokens":9}"#)
  }

  @Test("Several insertions get their commas")
  func several() throws {
    func all(_ fields: RequestFields, _ patches: inout PatchList) -> Bool {
      fields.patchModel(to: "m", into: &patches) && fields.patchIncludeUsage(into: &patches) && fields.patchMaxTokens(to: 5, into: &patches)
    }
    #expect(try patched("{}", all) == #"{"model":"m","stream_options":{"include_usage":true},"max_tokens":5}"#)
    #expect(try patched(#"{"a":1}"#, all) == #"{"model":"m","stream_options":{"include_usage":true},"max_tokens":5,"a":1}"#)
  }

  @Test("Overlaps are refused and change nothing")
  func overlaps() {
    var patches = PatchList()
    expect(patches.replace(10..<20, with: [1]))
    expect(patches.replace(30..<40, with: [2]))
    for range in [10..<20, 15..<16, 5..<11, 19..<25, 0..<100, 19..<31, 11..<11, 19..<19, 39..<41] {
      expect(!patches.replace(range, with: [9]), "\(range)")
    }
    expect(!patches.replace(-1..<3, with: [9]))
    expect(!patches.insert([9], at: -1))
    #expect(patches.patches.count == 2)
    expect(patches.replace(20..<30, with: [3]))
    expect(patches.insert([4], at: 10))
    expect(patches.insert([5], at: 40))
    expect(patches.insert([6], at: 10))
    #expect(patches.patches.map(\.replacement) == [[4], [6], [1], [3], [2], [5]])
    #expect(patches.patchedCount(of: 50) == 50 - 30 + 6)
  }

  @Test("Segments cover the document once, also when patches lie behind its end")
  func segments() {
    var patches = PatchList()
    patches.insert([1], at: 0)
    patches.replace(2..<4, with: [])
    patches.replace(8..<100, with: [2])
    patches.insert([3], at: 200)
    #expect(patches.segments(of: 10) == [.bytes([1]), .copy(0..<2), .copy(4..<8), .bytes([2]), .bytes([3])])
    #expect(patches.patchedCount(of: 10) == 9)
    #expect(patches.segments(of: 0) == [.bytes([1]), .bytes([2]), .bytes([3])])
    #expect(patches.segments(of: -5).count == 3)
    #expect(PatchList().segments(of: 3) == [.copy(0..<3)])
    #expect(PatchList().segments(of: 0).isEmpty)
  }

  @Test("A patched body is the original but for what was patched")
  func property() throws {
    var generator = JSONGenerator(seed: 5)
    for _ in 0..<3000 {
      let body = generator.object(depth: 2, members: Self.members(&generator)).bytes
      var patches = PatchList()
      let fields = try RequestFields.scan(body.span.bytes)
      expect(fields.patchModel(to: "new/\"model\"", into: &patches))
      expect(fields.patchIncludeUsage(into: &patches))
      expect(fields.patchMaxTokens(to: 77, into: &patches))
      let result = patches.applied(to: body.span.bytes)
      var before = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
      let after = try #require(try JSONSerialization.jsonObject(with: Data(result)) as? [String: Any])
      Self.change(&before)
      #expect(NSDictionary(dictionary: before) == NSDictionary(dictionary: after))
      let again = try RequestFields.scan(result.span.bytes)
      #expect(again.includesUsage)
      #expect(again.promptTextBytes == fields.promptTextBytes)
      // What is left of the original, in its order, is found in the result.
      for case .copy(let range) in patches.segments(of: body.count) { #expect(result.contains(Array(body[range]))) }
    }
  }

  /// The members that are patched, in all their forms.
  private static func members(_ generator: inout JSONGenerator) -> [String] {
    var members: [String] = []
    let space = generator.space()
    if generator.random.chance(60) {
      members.append("\"model\"\(space):" + generator.random.pick(["null", "\"\"", "\"old\"", "\"m\\u00e9\""]))
    }
    if generator.random.chance(60) {
      let options = generator.random.pick([
        "null", "{}", "{ \(space)}", "{\"include_usage\":false}", "{\"include_usage\" : true}", "{\"a\":[1],\"include_usage\":null}",
        "{\"a\":{}}",
      ])
      members.append("\"stream_options\":\(space)\(options)")
    }
    if generator.random.chance(50) { members.append("\"max_tokens\":" + generator.random.pick(["null", "5", "\"6\"", "1.5"])) }
    if generator.random.chance(50) { members.append("\"max_completion_tokens\"\(space):" + generator.random.pick(["null", "5", "77"])) }
    if generator.random.chance(50) { members.append("\"messages\":[{\"role\":\"user\",\"content\":\(generator.string())}]") }
    return members
  }

  /// Makes the changes to the parsed document.
  private static func change(_ document: inout [String: Any]) {
    document["model"] = "new/\"model\""
    var options = document["stream_options"] as? [String: Any] ?? [:]
    options["include_usage"] = true
    document["stream_options"] = options
    let names = ["max_tokens", "max_completion_tokens"]
    let valued = names.filter { document[$0] != nil && !(document[$0] is NSNull) }
    let first = names.first { document[$0] != nil } ?? "max_tokens"
    for name in valued.isEmpty ? [first] : valued { document[name] = 77 }
  }
}
