import Foundation
import GatewayCore
import Simulator
import Synchronization
import GatewayTestSupport
import Testing

@testable import GatewayApp

/// A gateway in front of engines that fail, all but one, while many clients ask at once.
///
/// Everything that is drawn comes from the seed; what happens when comes from bytes and requests, never from a clock. The machine still decides which request meets which fault: a seed
/// gives the same faults, not the same run.
struct ChaosRing: Sendable {
  /// What the policies do with answers.
  enum Policies: String, CaseIterable, Sendable {
    case none, realtime, buffered
  }

  /// What became of one round.
  struct Report: Sendable {
    var complete = 0
    var errors: [String: Int] = [:]
    var hungUp = 0
    var rescues = 0
    var retries = 0
    var strikes = 0
    var problems: [String] = []

    mutating func add(_ other: Report) {
      complete += other.complete
      errors.merge(other.errors, uniquingKeysWith: +)
      hungUp += other.hungUp
      rescues += other.rescues
      retries += other.retries
      strikes += other.strikes
      problems += other.problems
    }
  }

  static let engines = 4
  private static let clients = 12
  /// What a simulator does to one request; `$` is a number of tokens.
  private static let faults = [
    "reset", "500", "503", "429=0", "cut=$", "cut=$", "error=$", "abort=$", "abort=$", "no-done", "malformed=$",
    "slow-first=20",
    "keepalive-comments", "stall=$", "silence",
  ]

  let seed: UInt64
  let policies: Policies
  let strategy: String
  let requestsPerClient: Int

  /// Runs one round.
  func run() async throws -> Report {
    try await withRelays(Self.engines - 1, []) { disturbed in
      try await withSimulator {
        $0.timeBetweenTokens = .zero
      } _: { steady in
        let log = HeldAuditLog { $0.content = .hashes }
        return try await TestGateway.run(
          config(disturbed.map(\.relay.port) + [steady.port]),
          options: {
            $0.auditLog = log
            $0.admin = AdminPlace(port: 0)
            $0.eventLoops = 2
          }
        ) { gateway in try await run(gateway, disturbed, log) }
      }
    }
  }

  /// An engine that fails: its simulator, and what stands in front of it.
  typealias Disturbed = (simulator: SimulatorServer, relay: ChaosRelay)

  private func withRelays<Result: Sendable>(_ count: Int, _ started: [Disturbed], _ body: ([Disturbed]) async throws -> Result) async throws
    -> Result
  {
    guard started.count < count else { return try await body(started) }
    return try await withSimulator {
      $0.timeBetweenTokens = .zero
    } _: { simulator in
      let relay = try await ChaosRelay.start(to: simulator.port, seed: seed &* 31 &+ UInt64(started.count))
      do {
        let result = try await withRelays(count, started + [(simulator, relay)], body)
        await relay.stop()
        return result
      } catch {
        await relay.stop()
        throw error
      }
    }
  }

  private func config(_ ports: [Int]) -> String {
    let timeouts = "timeouts: {first_byte_seconds: 4, between_bytes_seconds: 3, total_seconds: 40, stream_total_seconds: 40}"
    let targets = ports.enumerated().map { Config.target("t\($0)", port: $1, timeouts) }.joined()
    let fleet = "  audit: {}\n  fleet: {retry: {backoff_ms: 1, max_backoff_ms: 5}, health: {degraded_seconds: 0.02}}\n"
    let mode = policies == .none ? "" : ", streaming_mode: \(policies)"
    let rules = "policies: [{id: pii, rules: [{type: pii_detection, action: redact, patterns: [credit_card, email]\(mode)}]}]\n"
    let providers =
      "  routing: {strategy: \(strategy)}\n  fallback: {max_fallback_attempts: 20}\n"
      + "  circuit_breaker: {failure_threshold: 5, cooldown_seconds: 0.1}\n"
    return Config.with(targets).replacing("providers:\n", with: "providers:\n" + providers) + fleet + (policies == .none ? "" : rules)
  }

  private func run(_ gateway: TestGateway, _ disturbed: [Disturbed], _ log: HeldAuditLog) async throws -> Report {
    var random = SplitMix64(seed: seed)
    let requests = ChaosRequest.all(&random)
    var whole: [ToldAnswer] = []
    for request in requests {
      let told = ToldAnswer(try await gateway.post(request.path, request.body), isStream: request.isStream)
      guard told.ending == .complete else { throw NeverHappened(description: "an undisturbed answer: \(told.ending) for \(request.body)") }
      whole.append(told)
    }
    for engine in disturbed { engine.relay.disturb() }
    let wholes = whole
    var report = Report()
    try await withThrowingTaskGroup(of: Report.self) { group in
      for number in 0..<Self.clients {
        group.addTask { try await client(number, gateway, disturbed, requests, wholes, log) }
      }
      for try await part in group { report.add(part) }
    }
    try await settle(gateway)
    check(log, requests.count + Self.clients * requestsPerClient, &report)
    report.strikes = disturbed.map { $0.relay.strikes.values.reduce(0, +) }.reduce(0, +)
    return report
  }

