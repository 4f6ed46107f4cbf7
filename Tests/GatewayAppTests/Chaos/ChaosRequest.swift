import GatewayTestSupport

/// One of the requests that the ring sends, again and again: all kinds of answers that a stream may carry.
struct ChaosRequest: Sendable {
  let path: String
  let body: String
  let isStream: Bool
  /// Whether the rules of the rescue let another replica go on with it: then it has to end complete, whatever its engines do.
  let mustComplete: Bool

  /// The bodies of a ring.
  static func all(_ random: inout SplitMix64) -> [ChaosRequest] {
    let secrets = "Pay with 4111 1111 1111 1111, write to jane.doe@example.com and then to john@example.org today, thanks a lot."
    var requests: [ChaosRequest] = []
    for _ in 0..<4 {
      let tokens = Int.random(in: 1...60, using: &random)
      let temperature = Int.random(in: 0...9, using: &random)
      requests += [
        chat(stream: true, #","max_tokens":\#(tokens),"temperature":0.\#(temperature)"#),
        chat(stream: true, #","max_tokens":\#(tokens),"ignore_eos":true,"stream_options":{"include_usage":true}"#),
        chat(stream: false, #","max_tokens":\#(tokens)"#),
        completion(stream: true, #","max_tokens":\#(tokens)"#),
        completion(stream: true, #","max_tokens":\#(tokens),"return_token_ids":true,"stream_options":{"include_usage":true}"#),
        completion(stream: false, #","max_tokens":\#(tokens)"#),
      ]
    }
    for stream in [true, false] {
      requests += [
        chat(stream: stream, #","simulator":{"text":"\#(secrets)"}"#),
        chat(stream: stream, #","simulator":{"text":"\#(secrets) \#(secrets)"},"max_tokens":40"#),
        chat(stream: stream, #","n":2,"max_tokens":20"#, mustComplete: !stream),
        chat(stream: stream, #","simulator":{"reasoning":"Let me think of this.","text":"Done it is."}"#, mustComplete: !stream),
        chat(
          stream: stream, #","simulator":{"text":"","tool_calls":[{"name":"f","arguments":{"a":[1,2,3],"b":"some text here"}}]}"#,
          mustComplete: !stream),
        chat(stream: stream, #","response_format":{"type":"json_object"},"max_tokens":20"#, mustComplete: !stream),
      ]
    }
    requests.append(
      ChaosRequest(path: "/v1/embeddings", body: #"{"model":"tiny","input":["one","two"]}"#, isStream: false, mustComplete: true))
    return requests
  }

  private static func chat(stream: Bool, _ more: String, mustComplete: Bool = true) -> ChaosRequest {
    ChaosRequest(path: "/v1/chat/completions", body: chatBody(stream: stream, more), isStream: stream, mustComplete: mustComplete)
  }

  private static func completion(stream: Bool, _ more: String) -> ChaosRequest {
    ChaosRequest(
      path: "/v1/completions", body: #"{"model":"tiny","prompt":"Once upon a time"\#(stream ? #","stream":true"# : "")\#(more)}"#,
      isStream: stream, mustComplete: true)
  }
}
