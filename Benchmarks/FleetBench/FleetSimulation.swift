internal import GatewayCore
internal import Foundation
internal import GatewayFleet

/// A fleet in virtual time: the real choice, index and load table in front of modelled engines, at saturation. Says what a strategy is worth, not how fast an engine is.
struct FleetSimulation {
  struct Report {
    var firstTokens: [Double] = []
    var requests = 0
    var seconds = 0.0
    var cachedTokens = 0
    var promptTokens = 0

    func quantile(_ share: Double) -> Double {
      firstTokens.isEmpty ? 0 : firstTokens[min(firstTokens.count - 1, Int(share * Double(firstTokens.count)))]
    }
    var throughput: Double { Double(requests) / max(seconds, 1e-9) }
    var hitRate: Double { Double(cachedTokens) / Double(max(1, promptTokens)) }
  }

  private enum Event { case send(client: Int), firstToken(Int), end(Int), sample }

  private struct Request {
    let client: Int
    let replica: Int
    let prompt: PromptBlocks
    let permit: LoadTable.Permit
    let sentAt: Double
  }

  private static let replicas = 8
  private static let clients = 128
  private static let perClient = 60

  private let shape: TrafficShape
  private var chooser: ReplicaChooser
  private var hasher = PromptHasher(key: 77)
  private var index = PrefixIndex(replicas: Self.replicas)
  private var loads = LoadTable(replicas: Self.replicas)
  private var engines = (0..<Self.replicas).map { _ in SimulatedEngine() }
  private var match = PrefixMatch()
  private var random = SeededGenerator(seed: 5)
  private var queue: [(time: Double, order: Int, event: Event)] = []
  private var order = 0
  private var requests: [Request] = []
  private var sent = Array(repeating: 0, count: Self.clients)
  private var report = Report()

  init(_ shape: TrafficShape, _ strategy: RoutingStrategy) {
    self.shape = shape
    chooser = ReplicaChooser(settings: RoutingSettings(strategy: strategy), seed: 11)
    for replica in 0..<Self.replicas { index.note(cacheTokens: SimulatedEngine.cacheTokens, of: replica) }
  }

  mutating func run() -> Report {
    for client in 0..<Self.clients { schedule(.send(client: client), at: Double(client) * 0.005) }
    schedule(.sample, at: 1)
    var now = 0.0
    while let next = pop() {
      now = next.time
      switch next.event {
      case .send(let client): send(client, at: now)
      case .firstToken(let number): loads.firstToken(requests[number].permit, at: .seconds(now))
      case .end(let number): end(number, at: now)
      case .sample:
        for replica in engines.indices { loads.note(engines[replica].metrics, replica: replica, at: .seconds(now)) }
        if loads.inFlight > 0 { schedule(.sample, at: now + 1) }
      }
    }
    report.seconds = now
    report.firstTokens.sort()
    return report
  }

  private mutating func send(_ client: Int, at now: Double) {
    guard sent[client] < Self.perClient else { return }
    let text = shape.prompt(client: client, number: sent[client], &random)
    sent[client] += 1
    let prompt = hasher.blocks(of: text.span.bytes, scope: PromptScope(model: "m"))
    index.match(prompt, into: &match)
    let candidates = (0..<Self.replicas).map { ReplicaCandidate(replica: $0) }
    var decision: RoutingDecision?
    let request = RoutingRequest(promptTokens: prompt.tokens)
    guard
      let choice = chooser.choose(request, among: candidates, loads: loads, match: match, at: .seconds(now), decision: &decision),
      let permit = loads.begin(replica: choice.replica, uncachedTokens: choice.uncachedTokens, at: .seconds(now))
    else { return }
    index.insert(prompt, replica: choice.replica)
    requests.append(Request(client: client, replica: choice.replica, prompt: prompt, permit: permit, sentAt: now))
    if engines[choice.replica].hasSlot { start(requests.count - 1, at: now) } else { engines[choice.replica].wait(requests.count - 1) }
  }

  private mutating func start(_ number: Int, at now: Double) {
    let request = requests[number]
    let times = engines[request.replica].start(request.prompt, answerTokens: Int.random(in: 20...180, using: &random), at: now)
    report.firstTokens.append(times.firstToken - request.sentAt)
    report.cachedTokens += times.cached
    report.promptTokens += request.prompt.tokens
    schedule(.firstToken(number), at: times.firstToken)
    schedule(.end(number), at: times.end)
  }

  private mutating func end(_ number: Int, at now: Double) {
    let request = requests[number]
    loads.end(request.permit)
    engines[request.replica].end()
    report.requests += 1
    schedule(.send(client: request.client), at: now)
    if let next = engines[request.replica].nextWaiting() { start(next, at: now) }
  }

  private mutating func schedule(_ event: Event, at time: Double) {
    order += 1
    var index = queue.count
    queue.append((time, order, event))
    while index > 0, precedes(index, (index - 1) / 2) {
      queue.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func pop() -> (time: Double, order: Int, event: Event)? {
    guard let first = queue.first, let last = queue.popLast() else { return nil }
    guard !queue.isEmpty else { return first }
    queue[0] = last
    var index = 0
    while 2 * index + 1 < queue.count {
      let right = 2 * index + 2
      let child = right < queue.count && precedes(right, right - 1) ? right : right - 1
      guard precedes(child, index) else { break }
      queue.swapAt(child, index)
      index = child
    }
    return first
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    (queue[left].time, queue[left].order) < (queue[right].time, queue[right].order)
  }

  /// Prints what each strategy does with each shape of traffic.
  static func printReports() {
    print(
      "\n\(replicas) modelled replicas, \(clients) clients that never pause, \(clients * perClient) requests; prefill \(Int(SimulatedEngine.prefillRate)) tokens/s, caches of \(SimulatedEngine.cacheTokens) tokens\n"
    )
    print("| traffic | strategy | first token p50 / p90 / p99, s | requests/s | tokens from the cache |\n| --- | --- | --- | --- | --- |")
    for shape in TrafficShape.allCases {
      for strategy in RoutingStrategy.allCases where strategy != .ordered {
        var simulation = FleetSimulation(shape, strategy)
        let report = simulation.run()
        let times = [0.5, 0.9, 0.99].map { String(format: "%.2f", report.quantile($0)) }.joined(separator: " / ")
        let rate = String(format: "%.1f", report.throughput)
        print("| \(shape.rawValue) | \(strategy.rawValue) | \(times) | \(rate) | \(Int(report.hitRate * 100)) % |")
      }
    }
  }
}
