import GatewayCore
import GatewayFleet
import NIOCore
import Testing

@testable import GatewayServer

/// The stream of a replica that goes on for another one.
@Suite struct StreamSessionTests {
  private static let limit = 1 << 10

  /// A session in which a second replica has taken over.
  private static func resumed() -> StreamSession {
    let session = StreamSession(
      filter: StreamFilter(target: "t", dropsUsageEvent: false, expectedChoices: 1, eventLimit: limit), isRecording: true)
    session.resume(StreamStitcher(restarting: DeliveredAnswer()), target: "u")
    return session
  }

  private static func receive(_ text: String, _ session: StreamSession) -> StreamFilter.Output {
    session.receive(ByteBuffer(string: text))
  }

  private static func code(_ end: StreamFilter.End?) -> ErrorCode? { if case .failed(let error)? = end { error.code } else { nil } }

  @Test func anEventThatNeverEndsIsRefused() {
    let session = Self.resumed()
    #expect(Self.receive("data: " + String(repeating: " ", count: Self.limit - 6), session).end == nil)
    #expect(Self.code(Self.receive(" ", session).end) == .upstreamAnswerTooLarge)
  }

  @Test func anEventThatIsTooLargeIsRefused() {
    let output = Self.receive(Event.text(String(repeating: "x", count: Self.limit)), Self.resumed())
    #expect(Self.code(output.end) == .upstreamAnswerTooLarge && output.bytes.readableBytes == 0)
    let comment = Self.receive(":" + String(repeating: "x", count: Self.limit) + "\n\n", Self.resumed())
    #expect(Self.code(comment.end) == .upstreamAnswerTooLarge)
  }

  @Test func dataOfSeveralLinesGoOnAsOne() {
    let output = Self.receive(
      "data: {\"id\":\"x\",\"choices\":\ndata: [{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n" + Event.finish() + Event.done,
      Self.resumed())
    #expect(output.end == .complete)
    let first = "data: {\"id\":\"x\",\"choices\": [{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n"
    #expect(String(buffer: output.bytes) == first + Event.finish() + Event.done)
  }

  /// What goes wrong when another replica has taken over is that one's.
  @Test func errorsNameWhoGoesOn() {
    let cut = Self.resumed()
    #expect(Self.receive(Event.text("a"), cut).end == nil)
    let ends = [
      cut.finish(isClean: false).end, Self.receive("data: {\n\n", Self.resumed()).end,
      Self.receive("event: error\ndata: {\"message\":\"no\"}\n\n", Self.resumed()).end,
      Self.receive("data: " + String(repeating: " ", count: Self.limit), Self.resumed()).end,
    ]
    for end in ends {
      guard case .failed(let error)? = end else {
        Issue.record("it has not failed")
        continue
      }
      #expect(error.message.contains("'u'") && !error.message.contains("'t'"), "\(error.message)")
    }
  }
}
