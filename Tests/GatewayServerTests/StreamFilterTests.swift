import GatewayCore
import GatewayTestSupport
import NIOCore
import Testing

@testable import GatewayServer

/// What a client gets of a stream, and how it ends.
struct Filtered: Equatable {
  enum End: Equatable {
    case complete
    case failed(ErrorCode)
  }
  var output: String
  var end: End?
}

/// Feeds a filter; `isClean` is the end of the upstream's framing, nil: there is none yet.
func filter(
  _ pieces: [[UInt8]], drops: Bool = false, choices: Int = 1, limit: Int = 1 << 20, isClean: Bool? = true
) -> Filtered {
  var filter = StreamFilter(target: "t", dropsUsageEvent: drops, expectedChoices: choices, eventLimit: limit)
  var bytes = ByteBuffer()
  var end: StreamFilter.End?
  func take(_ output: StreamFilter.Output) {
    var piece = output.bytes
    bytes.writeBuffer(&piece)
    if let outputEnd = output.end { end = outputEnd }
  }
  for piece in pieces { take(filter.receive(ByteBuffer(bytes: piece))) }
  if let isClean { take(filter.finish(isClean: isClean)) }
  let seen: Filtered.End? =
    switch end {
    case .complete: .complete
    case .failed(let error): .failed(error.code)
    case nil: nil
    }
  return Filtered(output: String(buffer: bytes), end: seen)
}

/// Events as vLLM writes them.
enum Event {
  static let role = #"data: {"id":"x","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}"# + "\n\n"
  static let usage = #"data: {"id":"x","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}"# + "\n\n"
  static let done = "data: [DONE]\n\n"
  static let comment = ": keep-alive\n\n"
  static let malformed = "data: {\"id\":\n\n"
  static let abort = #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"abort"}]}"# + "\n\n"
  static let error =
    #"data: {"error":{"message":"secret of the engine","type":"InternalServerError","param":null,"code":500}}"# + "\n\n"

  static func text(_ text: String, index: Int = 0) -> String {
    #"data: {"id":"x","choices":[{"index":\#(index),"delta":{"content":"\#(text)"},"finish_reason":null}]}"# + "\n\n"
  }

  static func finish(_ reason: String = "stop", index: Int = 0) -> String {
    #"data: {"id":"x","choices":[{"index":\#(index),"delta":{},"finish_reason":"\#(reason)","stop_reason":null}]}"# + "\n\n"
  }
}

