/// Whether a target gets traffic.
public enum HealthState: String, Sendable, Hashable, CaseIterable {
  /// It gets its full share.
  case healthy
  /// It gets traffic when no healthy target can take it.
  case degraded
  /// It gets none, but for the trial requests of a half-open circuit.
  case unhealthy
  /// It gets no new requests; those in flight end.
  case draining
}

/// Why a target is in its state.
public enum HealthReason: String, Sendable, Hashable, CaseIterable {
  /// Nothing speaks against it.
  case ready
  /// An operator said so, through the admin API.
  case operatorDecision = "operator"
  /// It computes the hottest prompts before it takes requests.
  case warmingUp = "warming_up"
  /// It has not been probed since the start.
  case notYetProbed = "not_yet_probed"
  /// Its last probes failed.
  case probeFailed = "probe_failed"
  /// Its last probes were not answered in time, as with an engine that is loading.
  case probeTimedOut = "probe_timed_out"
  /// It answers, and does not list the model.
  case modelMissing = "model_missing"
  /// It runs requests and generates nothing.
  case wedged
  /// Too many requests failed; the circuit is open.
  case circuitOpen = "circuit_open"
  /// The circuit is half-open: trial requests decide.
  case circuitHalfOpen = "circuit_half_open"
  /// It asked for a pause (429, or 503 with `Retry-After`).
  case paused
  /// A request failed a short time ago.
  case recentFailure = "recent_failure"
  /// Its KV cache is full and requests wait.
  case cacheFull = "cache_full"
  /// The engine sleeps.
  case asleep
}

/// What an operator said of a target.
public enum HealthOverride: String, Sendable, Hashable, CaseIterable {
  /// Nothing: probes, requests and metrics decide.
  case auto
  /// It is healthy: probes, metrics and the circuit are not looked at.
  case healthy
  /// It is unhealthy.
  case unhealthy
  /// It gets no new requests.
  case drain
}

/// The result of one active probe (`GET /v1/models`).
public enum ProbeOutcome: Sendable, Hashable, CaseIterable {
  /// It was answered, and the model is in the list.
  case modelPresent
  /// It was answered without the model.
  case modelMissing
  /// No connection, an error, or an answer that is no list of models.
  case failed
  /// No answer within the probe's own timeout.
  case timedOut
}

/// What a request learned of its target.
public enum PassiveSignal: Sendable, Hashable {
  /// The answer was complete, or an error of the client's making (4xx).
  case success
  /// No connection could be made.
  case connectFailed
  /// The connection broke before the answer was complete.
  case reset
  /// A status from 500 on, or an error event of a stream; with the pause that `Retry-After` asked for.
  case serverError(status: Int, retryAfter: Duration?)
  /// 429; with the pause that `Retry-After` asked for.
  case rateLimited(retryAfter: Duration?)
  /// No first byte in time.
  case firstByteTimeout
  /// The answer stopped in the middle.
  case stalled
  /// The engine gave up the answer (`finish_reason: "abort"`): vLLM is being stopped.
  case aborted
  /// The client went away, or a hedge was not needed: nothing is known.
  case cancelled

  /// How the circuit breaker counts it; nil when it does not.
  var isFailure: Bool? {
    switch self {
    case .success: false
    case .connectFailed, .reset, .firstByteTimeout, .stalled, .aborted: true
    // A full queue is a healthy engine with too much to do.
    case .serverError(let status, _): status == 503 || status == 529 ? nil : true
    case .rateLimited, .cancelled: nil
    }
  }
}
