/// What a client of this benchmark asks for, carried in a member of the body that any proxy and engine passes on untouched.
struct StreamOrder: Equatable {
  /// Content events, besides the role, finish and `[DONE]` events.
  var events = 64
  /// Microseconds between two events; zero sends all of them in one write.
  var paceMicroseconds = 0
  /// The stream stops after its first content event until somebody posts to `/bench/release`.
  var isHeld = false

  /// Events that reach a client that asked for no usage.
  var delivered: Int { events + 3 }

  /// The body's member.
  var member: String {
    "\"x_bench\":{\"events\":\(events),\"pace_us\":\(paceMicroseconds),\"hold\":\(isHeld ? 1 : 0)}"
  }
}

/// The bytes that both sides know: what the load generator sends, and what the upstream answers, in the shapes of vLLM.
enum CannedChat {
  static let model = "bench"
  private static let chunkStart =
    #"data: {"id":"chatcmpl-bench0123456789ab","object":"chat.completion.chunk","created":1790000000,"model":"bench","choices":"#

  /// A non-streaming answer of 1 KiB.
  static let completion: [UInt8] = {
    let start =
      #"{"id":"chatcmpl-bench0123456789ab","object":"chat.completion","created":1790000000,"model":"bench","choices":[{"index":0,"#
      + #""message":{"role":"assistant","content":""#
    let end =
      #"","refusal":null,"annotations":null,"audio":null,"function_call":null,"reasoning":null},"logprobs":null,"#
      + #""finish_reason":"stop","stop_reason":null,"token_ids":null}],"service_tier":null,"system_fingerprint":"bench","#
      + #""usage":{"prompt_tokens":200,"total_tokens":328,"completion_tokens":128,"prompt_tokens_details":null},"#
      + #""prompt_logprobs":null,"prompt_token_ids":null,"kv_transfer_params":null}"#
    return Array((start + prose(1024 - start.utf8.count - end.utf8.count) + end).utf8)
  }()

  static let models = Array(
    (#"{"object":"list","data":[{"id":"bench","object":"model","created":1790000000,"owned_by":"vllm","root":"bench","#
      + #""parent":null,"max_model_len":131072}]}"#).utf8)

  static let role = event(
    #"[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}],"#
      + #""prompt_token_ids":null,"prompt_text":null}"#)
  static let finish = event(
    #"[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop","stop_reason":null,"token_ids":null}]}"#)
  static let usage = event(
    #"[],"usage":{"prompt_tokens":200,"total_tokens":328,"completion_tokens":128},"system_fingerprint":"bench"}"#)
  static let done = Array("data: [DONE]\n\n".utf8)

  /// The content event with this number. All of them have one length. The number is spelled with letters, as most of a real answer is.
  static func content(_ index: Int) -> [UInt8] {
    let letters = Array("abcdefghij".utf8)
    let digits = String(index % 100_000 + 100_000).utf8.dropFirst()
    let token = " token" + String(decoding: digits.map { letters[Int($0 - 0x30)] }, as: UTF8.self)
    return event(#"[{"index":0,"delta":{"content":""# + token + #""},"logprobs":null,"finish_reason":null,"token_ids":null}]}"#)
  }

  /// All events of a stream, as a client reads them.
  static func events(_ order: StreamOrder, includeUsage: Bool) -> [[UInt8]] {
    [role] + (0..<order.events).map(content) + [finish] + (includeUsage ? [usage] : []) + [done]
  }

  /// A request body of exactly `size` bytes, if it can be that short.
  static func request(size: Int, stream: StreamOrder?) -> [UInt8] {
    let streaming = stream.map { "\"stream\":true,\($0.member)," } ?? ""
    let start = #"{"model":"bench",\#(streaming)"max_tokens":128,"messages":[{"role":"system","content":"You are brief."},"#
    let text = #"{"role":"user","content":""#
    let end = #""}]}"#
    let padding = size - start.utf8.count - text.utf8.count - end.utf8.count
    return Array((start + text + prose(max(0, padding)) + end).utf8)
  }

  private static func event(_ choices: String) -> [UInt8] {
    Array((chunkStart + choices + "\n\n").utf8)
  }

  private static func prose(_ count: Int) -> String {
    let words = "The penstock leads the water from the reservoir to the turbine, and its gate decides how much may pass. "
    return String(String(repeating: words, count: count / words.utf8.count + 1).prefix(count))
  }
}
