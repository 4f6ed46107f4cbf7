import GatewayCore
import Testing

@Suite struct BaseURLTests {
  @Test(arguments: [
    ("http://localhost:8080/v1", "http://localhost:8080/v1"),
    ("http://localhost:8080/v1/", "http://localhost:8080/v1"),
    ("http://localhost:8080", "http://localhost:8080/v1"),
    ("http://localhost:8080/", "http://localhost:8080/v1"),
    ("https://vllm.internal.example.com/v1", "https://vllm.internal.example.com/v1"),
    ("http://[::1]:8000/team-a", "http://[::1]:8000/team-a/v1"),
    ("https://h:443//", "https://h/v1"),
  ])
  func normalises(text: String, expected: String) throws {
    #expect(try BaseURL(text).description == expected)
  }

  @Test(arguments: [
    "localhost:8080", "ftp://x", "http://", "http://h:0", "http://h:99999", "http://h:8x", "http://user:pw@h/v1", "http://h/v1?a=b",
    "http://h/v1#f",
    "http://h h/", "http://[::1", "http://[::1]x", "http://h/\u{e9}",
  ])
  func refuses(text: String) {
    #expect(throws: BaseURL.Problem.self) { try BaseURL(text) }
  }
}

@Suite struct ProviderStringTests {
  @Test func onlyTwoColonsSeparate() throws {
    let parsed = try #require(ProviderString("openllm:chat:llama3:8b-instruct"))
    #expect(parsed == ProviderString(provider: .openllm, kind: .chat, model: "llama3:8b-instruct"))
    #expect(parsed.description == "openllm:chat:llama3:8b-instruct")
    #expect(ProviderString("vllm") == ProviderString(provider: .vllm))
  }

  @Test(arguments: ["", "vllm:", "vllm:chat", "vllm:chat:", "vllm:rerank:x", "tgi:chat:x"])
  func refuses(text: String) {
    #expect(ProviderString(text) == nil)
  }
}

@Suite struct SecretTests {
  @Test func neverPrints() {
    let secret = Secret("hunter2")
    var dumped = ""
    dump(Credential.bearer(secret), to: &dumped)
    #expect("\(secret) \(String(reflecting: secret)) \(Credential.bearer(secret))".contains("hunter2") == false)
    #expect(!dumped.contains("hunter2"))
    #expect(secret.reveal() == "hunter2")
  }
}
