import Testing

@testable import PenstockClient

/// Whatever a server sends becomes an answer or a ``ProviderError``; never anything else, and never a trap.
@Suite("Damaged answers")
struct FuzzTests {
  /// The same numbers for the same seed (xorshift).
  struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  private static let pieces: [String] = [
    "null", "-1", "1e999", "[]", "{}", "\"\"", "9223372036854775807", "-9223372036854775808", "true", "\"x\"", "\\u0000", "data: ", "\n\n",
    "\r", "event: error\n",
    "[DONE]", ",", ":", "{", "}", "\u{0}", "\"index\":-5", "\"error\":{\"code\":429}", "\"usage\":[]", "\"choices\":{}",
    "\"finish_reason\":7", "\"delta\":3",
  ]

  /// The bytes with some of them changed, left out, or said twice.
  private func damaged(_ bytes: [UInt8], _ numbers: inout Numbers) -> [UInt8] {
    var result = bytes
    for _ in 0..<Int.random(in: 1...4, using: &numbers) where !result.isEmpty {
      let place = Int.random(in: 0..<result.count, using: &numbers)
      let end = min(place + Int.random(in: 1...12, using: &numbers), result.count)
      switch Int.random(in: 0..<5, using: &numbers) {
      case 0: result[place] = UInt8.random(in: 0...255, using: &numbers)
      case 1: result.removeSubrange(place..<end)
      case 2: result.insert(contentsOf: result[place..<end], at: place)
      case 3: result.replaceSubrange(place..<end, with: Array((Self.pieces.randomElement(using: &numbers) ?? "").utf8))
      default: result.removeSubrange(place...)
      }
    }
    return result
  }

  private static let calls: JSONValue = [
    "tool_calls": [["index": 0, "id": "a", "function": ["name": "f", "arguments": "{\"x\":[1,{\"y\":2}]}"]]], "content": "é😀",
    "reasoning": "hm",
  ]

  private func stream() -> [UInt8] {
    (StreamTests.chunks + [chunk(Self.calls), chunk([:], finish: "tool_calls")]).flatMap { Array("data: \($0.text())\n\n".utf8) }
      + Array("data: [DONE]\n\n".utf8)
  }

  private func outcome(_ operation: () async throws -> Void) async {
    do { try await operation() } catch { #expect(error is ProviderError, "\(error)") }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func neverTraps(_ seed: UInt64) async throws {
    var numbers = Numbers(state: seed &* 0x9e37_79b9_7f4a_7c15)
    let whole = TelemetryTests.toolAnswer.encoded()
    let response = EndpointTests.response.encoded()
    for _ in 0..<60 {
      let bodies = [damaged(stream(), &numbers), damaged(whole, &numbers), damaged(response, &numbers), damaged(whole, &numbers)]
      let (provider, _) = try scripted(
        .bytes(bodies[0]), .bytes(bodies[1]), .bytes(bodies[2]),
        .bytes(bodies[3], status: [400, 404, 429, 503].randomElement(using: &numbers) ?? 400))
      await outcome { for try await _ in provider.stream([.user("x")]) {} }
      await outcome { _ = try await provider.complete([.user("x")], responseSchema: personSchema) }
      await outcome { _ = try await provider.respond(to: "x").outputText }
      await outcome { _ = try await provider.embeddings(["x"]) }
    }
  }
}
