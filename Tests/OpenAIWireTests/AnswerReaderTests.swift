@testable import OpenAIWire
import GatewayTestSupport
import Testing

/// What a reader tells of an event is what ``ChunkScan`` and ``AnswerTexts`` tell of it, whatever it read before.
@Suite struct AnswerReaderTests {
  private static let events: [String] = [
    "[DONE]", "{}", "nonsense", "[1]", "{\"choices\":[]}", "{\"usage\":{\"prompt_tokens\":3},\"choices\":[]}",
    "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}", "{\"choices\":[],\"usage\":null}",
    "{\"usage\":{\"prompt_tokens\":3}}", "{\"choices\":{},\"usage\":{\"total_tokens\":1}}",
    "{\"error\":{\"message\":\"no\",\"code\":500}}", "{\"error\":\"no\"}", "{\"error\":null,\"choices\":[]}",
    "{\"object\":\"error\",\"message\":\"no\"}",
    "{\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":1,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}",
    "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"\"}]}",
    "{\"choices\":[{\"delta\":{\"content\":\"a\"}},{\"delta\":{\"reasoning\":\"b\"},\"finish_reason\":\"abort\"}]}",
    "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":2,\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]},\"logprobs\":{\"content\":[]}}]}",
    "{\"choices\":[{\"index\":0,\"text\":\"\\ud83d\"}]}", "{\"id\":\"\\ud83d\",\"choices\":[]}",
    // Alike in all but their texts, or nearly.
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one\"},\"logprobs\":null}],\"usage\":null}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" two \\ud83d\\ude00 and a text that is longer\"},\"logprobs\":null}],\"usage\":null}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\\ude00 é\"},\"logprobs\":null}],\"usage\":null}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"logprobs\":null}],\"usage\":null}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\u{1}\"},\"logprobs\":null}],\"usage\":null}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\",\"refusal\":\"b\"},\"logprobs\":null}],\"usage\":null}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":null},\"logprobs\":null}],\"usage\":null}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"logprobs\":null}],\"usage\":{\"total_tokens\":1}}",
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a",
    "{\"usage\":null,\"id\":\"text\",\"choices\":[{\"text\":\"text\",\"finish_reason\":\"stop\"}]}",
    "{\"choices\":[{\"index\":0,\"index\":1,\"text\":\"twice\"}]}", "{\"choices\":[{\"index\":0,\"text\":\"cut\"",
  ]

  /// Random streams of events that are mostly alike: what is told does not depend on what came before.
  @Test func itForgetsWhatItKnewOfOthers() {
    FuzzBudget.run(cases: 300) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      var reading = Reading()
      var plain = AnswerReader()
      var whole = Reading()
      let some = (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in Self.events.randomElement(using: &random) }
      for _ in 0..<40 {
        var data = Array((some.randomElement(using: &random) ?? "").utf8)
        if Int.random(in: 0..<6, using: &random) == 0, !data.isEmpty {
          data[Int.random(in: 0..<data.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        #expect(plain.facts(data.span.bytes) == ChunkScan.scan(data: data.span.bytes))
        Self.expectTheSame(&reading, data)
        Self.expectTheSame(reading: data, &whole)
      }
    }
  }

  @Test func itTellsWhatTheTwoScansTell() {
    for first in Self.events {
      // A reader gives up looking for what is alike where nothing is.
      var reading = Reading()
      for text in Self.events.flatMap({ [first, $0] }) { Self.expectTheSame(&reading, Array(text.utf8)) }
    }
  }

  /// Around one string of an event.
  private static let frames: [(String, String)] = [
    ("{\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"", "\"},\"logprobs\":null,\"finish_reason\":null}]}"),
    ("{\"choices\":[{\"index\":1,\"delta\":{\"reasoning\":\"", "\"}}],\"usage\":null}"),
    ("{\"usage\":null,\"choices\":[{\"text\":\"", "\",\"index\":3}]}"), ("{\"note\":\"", "\",\"choices\":[],\"usage\":null}"),
    ("{\"choices\":[{\"delta\":{\"content\":\"", "\"},\"finish_reason\":\"stop\"}]}"),
    ("{\"choices\":[{\"delta\":{\"content\":\"", "\"},\"logprobs\":{\"content\":[]}}]}"),
    ("{\"choices\":[{\"delta\":{\"content\":\"", "\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1,\"total_tokens\":4}}"),
    ("{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":\"", "\"},\"index\":2}]}}]}"),
    ("{\"choices\":[{\"delta\":{\"content\":\"a\",\"reasoning\":\"", "\"}}]}"), ("{\"choices\":[{\"delta\":{\"", "\":\"a\"}}]}"),
    ("{\"choices\":[{\"delta\":{\"content\":\"", "\"},\"error\":\"\"}]}"), ("\"", "\""), ("{\"object\":\"", "\"}"),
  ]

  /// What may stand there, or may not.
  private static let contents = [
    "", "a", " token", "\\n", "\\\"", "\\", "\"", "é", "日本語 😀", "\\ud83d", "\\ude00", "\\ud83d\\ude00", "\\ud83dx", "\u{1}",
    "\"},\"x\":{\"y\":\"",
    "\"},\"logprobs\":null,\"finish_reason\":null}]}", "error", "content", String(repeating: "long ", count: 40),
    "a\"},\"delta\":{\"content\":\"b",
  ]

  /// Events that differ from the one before in a string: all pairs of contents, and from one frame to the next.
  @Test func eventsThatResembleTheLastOne() {
    for (head, tail) in Self.frames {
      var reading = Reading()
      for content in Self.contents.flatMap({ first in Self.contents.flatMap { [first, $0] } }) {
        Self.expectTheSame(&reading, Array((head + content + tail).utf8))
      }
      for other in Self.frames { Self.expectTheSame(&reading, Array((head + "a" + other.1).utf8)) }
      Self.expectTheSame(&reading, Array((head + "a" + tail).utf8) + [0xff])
      Self.expectTheSame(&reading, Array((head + "b").utf8) + [0xff] + Array(tail.utf8))
    }
  }

  /// Around the data of an event.
  private static let lines: [(String, String)] = [
    ("data: ", "\n\n"), ("data: ", "\r\n\r\n"), ("data: ", "\r\r"), ("data: ", "\n\r"), ("data: ", "\n\r\n"), ("data:", "\n\n"),
    ("event: e\ndata: ", "\n: c\n\n"),
    ("id: 1\ndata: ", "\nretry: 5\n\n"), ("data: ", "\ndata:\n\n"),
  ]

  /// Whatever lines an event has, and whatever stands behind it: what is like it ends where the scanner says, and has the text that the event has.
  @Test func whereEventsEndThatResembleTheLastOne() {
    for lines in Self.lines {
      for (head, tail) in Self.frames {
        var reading = Reading()
        for content in Self.contents + Self.contents.reversed() {
          for behind in ["", "\n", "\r\n", "data: x\n\n"] {
            Self.expectTheSame(&reading, Array((head + content + tail).utf8), lines, behind: behind)
          }
        }
      }
    }
  }

  @Test func whatDiffersInItsTextIsAlike() {
    var reader = AnswerReader()
    let events = ["one", " two\\n", "dré"].map { Array("data: \(Self.frames[0].0)\($0)\(Self.frames[0].1)\n\n".utf8) }
    let learned = events[0]
    let data = 6..<learned.count - 2
    let before = reader.like(learned.span.bytes, from: 0)
    let facts = reader.read(learned.span.bytes.extracting(data))
    let isLearned = reader.learn(learned.span.bytes, data: data)
    #expect(before == nil && facts != nil && isLearned)
    let stream = events[1] + events[2]
    let first = reader.like(stream.span.bytes, from: 0)
    #expect(first?.place == 0..<events[1].count)
    #expect(first.map { Array(stream[$0.text.content]) } == Array(" two\\n".utf8))
    let second = reader.like(stream.span.bytes, from: events[1].count)
    #expect(second?.place == events[1].count..<stream.count)
    #expect(second.map { Array(stream[$0.text.content]) } == Array("dré".utf8))
    let cut = reader.like(stream.span.bytes.extracting(0..<stream.count - 1), from: events[1].count)
    #expect(cut == nil)
  }

  /// A reader, and the lane of what it has learned.
  private struct Reading: ~Copyable {
    var reader = AnswerReader()
    var lane: AnswerLane?
  }

  /// What a reader tells of an event in a stream, by what it is like or by reading it, is what the whole readers tell.
  private static func expectTheSame(
    _ reading: inout Reading, _ data: [UInt8], _ lines: (String, String) = ("data: ", "\n\n"), behind: String = ""
  ) {
    let stream = Array(lines.0.utf8) + data + Array(lines.1.utf8) + Array(behind.utf8)
    let name = String(decoding: stream, as: UTF8.self)
    var scanner = SSEScanner()
    let end = scanner.nextEventEnd(in: stream.span.bytes)
    guard let like = reading.reader.like(stream.span.bytes, from: 0) else {
      expectTheSame(reading: data, &reading)
      guard let end, case .range(let range) = SSEEvent.parse(stream.span.bytes.extracting(0..<end)).data, stream[range].elementsEqual(data)
      else { return }
      if reading.reader.learn(stream.span.bytes.extracting(0..<end), data: range) { reading.lane = reading.reader.texts.texts.first?.lane }
      return
    }
    #expect(end == like.place.upperBound && like.place.lowerBound == 0, "\(name)")
    let event = stream.span.bytes.extracting(like.place)
    guard case .range(let range) = SSEEvent.parse(event).data else {
      Issue.record("\(name)")
      return
    }
    let data = event.extracting(range)
    let texts = try? AnswerTexts.scan(data, isPiece: true)
    #expect(texts?.texts.map { $0.token.moved(by: range.lowerBound) } == [like.text], "\(name)")
    #expect(texts?.texts.first?.lane == reading.lane, "\(name)")
    #expect(texts?.repetitions.isEmpty == true && texts?.holdsUninspectable == false && texts?.choicesRange != nil, "\(name)")
    let facts = ChunkScan.scan(data: data)
    #expect(
      facts?.finish.isEmpty == true && facts?.hasError == false && facts?.usage == nil && facts?.isDone == false
        && facts?.isUsageOnly == false, "\(name)")
  }

  private static func expectTheSame(reading data: [UInt8], _ reading: inout Reading) {
    let facts = reading.reader.read(data.span.bytes)
    let name = String(decoding: data, as: UTF8.self)
    #expect(facts == ChunkScan.scan(data: data.span.bytes), "\(name)")
    guard facts?.isDone == false else { return }
    do throws(JSONProblem) {
      let texts = try AnswerTexts.scan(data.span.bytes, isPiece: true)
      #expect(reading.reader.problem == nil, "\(name)")
      #expect(reading.reader.texts.texts == texts.texts && reading.reader.texts.repetitions == texts.repetitions, "\(name)")
      #expect(reading.reader.texts.choicesRange == texts.choicesRange && reading.reader.texts.usageRange == texts.usageRange, "\(name)")
      #expect(reading.reader.texts.holdsUninspectable == texts.holdsUninspectable, "\(name)")
    } catch {
      #expect(reading.reader.problem == error, "\(name)")
    }
  }
}
