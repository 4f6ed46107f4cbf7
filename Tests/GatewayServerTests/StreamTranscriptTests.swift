import GatewayCore
import GatewayTestSupport
import OpenAIWire
import Testing

/// Streams of real engines: they come out unchanged, or as the documented error.
@Suite(.enabled(if: Transcript.areAvailable, "there are no recordings: PENSTOCK_SHARED does not name their folder"))
struct StreamTranscriptTests {
  /// Streams of the endpoints that the gateway serves.
  static let streams = Transcript.all.filter { transcript in
    guard ["/v1/chat/completions", "/v1/completions"].contains(transcript.target), let answer = RecordedAnswer(transcript.answer) else {
      return false
    }
    return answer.status == 200 && answer.fields.contains { $0.name == "content-type" && $0.value.hasPrefix("text/event-stream") }
  }

  @Test(arguments: streams) func comesOutUnchangedOrAsAnError(_ transcript: Transcript) throws {
    let answer = try #require(RecordedAnswer(transcript.answer))
    let fields = try? RequestFields.scan(transcript.requestBody.span.bytes)
    let choices = max(1, fields?.n ?? 1) * (transcript.target == "/v1/completions" ? max(1, fields?.promptCount ?? 1) : 1)
    let isClean = answer.isComplete
    let body = String(decoding: answer.body, as: UTF8.self)
    let whole = filter([answer.body], choices: choices, isClean: isClean)
    switch whole.end {
    case .complete:
      #expect(whole.output == body || whole.output == body + Event.done)
      #expect(!body.contains(#""finish_reason":"abort""#))
    case .failed(let code):
      #expect(body.hasPrefix(whole.output))
      let rest = body.dropFirst(whole.output.count)
      switch code {
      case .upstreamEmptyAnswer: #expect(body.isEmpty)
      case .upstreamAborted: #expect(rest.contains(#""finish_reason":"abort""#))
      case .upstreamClosed: #expect(!isClean || !body.contains(#""finish_reason":""#))
      case .upstreamRejected, .upstreamError, .contextLengthExceeded, .modelNotFound: #expect(rest.hasPrefix(#"data: {"error":"#))
      default: Issue.record("\(code) of \(rest.prefix(300))")
      }
    case nil: Issue.record("no end")
    }
    var random = SplitMix64(seed: UInt64(answer.body.count))
    for size in [30, 300, 5000] {
      #expect(filter(answer.body.randomPieces(upTo: size, using: &random), choices: choices, isClean: isClean) == whole)
    }
    // What was not asked for is dropped: the usage event, and nothing else.
    let dropped = filter([answer.body], drops: true, choices: choices, isClean: isClean)
    #expect(dropped.end == whole.end)
    let kept = whole.output.components(separatedBy: "\n\n").filter { !($0.contains(#""choices":[]"#) && $0.contains(#""usage":{"#)) }
    #expect(dropped.output == kept.joined(separator: "\n\n"))
  }

  @Test func thereAreManyOfThem() { #expect(Self.streams.count > 50) }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