  /// One client: request after request, on one connection as long as it lasts.
  private func client(
    _ number: Int, _ gateway: TestGateway, _ disturbed: [Disturbed], _ requests: [ChaosRequest], _ whole: [ToldAnswer], _ log: HeldAuditLog
  ) async throws -> Report {
    var random = SplitMix64(seed: seed &* 1009 &+ UInt64(number))
    var report = Report()
    var connection = try await gateway.connect()
    for _ in 0..<requestsPerClient {
      try await disturb(disturbed, &random)
      let index = Int.random(in: 0..<requests.count, using: &random)
      let request = requests[index]
      try await connection.send(TestGateway.text("POST", request.path, request.body))
      if Int.random(in: 0..<20, using: &random) == 0 {
        await connection.close()
        connection = try await gateway.connect()
        report.hungUp += 1
        continue
      }
      let answer = try await connection.answer()
      if answer["connection"] == "close" || !answer.isComplete {
        await connection.close()
        connection = try await gateway.connect()
      }
      judge(answer, request, whole[index], log, &report)
    }
    await connection.close()
    return report
  }

  private func disturb(_ disturbed: [Disturbed], _ random: inout SplitMix64) async throws {
    guard Int.random(in: 0..<3, using: &random) == 0, let engine = disturbed.randomElement(using: &random),
      let fault = Self.faults.randomElement(using: &random)
    else { return }
    let tokens = Int.random(in: 0...30, using: &random)
    try await engine.simulator.setFaults(SimulatorFaults(parsing: fault.replacing("$", with: "\(tokens)")), count: 1)
  }

  // MARK: Judgement

  private func judge(_ answer: Answer, _ request: ChaosRequest, _ whole: ToldAnswer, _ log: HeldAuditLog, _ report: inout Report) {
    let told = ToldAnswer(answer, isStream: request.isStream)
    let id = answer["x-request-id"] ?? "nobody"
    let record = log.lines.last { $0.contains(id) && $0.contains("\"event_type\":\"decision\"") } ?? ""
    func wrong(_ what: String) {
      report.problems.append("seed \(seed), \(policies), \(strategy): \(request.body): \(what)\n  \(record)")
    }
    if let problem = told.problem(against: whole, isStream: request.isStream) { wrong(problem) }
    if case .error(let code) = told.ending {
      report.errors[code, default: 0] += 1
      if request.mustComplete { wrong("ended in \(code)") }
    } else if told.ending == .complete {
      report.complete += 1
    }
    guard let event = try? JSONSerialization.jsonObject(with: Data(record.utf8)) as? [String: Any] else { return wrong("no closing event") }
    for problem in Self.disagreements(event, told, whole, answer) { wrong(problem) }
  }

  /// Where the closing event says something else than the client saw.
  private static func disagreements(_ event: [String: Any], _ told: ToldAnswer, _ whole: ToldAnswer, _ answer: Answer) -> [String] {
    var problems: [String] = []
    let attempts = event["attempts"] as? [[String: String]] ?? []
    let rescues = event["rescues"] as? Int ?? 0
    let tokens = (event["tokens"] as? [String: Int])?["completion"]
    if event["status"] as? Int != answer.status { problems.append("the event's status is \(event["status"] ?? "none")") }
    if case .error(let code) = told.ending, event["error"] as? String != code {
      problems.append("the event's error is \(event["error"] ?? "none")")
    }
    if told.ending == .complete {
      if event["ended"] as? String != "complete" { problems.append("the event says it ended \(event["ended"] ?? "nohow")") }
      let isConcluded = attempts.last?["outcome"] != "answered"
      if tokens != whole.completionTokens, whole.completionTokens != nil, tokens != nil || !isConcluded {
        problems.append("the event counts \(tokens ?? -1) tokens of \(whole.completionTokens ?? -1)")
      }
      if tokens == nil, told.completionTokens != nil { problems.append("the event does not know the usage that the client was told") }
      if told.completionTokens == nil, whole.completionTokens != nil, !isConcluded { problems.append("the usage is missing") }
      // The gateway ends a stream whose engine died when it had said everything; it ends nothing else.
      if isConcluded, event["stream"] as? Bool != true { problems.append("nobody has answered: \(attempts)") }
    }
    if attempts.dropLast().contains(where: { $0["outcome"] == "answered" }) { problems.append("two have answered: \(attempts)") }
    if rescues > max(0, attempts.count - 1) { problems.append("\(rescues) rescues of \(attempts.count) attempts") }
    return problems
  }

  /// Nothing is left in flight when all clients have their answers.
  private func settle(_ gateway: TestGateway) async throws {
    guard let admin = gateway.adminPort else { throw NeverHappened(description: "an admin listener") }
    try await eventually("nothing is in flight") {
      let targets = try await gateway.admin(admin, "GET", "/admin/targets").member("targets", as: [[String: Any]].self) ?? []
      return targets.count == Self.engines
        && targets.allSatisfy { $0["in_flight"] as? Int == 0 && $0["uncached_tokens_in_flight"] as? Int == 0 }
    }
  }

  /// Each request has one event when it is admitted and one when it ends.
  private func check(_ log: HeldAuditLog, _ count: Int, _ report: inout Report) {
    let decisions = log.events("decision")
    let ids = decisions.compactMap { $0["request_id"] as? String }
    // A client that hangs up at once may be gone before its request was read.
    if ids.count < count - report.hungUp || ids.count > count {
      report.problems.append("seed \(seed): \(ids.count) closing events for \(count) requests")
    }
    if Set(ids).count != ids.count { report.problems.append("seed \(seed): a request has two closing events") }
    let admitted = log.events("admitted").compactMap { $0["request_id"] as? String }
    if Set(admitted).count != admitted.count || !Set(admitted).isSubset(of: ids) {
      report.problems.append("seed \(seed): \(admitted.count) admitted, \(ids.count) closed")
    }
    for event in decisions {
      let rescues = event["rescues"] as? Int ?? 0
      report.rescues += rescues
      report.retries += max(0, (event["attempts"] as? [Any] ?? []).count - 1 - rescues)
    }
  }
}