@Suite struct StreamFilterTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let input: String
    var drops = false
    var choices = 1
    var isClean = true
    let expected: Filtered
    var testDescription: String { name }
  }

  private static let chat = Event.role + Event.text("Hé\\n💧") + Event.finish()
  private static let toolCalls = [
    #"data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"f"}}]}}]}"#,
    #"data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"choices\":[]}"}}]}}]}"#,
    #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"#, "data: [DONE]",
  ].map { $0 + "\n\n" }.joined()
  private static let continuous =
    #"data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1}}"# + "\n\n"

  private static func same(_ name: String, _ input: String, drops: Bool = false, choices: Int = 1) -> Case {
    Case(name: name, input: input, drops: drops, choices: choices, expected: Filtered(output: input, end: .complete))
  }

  private static func failure(_ name: String, _ output: String, _ rest: String, _ code: ErrorCode, choices: Int = 1, isClean: Bool = true)
    -> Case
  {
    Case(name: name, input: output + rest, choices: choices, isClean: isClean, expected: Filtered(output: output, end: .failed(code)))
  }

  static let complete: [Case] = [
    same("chat", chat + Event.done), same("usage asked for", chat + Event.usage + Event.done),
    Case(
      name: "usage not asked for", input: chat + Event.usage + Event.done, drops: true,
      expected: Filtered(output: chat + Event.done, end: .complete)),
    Case(
      name: "two usage events", input: Event.usage + chat + Event.usage + Event.comment + Event.done, drops: true,
      expected: Filtered(output: chat + Event.comment + Event.done, end: .complete)),
    same("continuous usage", continuous + Event.done, drops: true),
    same("usage null", #"data: {"choices":[],"usage":null}"# + "\n\n" + chat + Event.done, drops: true),
    same("choices empty", #"data: {"choices":[],"prompt_filter_results":[]}"# + "\n\n" + chat + Event.done, drops: true),
    same(
      "two choices",
      Event.role + Event.text("a", index: 1) + Event.finish(index: 1) + Event.text("b") + Event.finish("length") + Event.done,
      choices: 2),
    same("a choice that never finished, and [DONE]", chat + Event.done, choices: 2),
    same("tool calls", toolCalls), same("tool calls that speak of choices", toolCalls, drops: true),
    same("CRLF", (chat + Event.done).replacing("\n", with: "\r\n")),
    // The last CR could be half of a CRLF: only the end of the stream tells, and its blank line makes it one.
    Case(
      name: "CR", input: (chat + Event.done).replacing("\n", with: "\r"),
      expected: Filtered(output: (chat + Event.done).replacing("\n", with: "\r") + "\n", end: .complete)),
    same("mixed line ends", chat + Event.comment.replacing("\n", with: "\r\n") + Event.usage.replacing("\n", with: "\r") + Event.done),
    Case(
      name: "CRLF, usage dropped", input: (chat + Event.usage + Event.done).replacing("\n", with: "\r\n"), drops: true,
      expected: Filtered(output: (chat + Event.done).replacing("\n", with: "\r\n"), end: .complete)),
    same("comments", Event.comment + ":\n\n" + Event.comment + chat + Event.comment + Event.done),
    same("blank lines", "\n\n\n" + chat + "\n" + Event.done), same("a byte order mark", "\u{feff}" + chat + Event.done),
    same("several data lines", "data: {\"choices\":[{\"index\":0,\ndata: \"finish_reason\":\"stop\"}]}\n\n" + Event.done),
    same("other fields", "event: chunk\nid: 7\nretry: 10\n" + chat + "x-unknown\n" + Event.done),
    same("no blank behind the colon", chat.replacing("data: ", with: "data:") + "data:[DONE]\n\n"),
    same("error null", #"data: {"error":null,"choices":[{"index":0,"finish_reason":"stop"}]}"# + "\n\n" + Event.done),
    same("unknown finish reason", Event.finish("cosmic_ray") + Event.done),
    Case(name: "bytes behind [DONE]", input: chat + Event.done + chat + "x", expected: Filtered(output: chat + Event.done, end: .complete)),
    Case(name: "no [DONE]", input: chat, expected: Filtered(output: chat + Event.done, end: .complete)),
    failure("no [DONE], cut", chat, "", .upstreamClosed, isClean: false),
    Case(
      name: "no [DONE], usage", input: chat + Event.usage, drops: true, expected: Filtered(output: chat + Event.done, end: .complete)),
    Case(
      name: "no last line end", input: chat + "data: [DONE]", expected: Filtered(output: chat + Event.done, end: .complete)),
    Case(
      name: "no last blank line", input: chat + "data: [DONE]\n", expected: Filtered(output: chat + Event.done, end: .complete)),
    Case(
      name: "no last blank line, CRLF", input: chat + "data: [DONE]\r\n",
      expected: Filtered(output: chat + "data: [DONE]\r\n\n", end: .complete)),
    Case(
      name: "no [DONE] and no last line end", input: String(chat.dropLast(2)),
      expected: Filtered(output: chat + Event.done, end: .complete)),
  ]

  static let failures: [Case] = [
    failure("empty", "", "", .upstreamEmptyAnswer), failure("empty, cut", "", "", .upstreamClosed, isClean: false),
    failure("only comments", Event.comment + Event.comment, "", .upstreamEmptyAnswer),
    failure("only [DONE]", "", Event.done, .upstreamEmptyAnswer),
    Case(
      name: "[DONE] without a finish_reason", input: Event.role + Event.text("a") + Event.done,
      expected: Filtered(output: Event.role + Event.text("a") + Event.done, end: .complete)),
    failure("in order, but unfinished", Event.role + Event.text("a"), "", .upstreamClosed),
    failure("cut between events", Event.role + Event.text("a"), "", .upstreamClosed, isClean: false),
    failure("cut inside an event", Event.role, String(Event.finish().dropLast(9)), .upstreamClosed, isClean: false),
    failure("cut before the blank line", Event.role, String(Event.finish().dropLast()), .upstreamClosed, isClean: false),
    failure("ended inside an event", Event.role, String(Event.finish().dropLast(9)), .upstreamMalformedAnswer),
    failure("one choice of two", Event.finish(), "", .upstreamClosed, choices: 2),
    failure("malformed first", "", Event.malformed + chat, .upstreamMalformedAnswer),
    failure("malformed mid", Event.role, Event.malformed + chat + Event.done, .upstreamMalformedAnswer),
    failure("a list", Event.role, "data: []\n\n" + Event.done, .upstreamMalformedAnswer),
    failure("a text", Event.role, "data: hello\n\n", .upstreamMalformedAnswer),
    failure("no data", Event.role, "data:\n\n", .upstreamMalformedAnswer),
    failure("[DONE] and a blank", chat, "data: [DONE] \n\n", .upstreamMalformedAnswer),
    failure("HTML", "", "<html>\n\n", .upstreamEmptyAnswer, isClean: true).forwarded,
    failure("error first", "", Event.error + Event.done, .upstreamError),
    failure("error mid", Event.role + Event.text("a"), Event.error + Event.done, .upstreamError),
    failure("error behind the finish", chat, Event.error, .upstreamError),
    failure("error as a text", Event.role, #"data: {"error":"no"}"# + "\n\n", .upstreamError),
    failure(
      "flat error", "", #"data: {"object":"error","message":"m","type":"BadRequestError","param":null,"code":400}"# + "\n\n",
      .upstreamRejected),
    failure(
      "wrapped flat error", "",
      #"data: {"error":{"object":"error","message":"m","type":"NotFoundError","param":"model","code":404}}"# + "\n\n",
      .modelNotFound),
    failure("overload", "", #"data: {"error":{"message":"m","type":"Service Unavailable","code":503}}"# + "\n\n", .upstreamOverloaded),
    failure("an error event", "", "event: error\n" + Event.error, .upstreamError),
    failure("abort", Event.role + Event.text("a"), Event.abort + Event.done, .upstreamAborted),
    failure("finish_reason error", Event.role, Event.finish("error") + Event.done, .upstreamAborted),
    failure("one of two aborts", Event.finish(index: 1), Event.abort + Event.done, .upstreamAborted, choices: 2),
  ]

  /// Without policies the client gets what the engine sent, and joins the halves itself.
  @Test func charactersThatAreCutInTwoAreForwardedAsTheyCame() {
    let stream = Event.role + Event.text("a\\ud83d") + Event.text("\\ude00 b") + Event.finish() + Event.done
    #expect(filter([Array(stream.utf8)]) == Filtered(output: stream, end: .complete))
    let inside = Event.role + Event.text("a\\ud83db")
    #expect(filter([Array(inside.utf8)]).end == .failed(.upstreamMalformedAnswer))
  }

  @Test(arguments: complete + failures) func everyCutGivesTheSame(_ testCase: Case) {
    func run(_ pieces: [[UInt8]]) -> Filtered {
      filter(pieces, drops: testCase.drops, choices: testCase.choices, isClean: testCase.isClean)
    }
    let bytes = Array(testCase.input.utf8)
    #expect(run([bytes]) == testCase.expected)
    #expect(run(bytes.map { [$0] }) == testCase.expected)
    for cut in bytes.indices.dropFirst() { #expect(run(bytes.pieces(cutAt: [cut])) == testCase.expected, "cut at \(cut)") }
    var random = SplitMix64(seed: 7)
    for _ in 0..<20 { #expect(run(bytes.randomPieces(upTo: 30, using: &random)) == testCase.expected) }
  }

  @Test func usageIsKnownWhetherItIsDroppedOrNot() {
    for drops in [true, false] {
      var filter = StreamFilter(target: "t", dropsUsageEvent: drops, expectedChoices: 1, eventLimit: 4096)
      _ = filter.receive(ByteBuffer(string: Self.continuous))
      #expect(filter.usage?.promptTokens == 1)
      _ = filter.receive(ByteBuffer(string: Event.usage + Event.done))
      #expect(filter.usage?.promptTokens == 3)
      #expect(filter.usage?.completionTokens == 2)
    }
  }

  @Test func nothingFollowsAnEnd() {
    for ending in [Event.finish() + Event.done, Event.error, Event.malformed, Event.abort] {
      var filter = StreamFilter(target: "t", dropsUsageEvent: false, expectedChoices: 1, eventLimit: 4096)
      #expect(filter.receive(ByteBuffer(string: ending)).end != nil)
      for more in [Event.role, Event.done, Event.error, ""] {
        let output = filter.receive(ByteBuffer(string: more))
        #expect(output.end == nil && output.bytes.readableBytes == 0)
      }
      let output = filter.finish(isClean: true)
      #expect(output.end == nil && output.bytes.readableBytes == 0)
    }
  }

  @Test func theMessageNamesTheTargetAndNothingOfTheEngine() {
    var filter = StreamFilter(target: "gpu-1", dropsUsageEvent: false, expectedChoices: 1, eventLimit: 4096)
    guard case .failed(let error)? = filter.receive(ByteBuffer(string: Event.error)).end else {
      Issue.record("no failure")
      return
    }
    #expect(error.message.contains("gpu-1"))
    #expect(!error.message.contains("secret"))
  }

  // MARK: Limits

  @Test(arguments: [60, 100, 1000]) func anEventUpToTheLimitPasses(_ limit: Int) {
    let shell = Event.finish("")
    func event(_ count: Int) -> String {
      shell.replacing("\"id\":\"x\"", with: "\"i\":\"" + String(repeating: "x", count: count - shell.utf8.count + 2) + "\"")
    }
    guard limit > shell.utf8.count else { return }
    let fits = Array((event(limit) + Event.done).utf8)
    let over = Array((Event.comment + event(limit + 1) + Event.done).utf8)
    #expect(event(limit).utf8.count == limit)
    for size in [1, 7, limit, 1 << 20] {
      var random = SplitMix64(seed: UInt64(size))
      #expect(
        filter(fits.randomPieces(upTo: size, using: &random), limit: limit) == Filtered(output: event(limit) + Event.done, end: .complete))
      #expect(
        filter(over.randomPieces(upTo: size, using: &random), limit: limit)
          == Filtered(output: Event.comment, end: .failed(.upstreamAnswerTooLarge)), "pieces up to \(size)")
    }
    #expect(
      filter([over], limit: limit) == Filtered(output: Event.comment, end: .failed(.upstreamAnswerTooLarge)), "in one piece")
  }

  @Test func anEventThatNeverEndsIsStoppedAtTheLimit() {
    let bytes = Array(String(repeating: "x", count: 101).utf8)
    #expect(filter([Array(bytes.dropLast())], limit: 100, isClean: nil) == Filtered(output: "", end: nil))
    #expect(filter([bytes], limit: 100, isClean: nil) == Filtered(output: "", end: .failed(.upstreamAnswerTooLarge)))
    #expect(filter(bytes.map { [$0] }, limit: 100, isClean: nil) == Filtered(output: "", end: .failed(.upstreamAnswerTooLarge)))
  }
}

extension StreamFilterTests.Case {
  /// The same, but all of the input reaches the client.
  fileprivate var forwarded: Self {
    var output = expected
    output.output = input
    return Self(name: name, input: input, drops: drops, choices: choices, isClean: isClean, expected: output)
  }
}

/// Every event in every state, and random streams, against a model of a few lines.
@Suite struct StreamModelTests {
  private enum Symbol: CaseIterable {
    case comment, text, finishFirst, finishSecond, usage, done, error, malformed, abort

    var bytes: String {
      switch self {
      case .comment: Event.comment
      case .text: Event.text("a")
      case .finishFirst: Event.finish()
      case .finishSecond: Event.finish("length", index: 1)
      case .usage: Event.usage
      case .done: Event.done
      case .error: Event.error
      case .malformed: Event.malformed
      case .abort: Event.abort
      }
    }
  }

  private static func model(_ symbols: [Symbol], drops: Bool, choices: Int, isClean: Bool) -> Filtered {
    var output = ""
    var finished = Set<Symbol>()
    var hasData = false
    for symbol in symbols {
      hasData = hasData || symbol != .comment && symbol != .done
      switch symbol {
      case .error: return Filtered(output: output, end: .failed(.upstreamError))
      case .malformed: return Filtered(output: output, end: .failed(.upstreamMalformedAnswer))
      case .abort: return Filtered(output: output, end: .failed(.upstreamAborted))
      case .done where !hasData: return Filtered(output: output, end: .failed(.upstreamEmptyAnswer))
      case .done: return Filtered(output: output + symbol.bytes, end: .complete)
      case .usage where drops: continue
      case .finishFirst, .finishSecond: finished.insert(symbol)
      case .comment, .text, .usage: break
      }
      output += symbol.bytes
    }
    if isClean, finished.count >= choices { return Filtered(output: output + Event.done, end: .complete) }
    return Filtered(output: output, end: .failed(hasData || !isClean ? .upstreamClosed : .upstreamEmptyAnswer))
  }

  private static func check(_ symbols: [Symbol], drops: Bool, choices: Int, isClean: Bool, pieces: ([UInt8]) -> [[UInt8]]) {
    let bytes = Array(symbols.map(\.bytes).joined().utf8)
    let seen = filter(pieces(bytes), drops: drops, choices: choices, isClean: isClean)
    #expect(seen == model(symbols, drops: drops, choices: choices, isClean: isClean), "\(symbols)")
  }

  @Test(arguments: [1, 2]) func everyEventInEveryState(_ choices: Int) {
    var sequences: [[Symbol]] = [[]]
    for length in 1...3 {
      for sequence in sequences.filter({ $0.count == length - 1 }) { sequences += Symbol.allCases.map { sequence + [$0] } }
    }
    for sequence in sequences {
      for isClean in [true, false] {
        Self.check(sequence, drops: true, choices: choices, isClean: isClean) { [$0] }
        Self.check(sequence, drops: false, choices: choices, isClean: isClean) { $0.isEmpty ? [] : $0.pieces(cutAt: [$0.count / 2]) }
      }
    }
  }

  @Test(arguments: 1...4) func randomStreamsInRandomPieces(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let usual: [Symbol] = [.comment, .text, .text, .text, .usage]
    FuzzBudget.run(cases: 250) { number in
      var symbols = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in usual.randomElement(using: &random) }
      symbols += [.finishFirst, .finishSecond, .usage, .done].prefix(Int.random(in: 0...4, using: &random))
      if number % 3 == 0 {
        symbols.insert(Symbol.allCases.randomElement(using: &random) ?? .done, at: Int.random(in: 0...symbols.count, using: &random))
      }
      Self.check(symbols, drops: number % 2 == 0, choices: 1 + number % 2, isClean: number % 5 != 0) { bytes in
        bytes.randomPieces(upTo: [1, 10, 100, 1000][number % 4], using: &random)
      }
    }
  }

  @Test(arguments: 1...4) func mutatedStreamsEndInTheSameWayHoweverTheyAreCut(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let mutator = Mutator(
      fragments: ["\n", "\n\n", "\r\n", "\r", "data: ", "data:", ":", "event: x\n", "[DONE]", "\u{feff}", "{", "}", "\"error\":{},", "é"],
      alphabet: "\r\n :{}[]\",data0")
    let seedText = Array((Event.comment + Event.role + Event.text("é") + Event.finish() + Event.usage + Event.done).utf8)
    FuzzBudget.run(cases: 250) { number in
      let bytes = mutator.mutate(seedText, &random)
      let whole = filter([bytes], drops: number % 2 == 0, isClean: number % 3 != 0)
      #expect(whole.end != nil)
      for size in [1, 5, 60] {
        let pieces = bytes.randomPieces(upTo: size, using: &random)
        #expect(
          filter(pieces, drops: number % 2 == 0, isClean: number % 3 != 0) == whole,
          "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
      }
    }
  }
}

/// What a filter keeps of a stream that comes cut within events.
@Suite struct StreamFilterMemoryTests {
  @Test func piecesThatEndWithinAnEventKeepNothingAlive() {
    let event = Array(Event.text(String(repeating: "x", count: 1000)).utf8)
    var filter = StreamFilter(target: "t", dropsUsageEvent: false, expectedChoices: 1, eventLimit: 1 << 20)
    var count = 0
    var storage = 0
    for round in 0..<200 {
      let output = filter.receive(ByteBuffer(bytes: (round == 0 ? event[...] : event.dropFirst()) + event.prefix(1)))
      #expect(output.end == nil)
      count += output.bytes.readableBytes
      storage = max(storage, output.bytes.storageCapacity)
    }
    #expect(count == 200 * event.count)
    #expect(storage <= 4 * event.count)
  }
}
