internal import Foundation
@testable import GatewayPolicy
import GatewayTestSupport
@testable import OpenAIWire
import Testing

@Suite struct StreamEnforcerTests {
  private static let plan = SpanPlan(redacting: DetectorCatalog.detectors(for: [.creditCard, .ssn, .email, .phone, .secret]))

  /// The data of the events in some bytes.
  private static func datas(_ bytes: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    for event in String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n\n") where event.hasPrefix("data: ") {
      result.append(Array(event.utf8.dropFirst(6)))
    }
    return result
  }

  fileprivate static func event(_ data: String) -> [UInt8] { Array("data: \(data.replacing("\n", with: "\ndata: "))\n\n".utf8) }

  private static func quoted(_ text: String) -> String { String(decoding: JSONText.quoted(text), as: UTF8.self) }

  /// An enforcer, and what reads its events.
  private struct Stream: ~Copyable {
    var enforcer: StreamEnforcer
    var reader = AnswerReader()

    init(_ plan: SpanPlan, failsOpen: Bool = false) { enforcer = StreamEnforcer(plan, failsOpen: failsOpen) }

    /// Sends the events of some data, which come in one read.
    mutating func send(_ datas: some Collection<String>, into sent: inout [UInt8]) -> StreamEnforcer.Outcome {
      let read = datas.flatMap(StreamEnforcerTests.event)
      var release = StreamRelease()
      var outcome = StreamEnforcer.Outcome.proceed
      var start = 0
      for data in datas where outcome == .proceed {
        let end = start + StreamEnforcerTests.event(data).count
        outcome = take(start..<end, of: read.span.bytes)
        start = end
        if outcome == .proceed, enforcer.settlesEachEvent { outcome = enforcer.settle(read.span.bytes, reader, into: &release) }
      }
      let settled = enforcer.settle(read.span.bytes, reader, into: &release)
      release.move(of: read.span.bytes, to: &sent)
      return outcome == .proceed ? settled : outcome
    }

    private mutating func take(_ place: Range<Int>, of read: RawSpan) -> StreamEnforcer.Outcome {
      var answer: PolicyAnswer?
      if let like = reader.like(read, from: place.lowerBound) { return enforcer.take(like, of: read, answer: &answer) }
      let event = read.extracting(place)
      switch SSEEvent.parse(event).data {
      case .none: return .uninspectable("it has no data")
      case .joined(let data):
        _ = reader.read(data.span.bytes)
        return enforcer.take(place, of: read, data: data.span.bytes, reader, answer: &answer)
      case .range(let range):
        let data = event.extracting(range)
        _ = reader.read(data)
        let outcome = enforcer.take(place, of: read, data: data, reader, answer: &answer)
        if outcome == .proceed, reader.learn(event, data: range) { enforcer.learn(reader, dataOffset: range.lowerBound) }
        return outcome
      }
    }
  }

  /// What is sent for some events' data, and how it ended; `reads` has the number of events in each read, one after the last.
  private func run(
    _ datas: [String], plan: SpanPlan = plan, failsOpen: Bool = false, reads: [Int] = []
  ) -> (sent: [UInt8], outcome: StreamEnforcer.Outcome) {
    var stream = Stream(plan, failsOpen: failsOpen)
    var sent: [UInt8] = []
    var rest = datas[...]
    var reads = reads[...]
    while !rest.isEmpty {
      let read = rest.prefix(reads.popFirst() ?? 1)
      rest = rest.dropFirst(read.count)
      let outcome = stream.send(read, into: &sent)
      guard outcome == .proceed else { return (sent, outcome) }
    }
    var answer: PolicyAnswer?
    return (sent, stream.enforcer.finish(answer: &answer, into: &sent))
  }

  private func lanes(_ sent: [UInt8]) throws -> [AnswerLane: [UInt8]] {
    var lanes: [AnswerLane: [UInt8]] = [:]
    for data in Self.datas(sent) {
      for text in try AnswerTexts.scan(data.span.bytes).texts {
        lanes[text.lane, default: []] += JSONText.unescaped(data.span.bytes, text.token)
      }
    }
    return lanes
  }

  private static let parts = [
    "4111 1111 1111 1111", "4111", " 1111", "alice@example.com", "alice", "@example", ".com ", "123-45-6789", "+1 415 555 2671",
    "sk-proj-abc123DEF456ghi789JKL012", " ", "word ", "The end.", "é", "日本",
    "\\u0034", "\n", "\"", "{\"card\": 4111111111111111}", "😀",
  ]

  /// The LF of data that stood on several lines would end the line that they are written on.
  @Test func dataOfSeveralLinesComeOutOnOne() throws {
    let (sent, outcome) = run([
      "{\"choices\":\n[{\"index\":0,\n\"delta\":{\"content\":\"mail alice@example.com now\"},\"finish_reason\":\"stop\"}]}"
    ])
    #expect(outcome == .proceed)
    for line in sent.split(separator: 0x0a) { #expect(line.starts(with: "data: ".utf8), "\(String(decoding: line, as: UTF8.self))") }
    let text = try #require(try lanes(sent).values.first)
    #expect(text.starts(with: "mail ".utf8) && !text.contains(UInt8(ascii: "@")))
  }

  /// Lanes that interleave, cut at random: each comes out as the redaction of its whole text, and log probabilities say what the text says.
  @Test func everyLaneComesOutAsTheRedactionOfItsWholeText() throws {
    try FuzzBudget.run(cases: 1_500) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      let fields: [AnswerLane.Field] = [.content, .reasoning, .toolArguments(0), .toolArguments(1), .content]
      var pending: [(lane: AnswerLane, pieces: [String])] = []
      for choice in 0..<Int.random(in: 1...2, using: &random) {
        for field in Set(fields.prefix(Int.random(in: 1...4, using: &random))) {
          let text = (0..<Int.random(in: 0...6, using: &random)).map { _ in Self.parts.randomElement(using: &random) ?? "" }.joined()
          var pieces: [String] = []
          var rest = Substring(text)
          while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...7, using: &random))
            pieces.append(String(piece))
            rest = rest.dropFirst(piece.count)
          }
          pending.append((AnswerLane(choice: choice, field: field), pieces))
        }
      }
      let whole = Dictionary(uniqueKeysWithValues: pending.map { ($0.lane, $0.pieces.joined()) })
      var datas: [String] = []
      while let index = pending.indices.filter({ !pending[$0].pieces.isEmpty }).randomElement(using: &random) {
        datas.append(Self.chunk(pending[index].lane, pending[index].pieces.removeFirst(), logprobs: Bool.random(using: &random)))
      }
      for choice in Set(whole.keys.map(\.choice)) {
        datas.append(#"{"id":"x","choices":[{"index":\#(choice),"delta":{},"finish_reason":"stop"}]}"#)
      }
      let reads = (0..<datas.count).map { _ in Int.random(in: 1...8, using: &random) }
      let (sent, outcome) = run(datas, reads: seed % 2 == 0 ? reads : [])
      #expect(outcome == .proceed)
      let received = try lanes(sent)
      for (lane, text) in whole {
        var vault = PlaceholderVault()
        let bytes = Array(text.utf8)
        let expected = TextRedactor(Self.plan).redact(bytes, isJSON: lane.isJSON, vault: &vault).text ?? bytes
        #expect(received[lane] ?? [] == expected, "seed \(seed), \(lane), \(text)")
      }
      for data in Self.datas(sent) { try expectHonestLogprobs(data) }
    }
  }

  private static func chunk(_ lane: AnswerLane, _ text: String, logprobs: Bool) -> String {
    let delta =
      switch lane.field {
      case .reasoning: #"{"reasoning":\#(quoted(text))}"#
      case .toolArguments(let index): #"{"tool_calls":[{"index":\#(index),"function":{"arguments":\#(quoted(text))}}]}"#
      default: #"{"content":\#(quoted(text))}"#
      }
    let tokens = logprobs ? #"{"content":[{"token":\#(quoted(text)),"logprob":-1}]}"# : "null"
    return
      #"{"id":"x","choices":[{"index":\#(lane.choice),"delta":\#(delta),"logprobs":\#(tokens),"finish_reason":null,"token_ids":null}]}"#
  }

  private func expectHonestLogprobs(_ data: [UInt8]) throws {
    let texts = try AnswerTexts.scan(data.span.bytes)
    for repetition in texts.repetitions where data[repetition.range].first == 0x7b {
      let text = texts.texts.flatMap { JSONText.unescaped(data.span.bytes, $0.token) }
      #expect(LogprobTokens.joined(data.span.bytes.extracting(repetition.range)) == text)
    }
  }

  @Test func proseGoesOutByteForByteWithTheEventItCameIn() {
    let plan = SpanPlan(redacting: DetectorCatalog.detectors(for: [.creditCard, .ssn]))
    let datas = ["The", " answer", " is", " simple", "."].map { Self.chunk(AnswerLane(choice: 0, field: .content), $0, logprobs: true) }
    for size in 1...datas.count {
      var stream = Stream(plan)
      for start in stride(from: 0, to: datas.count, by: size) {
        let read = datas[start..<min(start + size, datas.count)]
        var sent: [UInt8] = []
        let outcome = stream.send(read, into: &sent)
        #expect(outcome == .proceed)
        #expect(sent == read.flatMap(Self.event))
      }
    }
  }

  /// A word that may go on with an `@` waits for the next event. Those that come in one read decide each other: only the last one waits.
  @Test func eventsOfOneReadDecideEachOther() {
    let lane = AnswerLane(choice: 0, field: .content)
    let datas = ["Write", " to", " bob", "@example", ".com", " or", " to", " Anna"].map { Self.chunk(lane, $0, logprobs: false) }
    var stream = Stream(Self.plan)
    var sent: [UInt8] = []
    let outcome = stream.send(datas, into: &sent)
    #expect(outcome == .proceed)
    let events = Self.datas(sent).map { String(decoding: $0, as: UTF8.self) }
    #expect(Array(events.prefix(2)) == Array(datas.prefix(2)))
    #expect(events[2].contains(#""content":" [EMAIL]""#))
    #expect(Array(events[5...]) == Array(datas[5..<7]))
    sent = []
    let last = stream.send([Self.chunk(lane, " ", logprobs: false)], into: &sent)
    #expect(last == .proceed)
    #expect(sent == Self.event(datas[7]) + Self.event(Self.chunk(lane, " ", logprobs: false)))
  }

  /// What comes in one read goes out as early as if each event came by itself, or earlier.
  @Test func nothingIsLaterForComingTogether() throws {
    try FuzzBudget.run(cases: 300) { seed in
      var random = SplitMix64(seed: UInt64(seed))
      let fields: [AnswerLane.Field] = [.content, .content, .reasoning]
      var single = Stream(Self.plan)
      var together = Stream(Self.plan)
      var (first, second): ([UInt8], [UInt8]) = ([], [])
      for _ in 0..<4 {
        let read = (0..<Int.random(in: 1...6, using: &random)).map { _ in
          let lane = AnswerLane(choice: 0, field: fields.randomElement(using: &random) ?? .content)
          return Self.chunk(lane, Self.parts.randomElement(using: &random) ?? "", logprobs: false)
        }
        for data in read {
          let outcome = single.send([data], into: &first)
          #expect(outcome == .proceed)
        }
        let outcome = together.send(read, into: &second)
        #expect(outcome == .proceed)
        let (one, other) = (try lanes(first), try lanes(second))
        for (lane, text) in one { #expect((other[lane] ?? []).starts(with: text), "seed \(seed)") }
      }
    }
  }

  @Test func tokensThatWereNotSampledAreHidden() {
    let event =
      #"{"id":"x","choices":[{"index":0,"delta":{"content":"Hi "},"logprobs":{"content":[{"token":"Hi ","logprob":-1,"top_logprobs":[{"token":"4111111111111111","logprob":-2}]}]},"finish_reason":null}]}"#
    let end = #"{"id":"x","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#
    let (sent, _) = run([event, end])
    #expect(sent == Self.event(event.replacing(#"[{"token":"4111111111111111","logprob":-2}]"#, with: "[]")) + Self.event(end))
  }

  /// Clients take a tool's name from the first event of its call. It may go on as long as nothing else comes: then it is whole.
  @Test func theNameOfAToolComesInFrontOfItsArguments() throws {
    func call(_ function: String) -> String {
      #"{"id":"x","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":\#(function)}]},"finish_reason":null}]}"#
    }
    let datas = [call(#"{"name":"get_weather","arguments":""}"#), call(#"{"arguments":"{\"city\": "}"#), call(#"{"arguments":"1}"}"#)]
    let end = #"{"id":"x","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"#
    let (sent, outcome) = run(datas + [end])
    #expect(outcome == .proceed)
    #expect(sent.starts(with: datas.prefix(2).flatMap(Self.event)), "\(String(decoding: sent, as: UTF8.self))")
    let together = call(#"{"name":"get_weather","arguments":"{}"}"#)
    #expect(run([together, end]).sent == Self.event(together) + Self.event(end))
    let later = run([call(#"{"name":"mail_bob"}"#), call(#"{"name":"@example.com"}"#), call(#"{"arguments":"{}"}"#), end])
    #expect(try lanes(later.sent)[AnswerLane(choice: 0, field: .toolName(0))] == Array("[EMAIL]".utf8))
    guard case .uninspectable = run([datas[0], datas[1], call(#"{"name":"more"}"#)]).outcome else {
      return #expect(Bool(false), "a name went on behind its arguments")
    }
  }

  /// A choice that has ended was decided as a whole: what follows all the same is not sent unseen.
  @Test(arguments: [1, 3]) func textBehindTheEndOfItsChoiceEndsTheAnswer(size: Int) {
    let lane = AnswerLane(choice: 0, field: .content)
    let end = #"{"id":"x","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#
    let datas = ["Well.", "4111 1111 1111 1111"].map { Self.chunk(lane, $0, logprobs: false) }
    let (sent, outcome) = run([datas[0], end, datas[1]], reads: [size])
    guard case .uninspectable = outcome else { return #expect(Bool(false), "it went on: \(outcome)") }
    #expect(sent == Self.event(datas[0]) + Self.event(end))
  }

  /// An event that objects to being read ends the answer; those in front of it in the same read have gone out.
  @Test func whatCameInFrontOfAnEventThatCannotBeReadIsSent() {
    let lane = AnswerLane(choice: 0, field: .content)
    let good = Self.chunk(lane, "Good. ", logprobs: false)
    let (sent, outcome) = run([good, #"{"choices":[{"delta":{"content":"a","content":"b"}}]}"#, good], reads: [3])
    #expect(sent == Self.event(good))
    guard case .uninspectable = outcome else { return #expect(Bool(false), "it went on: \(outcome)") }
  }

  @Test func whatIsLeftGoesOutInFrontOfTheLastEvent() throws {
    let lane = AnswerLane(choice: 0, field: .content)
    let (sent, _) = run([
      Self.chunk(lane, "Write to bob", logprobs: false),
      #"{"id":"x","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1}}"#,
    ])
    let datas = Self.datas(sent).map { String(decoding: $0, as: UTF8.self) }
    #expect(try lanes(sent)[lane] == Array("Write to bob".utf8))
    #expect(datas.last?.contains(#""finish_reason":"stop""#) == true)
    #expect(datas.dropLast().allSatisfy { !$0.contains("stop") && !$0.contains("prompt_tokens") })
  }

  @Test func aBlockEndsTheStreamInFrontOfWhatItObjectsTo() throws {
    let claims = [Entity.creditCard: [SpanClaim(policy: 0, name: "credit_card", action: .block, threshold: 60)]]
    let plan = SpanPlan(DetectorCatalog.detectors(for: [.creditCard]).map { SpanPlan.Source($0, claims: claims) })
    let lane = AnswerLane(choice: 0, field: .content)
    for size in [1, 5] {
      let (sent, outcome) = run(
        ["My card", " is 4111", " 1111 1111", " 1111", " ok"].map { Self.chunk(lane, $0, logprobs: false) }, plan: plan, reads: [size])
      guard case .stop(let hit) = outcome else {
        Issue.record("it went on: \(outcome)")
        return
      }
      #expect(hit.name == "credit_card")
      #expect(try lanes(sent)[lane] == Array("My card is ".utf8))
    }
  }

  @Test func anEnginesOwnFieldsAreLanesToo() throws {
    let (sent, _) = run([
      #"{"id":"x","choices":[{"index":0,"delta":{"reasoning_details":[{"text":"ssn 123-45-6789 "}]},"finish_reason":null}]}"#,
      #"{"id":"x","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#,
    ])
    #expect(!String(decoding: sent, as: UTF8.self).contains("6789"))
    #expect(String(decoding: sent, as: UTF8.self).contains("[SSN]"))
  }

  /// A chunk whose content is this JSON source.
  private static func raw(_ source: String, choice: Int = 0, finish: String = "null") -> String {
    #"{"id":"x","choices":[{"index":\#(choice),"delta":{"content":"\#(source)"},"logprobs":{"content":[{"token":"\#(source)","logprob":-1}]},"#
      + #""finish_reason":\#(finish)}]}"#
  }

  /// A text with characters in two escapes, cut in every way, also inside of them: what is sent is the redaction of the whole text, and no half of a character.
  @Test(arguments: [
    ["a", "\\ud83d", "\\ude00", "4", "b"], ["\\ud83d", "\\ude00", "\\ud83d", "\\ude80", "é"],
    ["\\\\", "ud83d", "\\ud83d", "\\ude00", "\\n"],
    ["4111 1111 ", "1111 1111", "\\ud83d", "\\ude00", "4111111111111111"], ["x@y.com", "\\ud835", "\\udfce", " ", "1"],
  ])
  func charactersThatAreCutInTwoAreJoined(_ units: [String]) throws {
    let lane = AnswerLane(choice: 0, field: .content)
    let whole = try #require(try JSONSerialization.jsonObject(with: Data("[\"\(units.joined())\"]".utf8)) as? [String])
    var vault = PlaceholderVault()
    let bytes = Array(whole[0].utf8)
    let expected = TextRedactor(Self.plan).redact(bytes, vault: &vault).text ?? bytes
    for mask in 0..<(1 << (units.count - 1)) {
      var pieces = [units[0]]
      for (index, unit) in units.dropFirst().enumerated() {
        if mask >> index & 1 == 1 { pieces.append(unit) } else { pieces[pieces.count - 1] += unit }
      }
      // Chunks that say nothing, and those of other choices, may come in between.
      let between = [#"{"id":"x","choices":[{"index":0,"delta":{"content":""},"finish_reason":null}]}"#, Self.raw("y", choice: 1)]
      let datas = pieces.flatMap { [Self.raw($0)] + (mask % 3 == 0 ? between : []) }
      let (sent, outcome) = run(datas + [Self.raw("", finish: "\"stop\"")], reads: mask % 2 == 0 ? [2, 3, 99] : [])
      #expect(outcome == .proceed, "\(pieces)")
      #expect(try lanes(sent)[lane] == expected, "\(pieces)")
      // The strict reader has read everything that was sent, log probabilities included.
      for data in Self.datas(sent) { try expectHonestLogprobs(data) }
    }
  }

  @Test(arguments: [
    ["a\\ud83d", "b"], ["\\ude00"], ["a", "\\ude00"], ["\\ud83d", "\\ud83d", "\\ude00"], ["\\ud83d\\ude00", "\\ude00"], ["a\\ud83d"],
    ["a\\ud83db"],
    ["a\\ude00"], ["\\ud83d", "é\\ude00"],
  ])
  func aHalfWithoutTheOtherIsRefused(_ pieces: [String]) throws {
    for end in [[], [Self.raw("", finish: "\"stop\"")]] {
      let (sent, outcome) = run(pieces.map { Self.raw($0) } + end, reads: end.isEmpty ? [] : [9])
      guard case .uninspectable(let why) = outcome else {
        Issue.record("it went on: \(outcome)")
        continue
      }
      #expect(why.contains("unpaired surrogate escape"))
      #expect(!String(decoding: sent, as: UTF8.self).contains("\\ud"))
    }
    // Where failing policies let an answer pass, it goes on.
    #expect(run(pieces.map { Self.raw($0) } + [Self.raw("", finish: "\"stop\"")], failsOpen: true).outcome == .proceed)
  }

  @Test func halvesOfTwoLanesAreNotJoined() {
    let (_, outcome) = run([Self.raw("\\ud83d"), Self.raw("\\ude00", choice: 1)])
    guard case .uninspectable = outcome else { return #expect(Bool(false), "it went on: \(outcome)") }
  }

  @Test func aCutCharacterInAnyOtherStringIsRefused() {
    for data in [
      #"{"id":"\ud83d","choices":[{"index":0,"delta":{"content":"a"}}]}"#, #"{"id":"x","choices":[{"index":0,"delta":{"\ud83d":"a"}}]}"#,
      #"{"id":"x","choices":[{"index":0,"delta":{"content":"a"},"logprobs":{"\ud83d":1}}]}"#,
    ] {
      guard case .uninspectable = run([data]).outcome else { return #expect(Bool(false), "it went on: \(data)") }
    }
  }

  @Test func aFloodOfInvisibleCharactersEndsTheAnswer() {
    let lane = AnswerLane(choice: 0, field: .content)
    let flood = String(repeating: "\u{200b}", count: 60_000)
    let (_, outcome) = run(
      ["4111"].map { Self.chunk(lane, $0, logprobs: false) } + (0..<8).map { _ in Self.chunk(lane, flood, logprobs: false) })
    guard case .uninspectable = outcome else {
      Issue.record("it went on: \(outcome)")
      return
    }
  }

  @Test func whatOnlyOneOfTwoReadersWouldSeeIsNotPassedOn() {
    let (sent, outcome) = run([#"{"choices":[{"delta":{"content":"a","content":"123-45-6789"}}]}"#])
    #expect(sent.isEmpty)
    guard case .uninspectable = outcome else {
      Issue.record("it went on: \(outcome)")
      return
    }
  }

  /// An event that ends the stream, or is for nobody, is read and not taken: the texts of the one before it are not its.
  @Test(arguments: [
    #"{"id":"x","model":"tiny","choices":[{"index":0,"text":"somewhat","finish_reason":"abort","token_ids":[483711]}]}"#,
    #"{"id":"x","model":"tiny","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}"#, #"{"id":"#,
  ])
  func anEventIsReadAndNotTaken(_ other: String) throws {
    var enforcer = StreamEnforcer(SpanPlan(redacting: DetectorCatalog.detectors(for: [.creditCard, .email])))
    var reader = AnswerReader()
    let event = #"{"id":"x","model":"tiny","choices":[{"index":0,"text":" for","finish_reason":null,"token_ids":[4837]}]}"#
    let read = Array("data: \(event)\n\ndata: \(other)\n\n".utf8)
    var release = StreamRelease()
    var answer: PolicyAnswer?
    _ = reader.read(Array(event.utf8).span.bytes)
    _ = enforcer.take(0..<(event.utf8.count + 8), of: read.span.bytes, data: Array(event.utf8).span.bytes, reader, answer: &answer)
    _ = reader.read(Array(other.utf8).span.bytes)
    _ = enforcer.settle(read.span.bytes, reader, into: &release)
    var sent: [UInt8] = []
    release.move(of: read.span.bytes, to: &sent)
    _ = enforcer.finish(answer: &answer, into: &sent)
    #expect(String(decoding: sent, as: UTF8.self) == "data: \(event.replacing("[4837]", with: "null"))\n\n")
  }
}
