import Foundation
import GatewayTestSupport
import Testing

/// Recorded exchanges with real engines: the recorded request goes through the gateway, the recorded response is the upstream's answer, cut at random.
@Suite(.timeLimit(.minutes(5)))
struct TranscriptTests {
  struct Transcript: Sendable {
    var name: String
    var request: [UInt8]
    var response: [UInt8]
    var isCut: Bool

    var body: [UInt8] { request.firstRange(of: Array("\r\n\r\n".utf8)).map { Array(request[$0.upperBound...]) } ?? [] }

    var json: [String: Any]? { try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] }

    /// The answer as it was recorded, and whether its framing is whole.
    var recorded: Answer {
      Answer.parse(response[...], isEnded: true, isHead: false)?.answer ?? Answer()
    }
  }

  private static let directory: URL? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["PENSTOCK_SHARED"].map { URL(filePath: $0) }
      ?? root.deletingLastPathComponent().appending(path: "shared")
    let directory = shared.appending(path: "transcripts")
    return FileManager.default.fileExists(atPath: directory.path) ? directory : nil
  }()

  private static let paths = ["/v1/chat/completions", "/v1/completions", "/v1/embeddings"]

  private static func load() throws -> [Transcript] {
    guard let directory, let files = FileManager.default.enumerator(atPath: directory.path) else { return [] }
    let separator = Array("=====RESPONSE (raw bytes as received)=====\n".utf8)
    return try files.compactMap { $0 as? String }.filter { $0.hasSuffix(".http") }.sorted().compactMap { name in
      let bytes = try [UInt8](Data(contentsOf: directory.appending(path: name)))
      guard paths.contains(where: { bytes.starts(with: Array("POST \($0) HTTP/1.1\r\n".utf8)) }),
        let split = bytes.firstRange(of: separator)
      else { return nil }
      var response = Array(bytes[split.upperBound...])
      let mark = response.firstRange(of: Array("\n<<".utf8))
      if let mark { response.removeSubrange(mark.lowerBound...) }
      return Transcript(name: name, request: Array(bytes[..<(split.lowerBound - 1)]), response: response, isCut: mark != nil)
    }
  }

  @Test(.enabled(if: directory != nil)) func everyRecordedAnswerComesOutUnchangedOrAsADocumentedError() async throws {
    let transcripts = try Self.load()
    #expect(transcripts.count > 300)
    let models = Set(transcripts.compactMap { $0.json?["model"] as? String }).filter { !$0.isEmpty && !$0.contains("nope") }
    try await withUpstream(models: models.sorted()) { exchange in
      guard let index = exchange.field("x-replay").flatMap({ Int($0) }) else { return }
      try await Self.answer(transcripts[index], seed: UInt64(index), on: exchange)
    } _: { upstream in
      let target = Config.target("t", "vllm", port: upstream.port, "timeouts: {first_byte_seconds: 20, total_seconds: 20}")
      try await TestGateway.run(Config.with(target, limits: ["body_timeout_seconds: 3", "head_timeout_seconds: 3"])) { gateway in
        for (index, transcript) in transcripts.enumerated() {
          var request = transcript.request
          guard let line = request.firstRange(of: Array("\r\n".utf8)) else { continue }
          request.insert(contentsOf: Array("x-replay: \(index)\r\n".utf8), at: line.upperBound)
          let client = try await gateway.connect(sending: request)
          let answer = try await client.answer()
          await client.close()
          let reached = upstream.exchanges.last?.field("x-replay") == "\(index)"
          Self.check(answer, transcript, reached: reached)
        }
      }
    }
  }

  /// Writes the recorded response in random pieces, and ends the connection where it was ended.
  private static func answer(_ transcript: Transcript, seed: UInt64, on exchange: UpstreamExchange) async throws {
    var generator = SplitMix64(seed: seed)
    var rest = transcript.response[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...max(1, rest.count / 2 + 1), using: &generator)
      try await exchange.peer.write(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    let recorded = transcript.recorded
    if transcript.isCut || recorded["content-length"] == nil && !recorded.isChunked { await exchange.peer.close() }
  }

  private static func check(_ answer: Answer, _ transcript: Transcript, reached: Bool) {
    let name = Comment(rawValue: "\(transcript.name): \(answer.status) \(answer.text.suffix(300))")
    #expect(answer.isComplete, name)
    guard reached else {
      #expect([400, 404, 408, 413, 415].contains(answer.status) && answer.error != nil, name)
      return
    }
    let recorded = transcript.recorded
    let isWhole = recorded.isComplete && !transcript.isCut
    if recorded.status == 200, isWhole, let expected = expectedBody(recorded, transcript) {
      #expect(answer.status == 200, name)
      #expect(answer.text == expected, name)
      return
    }
    // An error: as a status, or at the end of a stream that had begun.
    guard answer.status == 200 else {
      #expect(answer.error != nil, name)
      #expect(answer.status == expectedStatus(recorded, isWhole: isWhole), name)
      return
    }
    #expect(recorded["content-type"]?.hasPrefix("text/event-stream") == true, name)
    #expect(answer.lastError != nil, name)
    #expect(!answer.text.contains("[DONE]"), name)
  }

  /// What the client should get of a whole recorded 200, nil when it is an error in disguise.
  private static func expectedBody(_ recorded: Answer, _ transcript: Transcript) -> String? {
    guard recorded["content-type"]?.hasPrefix("text/event-stream") == true else {
      let isError = recorded.member("error", as: Any.self) is [String: Any] || recorded.member("object", as: String.self) == "error"
      return isError || recorded.body.isEmpty || recorded.text.contains("\"finish_reason\":\"abort\"") ? nil : recorded.text
    }
    guard recorded.events.last == "[DONE]", !recorded.events.contains(where: { $0.hasPrefix("{\"error\"") }),
      !recorded.text.contains("\"finish_reason\":\"abort\"")
    else { return nil }
    let options = transcript.json?["stream_options"] as? [String: Any]
    guard options?["include_usage"] as? Bool != true else { return recorded.text }
    let blocks = recorded.text.components(separatedBy: "\n\n").filter { !$0.contains("\"choices\":[],\"usage\":{") }
    return blocks.joined(separator: "\n\n")
  }

  private static func expectedStatus(_ recorded: Answer, isWhole: Bool) -> Int {
    guard isWhole else { return 502 }
    switch recorded.status {
    case 200:
      let error = recorded.member("error", as: [String: Any].self) ?? recorded.member("code", as: Int.self).map { ["code": $0] }
      let inStream = recorded.events.first.flatMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
      let code = error?["code"] as? Int ?? (inStream?["error"] as? [String: Any])?["code"] as? Int ?? 500
      return code >= 500 ? 502 : code
    case 401, 403: return 502
    case 400..<500: return recorded.status
    case 503, 504: return recorded.status
    default: return 502
    }
  }
}
