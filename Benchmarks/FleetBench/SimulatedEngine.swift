internal import GatewayCore
internal import GatewayFleet

/// A replica as a model of one: prompts are computed one after the other at a fixed speed, less what its prefix cache holds; answers are generated together, the slower the more there are.
struct SimulatedEngine {
  static let prefillRate = 8000.0
  static let cacheTokens = 200_000
  static let slots = 48

  private var cache = PrefixIndex(replicas: 1, settings: PrefixSettings(blocksPerReplica: 1 << 20, totalBlocks: 1 << 20))
  private var match = PrefixMatch()
  private var prefillFreeAt = 0.0
  private(set) var running = 0
  private(set) var waiting: [Int] = []

  init() { cache.note(cacheTokens: Self.cacheTokens, of: 0) }

  var hasSlot: Bool { running < Self.slots }
  mutating func wait(_ request: Int) { waiting.append(request) }
  mutating func nextWaiting() -> Int? { waiting.isEmpty || !hasSlot ? nil : waiting.removeFirst() }

  /// A request gets a slot.
  /// - Returns: when its first token and its end come, and how many tokens were in the cache.
  mutating func start(_ prompt: PromptBlocks, answerTokens: Int, at now: Double) -> (firstToken: Double, end: Double, cached: Int) {
    cache.match(prompt, into: &match)
    let cached = min(prompt.tokens - 1, match.depth(0) * 128)
    cache.insert(prompt, replica: 0)
    running += 1
    let begin = max(now, prefillFreeAt)
    prefillFreeAt = begin + Double(prompt.tokens - cached) / Self.prefillRate
    let firstToken = prefillFreeAt + 0.01
    return (firstToken, firstToken + Double(answerTokens) * (0.010 + 0.0004 * Double(running)), cached)
  }

  mutating func end() { running -= 1 }

  var metrics: EngineMetrics {
    var metrics = EngineMetrics()
    (metrics.running, metrics.waiting) = (running, waiting.count)
    return metrics
  }
}

/// What clients send: each sends its next request when the last one is answered.
enum TrafficShape: String, CaseIterable {
  case sharedPrompts = "shared system prompts"
  case chats = "multi-turn chats"
  case noReuse = "no reuse"

  /// The text of a client's next prompt.
  func prompt(client: Int, number: Int, _ random: inout SeededGenerator) -> [UInt8] {
    func text(_ name: String, tokens: Int) -> [UInt8] { Array("\(name) ".utf8) + [UInt8](repeating: 0x61, count: tokens * 4) }
    switch self {
    case .sharedPrompts: return filled("tenant \(Int.random(in: 0..<64, using: &random))", 6000) + text("\(client) \(number)", tokens: 500)
    case .chats:
      let turn = number % 12
      return (0...turn).reduce(into: filled("chat \(client) \(number / 12)", 1000)) { $0 += filled("turn \($1)", 600) }
    case .noReuse: return filled("once \(client) \(number)", 2000)
    }
  }

  private func filled(_ name: String, _ tokens: Int) -> [UInt8] {
    let unit = Array("\(name), ".utf8)
    return Array((0..<tokens * 4 / unit.count + 1).flatMap { _ in unit }.prefix(tokens * 4))
  }
}
