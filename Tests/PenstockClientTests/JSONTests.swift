import Foundation
import Testing

@testable import PenstockClient

@Suite("JSON values")
struct JSONTests {
  @Test("Order, spelling and all kinds of values survive")
  func lossless() throws {
    let text = #"{"z":1.0,"a":[1e5,-0,0.10,12345678901234567890],"t":"é\n\"\\","n":null,"b":[true,false],"o":{"":{}}}"#
    #expect(try JSONValue(parsing: text).text() == text)
  }

  @Test("Of members with one name the last one counts, at the place of the first")
  func duplicates() throws { #expect(try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#).text() == #"{"a":3,"b":2}"#) }

  @Test(arguments: ["", "{", "[1,]", "nul", "01", "1.", "\"\\ud800\"", "{\"a\":1} x", "\u{feff}1", "NaN"])
  func refused(_ text: String) { #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) } }

  @Test("Invalid UTF-8 and endless nesting are errors, not traps")
  func hostile() {
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: [0x22, 0xff, 0x22]) }
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: String(repeating: "[", count: 100_000)) }
    #expect(throws: Never.self) { try JSONValue(parsing: String(repeating: "[", count: 250) + String(repeating: "]", count: 250)) }
  }

  @Test("Numbers are equal by value, at any size")
  func numbers() throws {
    func number(_ text: String) throws -> JSONNumber { try #require(JSONNumber(spelling: text)) }
    for same in [("1", "1.0"), ("10e-1", "1"), ("-0", "0"), ("0.0e99", "0"), ("1200", "1.2e3"), ("1e400", "10e399")] {
      #expect(try number(same.0) == number(same.1))
      #expect(try number(same.0).hashValue == number(same.1).hashValue)
    }
    #expect(try number("0.1") != number("0.1000000000000000055"))
    #expect(try number("1e2").intValue == 100)
    #expect(try number("9223372036854775807").intValue == .max)
    #expect(try number("9223372036854775808").intValue == nil)
    #expect(try number("1.5").intValue == nil && !number("1.5").isWhole && number("1e30").isWhole)
    for wrong in ["", "+1", "01", ".5", "1e", "0x1", "1 ", "-"] { #expect(JSONNumber(spelling: wrong) == nil) }
    #expect(JSONNumber(Double.nan) == nil && JSONNumber(Double.infinity) == nil)
  }

  @Test("Members in another order are equal; texts only byte for byte")
  func equality() throws {
    #expect(try JSONValue(parsing: #"{"a":1,"b":[2]}"#) == JSONValue(parsing: #"{"b":[2.0],"a":1}"#))
    #expect(JSONValue.string("\u{e9}") != .string("e\u{301}"))
    let object: JSONObject = ["\u{e9}": 1, "e\u{301}": 2]
    #expect(object.count == 2 && object["\u{e9}"] == 1)
    #expect(JSONValue.bool(true) != .int(1))
  }

  @Test("Large objects find, change and remove members as small ones do")
  func largeObjects() {
    var object = JSONObject((0..<100).map { ("k\($0)", JSONValue.int($0)) })
    object["k50"] = "changed"
    object["k10"] = nil
    object["new"] = true
    #expect(object.count == 100 && object["k50"] == "changed" && object["k10"] == nil && object["k99"] == 99 && object["new"] == true)
    #expect(object.names.last == "new" && object.names[10] == "k11")
  }

  @Test("Styles: sorted by code points, with blanks, ASCII only")
  func styles() {
    let value: JSONValue = ["b": [1, ["z": 1, "é": "😀", "a": 2]], "a": nil]
    #expect(value.text(.sorted) == #"{"a":null,"b":[1,{"a":2,"z":1,"é":"😀"}]}"#)
    #expect(
      value.text(.init(sortsMembers: true, hasBlanks: true, escapesNonASCII: true))
        == #"{"a": null, "b": [1, {"a": 2, "z": 1, "\u00e9": "\ud83d\ude00"}]}"#)
    #expect(value.sortedByName.text() == value.text(.sorted))
  }

  @Test("Codable and decode(into:)")
  func codable() throws {
    struct Person: Codable, Equatable {
      var name: String
      var age: Int?
    }
    let value: JSONValue = ["name": "Alice", "age": 30, "more": [1.5, nil, true]]
    #expect(try value.decode(into: Person.self) == Person(name: "Alice", age: 30))
    #expect(try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value)) == value)
    #expect(try JSONValue(encoding: Person(name: "Bob", age: nil)) == ["name": "Bob"])
    #expect(value["more"]?[0]?.doubleValue == 1.5 && value["more"]?[9] == nil && value[0] == nil && value["x"]?["y"] == nil)
  }
}

@Suite("SHA-256")
struct SHA256Tests {
  @Test("The published examples")
  func examples() {
    #expect(SHA256.hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(SHA256.hex(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hex(Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(SHA256.hex([UInt8](repeating: 0x61, count: 1_000_000)) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
