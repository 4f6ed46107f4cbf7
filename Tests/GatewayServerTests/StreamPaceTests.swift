import GatewayCore
import NIOCore
import Testing

@testable import GatewayServer

/// When a stream is given up, with a clock that the test turns: 10 s to the first event, 1 s between events.
@Suite struct StreamPaceTests {
  private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
  private let session = StreamSession(
    filter: StreamFilter(target: "t", dropsUsageEvent: false, expectedChoices: 1, eventLimit: 1 << 20), isRecording: false)
  private var pace: StreamPace

  init() {
    var timeouts = TargetTimeouts(timeout: .seconds(30), streamTimeout: .seconds(120))
    (timeouts.firstByte, timeouts.betweenBytes) = (.seconds(10), .seconds(1))
    pace = StreamPace(TimeLimits(timeouts, isStream: true, now: start), progress: session.progress)
  }

  private static func event(_ delta: String) -> String {
    "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":\(delta),\"finish_reason\":null}]}\n\n"
  }
  private static let empty = event(#"{"content":""}"#)
  private static let text = event(#"{"content":"a"}"#)

  /// What comes so many milliseconds behind the start.
  /// - Returns: whether the target still has time.
  private mutating func receive(_ wire: String, after milliseconds: Int64) -> Bool {
    let now = start + .milliseconds(milliseconds)
    _ = session.receive(ByteBuffer(string: wire))
    pace.note(session, at: now)
    return pace.isInTime(at: now) && now < pace.limit
  }

  private var limit: Int64 { (pace.limit - start).nanoseconds / 1_000_000 }

  @Test mutating func theFirstEventHasItsOwnTime() {
    #expect(limit == 10_000)
    let comment = receive(": ping\n\n", after: 500)
    #expect(comment && !pace.hasBegun && limit == 10_000)
    let first = receive(Self.text, after: 2000)
    #expect(first && pace.hasBegun && limit == 3000)
  }

  @Test mutating func textGivesTimeAnew() {
    for time in stride(from: Int64(0), to: 100_000, by: 900) {
      let isInTime = receive(Self.text, after: time)
      #expect(isInTime)
      #expect(limit >= time + 900, "never less than was promised, but for what is looked at")
    }
  }

  /// Not before the time between bytes, and not later than one and a half of it.
  @Test(arguments: [0, 1, 7, 30]) mutating func emptyEventsDoNotGoOnForEver(texts: Int64) throws {
    for number in 0..<texts {
      let isInTime = receive(Self.text, after: number * 100)
      #expect(isInTime)
    }
    let last = max(0, texts - 1) * 100
    var end: Int64?
    for time in stride(from: last + 20, to: last + 5000, by: 20) where !receive(Self.empty, after: time) {
      end = time
      break
    }
    let ended = try #require(end)
    #expect((last + 1000...last + 1540).contains(ended))
  }

  /// vLLM sends an empty delta for half a character, and where a parser holds back.
  @Test mutating func emptyEventsBetweenTextDoNoHarm() {
    for number in Int64(0)..<2000 {
      let isInTime = receive(number % 40 == 0 ? Self.text : Self.empty, after: number * 20)
      #expect(isInTime)
    }
  }

  @Test(arguments: [
    #"{"reasoning":"a"}"#, #"{"reasoning_content":"a"}"#, #"{"tool_calls":[{"index":0,"function":{"arguments":""}}]}"#,
    #"{"refusal":"no"}"#,
    #"{"content":""},"token_ids":[5]"#, #"{"content":""},"logprobs":{"content":[]}"#,
  ]) mutating func notOnlyTextIsAnAnswer(delta: String) {
    for number in Int64(0)..<200 {
      let isInTime = receive(Self.event(delta), after: number * 20)
      #expect(isInTime)
    }
  }

  @Test mutating func runningCountsAreAnAnswer() {
    let counted = #"data: {"choices":[{"index":0,"delta":{}}],"usage":{"prompt_tokens":1,"completion_tokens":2}}"# + "\n\n"
    for number in Int64(0)..<200 {
      let isInTime = receive(counted, after: number * 20)
      #expect(isInTime)
    }
  }

  /// An event that is long and slow is no stall while its bytes come.
  @Test mutating func aLongEventHasTime() {
    var isInTime = receive(Self.text + "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"", after: 0)
    for number in Int64(1)..<100 where isInTime { isInTime = receive(String(repeating: "x", count: 2048), after: number * 300) }
    #expect(isInTime)
  }

  @Test mutating func aSlowClientIsNotTheTargetsFault() {
    _ = receive(Self.text, after: 0)
    _ = receive(Self.empty, after: 600)
    pace.restart(at: start + .milliseconds(5000))
    #expect(limit == 6000)
    let isInTime = receive(Self.text, after: 5900)
    #expect(isInTime)
  }
}
