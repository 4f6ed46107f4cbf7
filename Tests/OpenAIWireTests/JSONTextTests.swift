import Foundation
import GatewayTestSupport
import Testing

@testable import OpenAIWire

@Suite("JSON text")
struct JSONTextTests {
  @Test("Quoting escapes what must be, and nothing else")
  func quoting() throws {
    #expect(String(decoding: JSONText.quoted("a/é😀\u{7f}\u{2028}"), as: UTF8.self) == "\"a/é😀\u{7f}\u{2028}\"")
    #expect(String(decoding: JSONText.quoted("\"\\\n\t\r\u{8}\u{c}\u{0}\u{1f}"), as: UTF8.self) == #""\"\\\n\t\r\b\f\u0000\u001f""#)
    #expect(JSONText.quoted("") == [0x22, 0x22])
  }

  @Test("Quoting and decoding give the text back")
  func roundTrip() throws {
    var random = SplitMix64(seed: 3)
    for _ in 0..<2000 {
      var text = ""
      for _ in 0..<random.below(20) {
        let limit: UInt32 = random.pick([0x30, 0x80, 0x800, 0x10000, 0x11_0000])
        if let scalar = Unicode.Scalar(UInt32(random.below(Int(limit)))) { text.unicodeScalars.append(scalar) }
      }
      let quoted = JSONText.quoted(text)
      var cursor = JSONCursor()
      let token = try cursor.string(quoted.span.bytes)
      #expect(Array(JSONText.string(quoted.span.bytes, token).utf8) == text.bytes)
      #expect(token.utf8Count == text.utf8.count)
      #expect(token.range == 0..<quoted.count)
    }
  }

  @Test("Decoding agrees with Foundation")
  func foundation() throws {
    var generator = JSONGenerator(seed: 4)
    for _ in 0..<2000 {
      let document = generator.string().bytes
      var cursor = JSONCursor()
      let text = try cursor.decodedString(document.span.bytes)
      let expected = try JSONSerialization.jsonObject(with: Data(document), options: .fragmentsAllowed) as? String
      #expect(expected.map { Array($0.utf8) } == text.bytes)
    }
  }
}
