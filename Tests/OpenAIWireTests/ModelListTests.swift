import Testing

@testable import OpenAIWire

@Suite("Model lists")
struct ModelListTests {
  private func parse(_ text: String) throws(JSONProblem) -> [ModelCard] {
    let bytes = text.bytes
    return try ModelList.parse(bytes.span.bytes)
  }

  @Test("vLLM's list, with an adapter")
  func vllm() throws {
    let base =
      #"{"id":"tiny-chat","object":"model","created":1795210853,"owned_by":"vllm","root":"data/models/chat","parent":null,"max_model_len":2048,"permission":[{"id":"modelperm-be"}]}"#
    let adapter =
      #"{"id":"tiny-lora","object":"model","created":1795210853,"owned_by":"vllm","root":"data/lora","parent":"tiny-chat","max_model_len":null}"#
    let cards = try parse("{\"object\":\"list\",\"data\":[\(base), \(adapter)]}")
    #expect(cards.map(\.id) == ["tiny-chat", "tiny-lora"])
    #expect(cards.map(\.maxModelLength) == [2048, nil])
    #expect(cards.map(\.parent) == [nil, "tiny-chat"])
    #expect(cards.map(\.root) == ["data/models/chat", "data/lora"])
    #expect(cards.map(\.ownedBy) == ["vllm", "vllm"])
    #expect(cards.map(\.created) == [1_795_210_853, 1_795_210_853])
    #expect(cards.map(\.json) == [base.bytes, adapter.bytes])
  }

  @Test("Entries without a name are left out")
  func odd() throws {
    #expect(
      try parse(#"{"data":[{},{"id":null},{"id":5},{"id":""},1,null,"x",[],{"id":"a","created":"now","root":1}]}"#).map(\.id) == ["a"])
    #expect(try parse(#"{"data":[]}"#).isEmpty)
  }

  @Test(
    "What is no list is a problem", arguments: ["", "{}", "[]", #"{"data":null}"#, #"{"data":{}}"#, #"{"data":[{"id":"a"}"#, "Not Found"])
  func problems(text: String) {
    #expect(throws: JSONProblem.self) { try parse(text) }
  }

  @Test("The list is bounded")
  func bounded() throws {
    let cards = Array(repeating: #"{"id":"a"}"#, count: ModelList.limit)
    #expect(try parse("{\"data\":[\(cards.joined(separator: ","))]}").count == ModelList.limit)
    #expect(throws: JSONProblem.self) { try parse("{\"data\":[{\"id\":\"b\"},\(cards.joined(separator: ","))]}") }
  }
}
