internal import GatewayCore
internal import GatewayFleet
internal import GatewayPolicy
internal import GatewayProviders
internal import NIOCore

/// Asks the questions of a hearing, several at once, on the task of the exchange.
struct JudgePanel {
  /// So many questions of one exchange are under way at once; the others wait for their turn, within their policy's time.
  static let mostAtOnce = 8

  /// A replica of a target with the model's name there.
  struct Seat {
    let prepared: PreparedTarget
    let model: String
    let candidate: Fleet.Candidate
  }

  let exchange: ServerExchange

  private var state: GatewayState { exchange.state }

  /// The replies, in the order of the questions. A judge that fails is a reply as well.
  /// - Throws: when the client is gone, or the gateway stops; then nothing is asked any more.
  func hear(_ hearing: JudgeHearing) async throws(RequestEnd) -> [JudgeHearing.Reply] {
    let began = NIODeadline.now()
    var replies: [JudgeHearing.Reply?] = hearing.questions.map { _ in nil }
    var running: [(index: Int, call: JudgeCall)] = []
    var next = 0
    while true {
      let now = NIODeadline.now()
      for entry in running { entry.call.advance(now) }
      for entry in running where entry.call.reply != nil { replies[entry.index] = entry.call.reply }
      running.removeAll { $0.call.reply != nil }
      while running.count < Self.mostAtOnce, next < hearing.questions.count {
        let question = hearing.questions[next]
        if let call = begin(question, began) {
          call.advance(now)
          running.append((next, call))
        } else {
          replies[next] = JudgeHearing.Reply(.failed, latency: .zero, problem: ErrorCode.noTarget.rawValue)
        }
        next += 1
      }
      guard let limit = running.map(\.call.limit).min() else { break }
      // What is over at once is not waited for.
      if running.contains(where: { $0.call.reply != nil }) { continue }
      do throws(RequestEnd) {
        _ = try await exchange.pause(until: limit)
      } catch {
        for entry in running { entry.call.abort() }
        throw error
      }
    }
    return replies.map { $0 ?? JudgeHearing.Reply(.failed, latency: .zero, problem: nil) }
  }

  private func begin(_ question: JudgeQuestion, _ began: NIODeadline) -> JudgeCall? {
    let seats = seats(question.target)
    guard !seats.isEmpty else { return nil }
    let demand = Fleet.Demand(
      requestID: exchange.record.requestID, group: question.target, strategy: .ordered, prompt: nil, promptTokens: 1)
    guard let permit = state.fleet.choose(demand, among: seats.map(\.candidate)) else { return nil }
    return JudgeCall(
      question, at: seats[permit.index], flight: Flight(fleet: state.fleet, permit: permit), exchange: exchange, began: began)
  }

  /// The replicas of a target; none when it cannot be used.
  private func seats(_ id: String) -> [Seat] {
    guard case .plan(let hops) = state.routes.resolve(model: id, endpoint: .chatCompletions) else { return [] }
    return state.expand(hops).compactMap { hop in
      let prepared = state.targets[hop.targetIndex]
      guard prepared.target.id == id else { return nil }
      return Seat(
        prepared: prepared, model: hop.upstreamModel,
        candidate: Fleet.Candidate(
          replica: state.replicas[hop.targetIndex], weight: prepared.target.weight, limit: state.snapshot.fleet.queue.perTarget))
    }
  }
}
