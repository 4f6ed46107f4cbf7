import GatewayCore
import GatewayFleet
import OpenAIWire
import Testing

/// What fresh replicas are warmed up with.
@Suite struct HotPromptsTests {
  private var hasher = PromptHasher(key: 1)

  /// A prompt with a beginning of its own, longer than what tells beginnings apart, and an end.
  private mutating func prompt(_ beginning: Int, end: Int = 0, bodyBytes: Int = 100, targets: Set<String> = ["a"]) -> HotPrompt {
    let text = Array(repeating: Array("system \(beginning) ".utf8), count: 1000).flatMap { $0 } + Array(repeating: UInt8(end), count: 512)
    let blocks = hasher.blocks(of: text.span.bytes, scope: PromptScope(model: "m"))
    return HotPrompt(endpoint: .chatCompletions, body: Array(repeating: UInt8(end), count: bodyBytes), blocks: blocks, targets: targets)
  }

  private func ask(_ hot: inout HotPrompts, _ prompt: HotPrompt) -> Bool {
    guard hot.note(prompt.blocks, bytes: prompt.body.count) else { return false }
    hot.keep(prompt)
    return true
  }

  @Test mutating func aPromptIsHotWhenItComesAgain() {
    var hot = HotPrompts()
    let first = prompt(1)
    let isKept = ask(&hot, first)
    #expect(!isKept)
    #expect(hot.hottest(for: "a").isEmpty)
    // Another end, the same beginning.
    let isKeptAgain = ask(&hot, prompt(1, end: 1))
    #expect(isKeptAgain)
    #expect(hot.hottest(for: "a").map(\.body.first) == [1])
  }

  @Test mutating func theShortestOneIsKept() {
    var hot = HotPrompts()
    for (end, bytes) in [(1, 500), (2, 300), (3, 400), (4, 200)] { _ = ask(&hot, prompt(1, end: end, bodyBytes: bytes)) }
    #expect(hot.hottest(for: "a").map(\.body.count) == [200])
  }

  @Test mutating func theHottestComesFirst() {
    var hot = HotPrompts()
    for beginning in 1...3 {
      for _ in 0...beginning { _ = ask(&hot, prompt(beginning, end: beginning)) }
    }
    #expect(hot.hottest(for: "a").map(\.body.first) == [3, 2, 1])
  }

  @Test mutating func promptsGoOnlyWhereTheyMay() {
    var hot = HotPrompts()
    for _ in 0..<3 { _ = ask(&hot, prompt(1, targets: ["a", "b"])) }
    #expect(hot.hottest(for: "b").count == 1)
    #expect(hot.hottest(for: "c").isEmpty)
  }

  @Test mutating func oneWarmUpIsBounded() {
    var hot = HotPrompts()
    for beginning in 0..<HotPrompts.capacity {
      for _ in 0..<2 { _ = ask(&hot, prompt(beginning)) }
    }
    let prompts = hot.hottest(for: "a")
    #expect(!prompts.isEmpty && prompts.count <= HotPrompts.promptLimit)
    #expect(prompts.reduce(0) { $0 + $1.blocks.tokens } <= HotPrompts.tokenLimit)
  }

  @Test mutating func memoryIsBounded() {
    var hot = HotPrompts()
    let large = prompt(1, bodyBytes: HotPrompts.bodyLimit + 1)
    for _ in 0..<3 {
      let isKept = ask(&hot, large)
      #expect(!isKept)
    }
    // What comes often stays, however many come once.
    for _ in 0..<100 { _ = ask(&hot, prompt(1)) }
    for beginning in 2..<1000 { _ = ask(&hot, prompt(beginning)) }
    #expect(hot.hottest(for: "a").count == 1)
  }

  @Test mutating func whatWasHotOnceGoes() {
    var hot = HotPrompts()
    for _ in 0..<4 { _ = ask(&hot, prompt(1)) }
    let other = prompt(2)
    for _ in 0..<HotPrompts.halfLife * 4 { _ = ask(&hot, other) }
    #expect(hot.hottest(for: "a").count == 1)
  }

  @Test mutating func aPromptWithoutAWholeBlockIsNone() {
    var hot = HotPrompts()
    let blocks = hasher.blocks(of: Array("short".utf8).span.bytes, scope: PromptScope(model: "m"))
    for _ in 0..<3 {
      let isWanted = hot.note(blocks, bytes: 10)
      #expect(!isWanted)
    }
  }
}

/// A replica that is warmed up.
@Suite struct WarmUpHealthTests {
  @Test func itTakesNoRequestsUntilItIsWarm() {
    var health = TargetHealth()
    health.warmUp(until: .seconds(30))
    #expect(health.verdict(at: .seconds(1)) == (.unhealthy, .warmingUp))
    #expect(health.admission(at: .seconds(1)) == .closed)
    health.endWarmUp()
    #expect(health.state(at: .seconds(1)) == .healthy)
  }

  @Test func itIsNotWaitedForWithoutEnd() {
    var health = TargetHealth()
    health.warmUp(until: .seconds(30))
    #expect(health.state(at: .seconds(30)) == .healthy)
    #expect(health.admission(at: .seconds(30)) == .open)
  }

  @Test func anOperatorGoesBeforeIt() {
    var health = TargetHealth()
    health.warmUp(until: .seconds(30))
    health.set(.healthy)
    #expect(health.admission(at: .seconds(1)) == .open)
  }
}
