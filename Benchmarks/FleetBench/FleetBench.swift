internal import Foundation
internal import GatewayCore
internal import GatewayFleet
internal import OpenAIWire

/// What a routing decision costs: `make bench-routing`.
@main enum FleetBench {
  private static let replicas = 100
  private static let promptBytes = 32 << 10
  /// So many that neither prompts nor index fit into the processor's caches.
  private static let bodyCount = 512

  /// Processor time of one call, in microseconds: the best of many short runs, so that what else the machine does counts little.
  private static func microseconds(_ rounds: Int, _ body: (Int) -> Void) -> Double {
    for round in 0..<bodyCount { body(round) }
    var best = Double.infinity
    for run in 0..<40 {
      let start = clock()
      for round in 0..<rounds { body(run &* rounds &+ round) }
      best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1e6 / Double(rounds))
    }
    return best
  }

  private static func request(_ number: Int) -> [UInt8] {
    let half = promptBytes / 2
    let system = String(String(repeating: "You are a helpful assistant of tenant \(number % 50). ", count: half / 40).prefix(half))
    let user = String(String(repeating: "Question \(number) has words. ", count: half / 20).prefix(half))
    return Array(
      #"{"model":"m","stream":true,"messages":[{"role":"system","content":"\#(system)"},{"role":"user","content":"\#(user)"}]}"#.utf8)
  }

  private static func scanned(_ body: [UInt8]) -> PromptTexts? { try? RequestFields.scanTexts(body.span.bytes).texts }

  private static func blocks(_ hasher: inout PromptHasher, _ body: [UInt8], _ texts: PromptTexts) -> PromptBlocks {
    hasher.blocks(of: body.span.bytes, texts: texts, scope: PromptScope(model: "m"))
  }

  static func main() {
    let settings = PrefixSettings()
    var hasher = PromptHasher(key: 0x1234_5678_9abc_def0, settings: settings)
    var index = PrefixIndex(replicas: replicas, settings: settings)
    var loads = LoadTable(replicas: replicas)
    var random = SeededGenerator(seed: 7)
    let scope = PromptScope(model: "m")
    let bodies = (0..<bodyCount).map { request($0) }
    let texts = bodies.compactMap { scanned($0) }
    guard texts.count == bodies.count else { return print("a request is not JSON") }
    // An index that is full, as after hours.
    for number in 0..<20_000 {
      let filler = Array("filler \(number) ".utf8) + [UInt8](repeating: 0x61, count: promptBytes)
      index.insert(hasher.blocks(of: filler.span.bytes, scope: scope), replica: Int.random(in: 0..<replicas, using: &random))
    }
    let prompts = bodies.indices.map { blocks(&hasher, bodies[$0], texts[$0]) }
    for (number, prompt) in prompts.enumerated() {
      for copy in 0..<3 { index.insert(prompt, replica: (number * 7 + copy * 31) % replicas) }
    }
    for number in 0..<replicas * 8 { _ = loads.begin(replica: number % replicas, uncachedTokens: number * 13 % 2000, at: .zero) }
    let candidates = (0..<replicas).map { ReplicaCandidate(replica: $0, weight: 1 + $0 % 3) }
    var match = PrefixMatch()
    var none: RoutingDecision?
    print("\(replicas) replicas, prompts of \(promptBytes >> 10) KiB (\(prompts[0].tokens) tokens), \(index.count) blocks known\n")
    print("| step | µs |\n| --- | --- |")
    func row(_ name: String, _ value: Double) { print("| \(name) | \(String(format: "%.2f", value)) |") }
    let scan = microseconds(500) { _ = scanned(bodies[$0 % bodyCount]) }
    row("(reading the body, which the gateway does anyway)", scan)
    let hash = microseconds(500) { _ = blocks(&hasher, bodies[$0 % bodyCount], texts[$0 % bodyCount]) }
    row("prompt to blocks, from memory", hash)
    let find = microseconds(1000) { index.match(prompts[$0 % bodyCount], into: &match) }
    row("longest prefix at every replica", find)
    for strategy in RoutingStrategy.allCases {
      var chooser = ReplicaChooser(settings: RoutingSettings(strategy: strategy), seed: 3)
      var replica = 0
      let choose = microseconds(1000) {
        let request = RoutingRequest(promptTokens: prompts[$0 % bodyCount].tokens)
        replica &+= chooser.choose(request, among: candidates, loads: loads, match: match, at: .seconds(1), decision: &none)?.replica ?? 0
      }
      row("choice, \(strategy.rawValue)", choose)
    }
    var chooser = ReplicaChooser(seed: 3)
    // Right after the scan, as in the gateway: the body is in the processor's cache, and what the scan costs is taken off again.
    let both = microseconds(500) { round in
      guard let texts = scanned(bodies[round % bodyCount]) else { return }
      let prompt = blocks(&hasher, bodies[round % bodyCount], texts)
      index.match(prompt, into: &match)
      let request = RoutingRequest(promptTokens: prompt.tokens)
      _ = chooser.choose(request, among: candidates, loads: loads, match: match, at: .seconds(1), decision: &none)
    }
    let whole = both - scan
    row("**the decision: blocks, prefix, choice (prefix_aware)**", whole)
    let book = microseconds(500) { round in
      let prompt = prompts[round % bodyCount]
      index.insert(prompt, replica: round % replicas)
      if let permit = loads.begin(replica: round % replicas, uncachedTokens: 100, at: .seconds(1)) {
        loads.firstToken(permit, at: .seconds(2))
        loads.end(permit)
      }
    }
    row("booking it: index, load", book)
    var explained: RoutingDecision? = RoutingDecision()
    let explain = microseconds(300) { round in
      let request = RoutingRequest(promptTokens: prompts[round % bodyCount].tokens)
      _ = chooser.choose(request, among: candidates, loads: loads, match: match, at: .seconds(1), decision: &explained)
    }
    row("choice with its explanation", explain)
    let event = Array(
      #"{"id":"chatcmpl-8f14e45f","object":"chat.completion.chunk","created":1750000000,"model":"m","choices":[{"index":0,"delta":{"content":" word"},"logprobs":null,"finish_reason":null,"token_ids":null}]}"#
        .utf8)
    var delivered = DeliveredAnswer()
    row("noting an event of a stream, for a rescue", microseconds(1000) { _ in delivered.note(data: event.span.bytes) })
    print("\nIndex: at most \(PrefixIndex.memoryBound(settings) >> 20) MiB.")
    // `FleetBench decision` leaves the model out.
    if !CommandLine.arguments.contains("decision") { FleetSimulation.printReports() }
  }
}
