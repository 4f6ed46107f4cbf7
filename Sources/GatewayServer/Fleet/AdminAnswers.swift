internal import GatewayCore
internal import GatewayFleet
internal import NIOCore

/// The answers of the admin API, as JSON.
struct AdminAnswers {
  let fleet: Fleet

  func answer(_ path: AdminPath) throws(RequestEnd) -> [UInt8] {
    switch path {
    case .targets: return targets
    case .target(let id): return try target(id)
    case .override(let id, let override):
      guard fleet.set(override, of: id) else { throw Self.unknown(id) }
      return try target(id)
    case .decisions(let request): return try decisions(request)
    }
  }

  private static func unknown(_ id: String) -> RequestEnd {
    .failed(GatewayError(.notFound, "There is no target '\(id.prefix(utf8: 200))'. See GET /admin/targets.", param: "id"))
  }

  // MARK: Targets

  private var targets: [UInt8] { Self.list(fleet.report) }

  /// A replica; the list of them for a target whose name has several addresses.
  private func target(_ id: String) throws(RequestEnd) -> [UInt8] {
    let meant = fleet.report.filter { $0.id == id || $0.target == id }
    guard let first = meant.first else { throw Self.unknown(id) }
    guard meant.count == 1 else { return Self.list(meant) }
    var json = CanonicalJSON()
    Self.write(first, &json)
    return json.bytes
  }

  private static func list(_ replicas: [Fleet.ReplicaReport]) -> [UInt8] {
    var json = CanonicalJSON()
    json.object { json in
      json.key("targets")
      json.array(replicas) { write($1, &$0) }
    }
    return json.bytes
  }

  private static func write(_ replica: Fleet.ReplicaReport, _ json: inout CanonicalJSON) {
    json.object { json in
      json.member("address", replica.address)
      json.member("circuit", replica.circuit)
      json.member("id", replica.id)
      json.member("in_flight", replica.inFlight)
      json.member("override", replica.override.rawValue)
      json.member("prefix_blocks", replica.prefixBlocks)
      json.member("reason", replica.reason.rawValue)
      json.member("replica", replica.number)
      json.member("running", replica.running)
      json.member("state", replica.state.rawValue)
      json.member("target", replica.target)
      json.member("time_to_first_token_ms", replica.firstTokenMilliseconds)
      json.member("uncached_tokens_in_flight", replica.uncachedTokens)
      json.member("waiting", replica.waiting)
    }
  }

  // MARK: Decisions

  private func decisions(_ request: String) throws(RequestEnd) -> [UInt8] {
    let entries = fleet.decisions(of: request)
    guard !entries.isEmpty else {
      throw .failed(
        GatewayError(
          .notFound, "No decision for this request is known: it had one target only, or it is not among the last 1,024.", param: "id"))
    }
    let names = fleet.names
    var json = CanonicalJSON()
    json.object { json in
      json.key("decisions")
      json.array(entries) { Self.write($1, names, &$0) }
      json.member("request_id", request)
    }
    return json.bytes
  }

  private static func write(_ entry: DecisionLog.Entry, _ names: [Int: String], _ json: inout CanonicalJSON) {
    let decision = entry.decision
    json.object { json in
      json.key("candidates")
      json.array(decision.candidates) { write($1, names, &$0) }
      json.member("chosen", decision.choice.flatMap { names[$0.replica] })
      json.member("model", entry.group)
      json.member("prompt_tokens", decision.promptTokens)
      json.member("strategy", decision.strategy.rawValue)
      json.member("why", decision.choice?.reason.rawValue ?? "none_could_take_it")
    }
  }

  private static func write(_ candidate: RoutingDecision.Candidate, _ names: [Int: String], _ json: inout CanonicalJSON) {
    json.object { json in
      json.member("cached_tokens", candidate.cachedTokens)
      json.member("excluded", candidate.exclusion?.rawValue)
      json.member("in_flight", candidate.batch)
      json.member("pending_tokens", candidate.pendingTokens)
      json.member("saturated", flag: candidate.isSaturated)
      // Integers only: a thousandth is fine enough to compare by.
      json.member("score_milli", candidate.score.flatMap { $0.isFinite ? Int(exactly: ($0 * 1000).rounded()) : nil })
      json.member("state", candidate.state.rawValue)
      json.member("target", names[candidate.replica])
    }
  }
}
