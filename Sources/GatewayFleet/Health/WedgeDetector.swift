/// Finds an engine that says it runs requests and does nothing, although it answers `/health`: the counters of generated and prompt tokens and of preemptions stand still while requests run.
///
/// A long prompt is such a time, too: no counter moves while it is read. The window has to be longer than the longest prefill; bytes of an answer that the gateway itself sees
/// (``noteProgress(at:)``), are a sign of life as well: the first of an answer, and its end.
struct WedgeDetector: Sendable {
  private var window: Duration
  private var samples: Int
  private var last: EngineMetrics?
  /// The last sign of life, and the samples since then.
  private var aliveAt: Duration?
  private var quietSamples = 0

  private(set) var isWedged = false

  init(window: Duration, samples: Int) {
    self.window = window
    self.samples = samples
  }

  /// Other settings are in force, from the next sample on.
  mutating func apply(window: Duration, samples: Int) {
    self.window = window
    self.samples = samples
  }

  /// A token of this engine was seen.
  mutating func noteProgress(at now: Duration) {
    aliveAt = max(aliveAt ?? now, now)
    quietSamples = 0
    isWedged = false
  }

  /// Takes a sample of the engine's metrics. Without the counters that it needs, nothing is concluded.
  mutating func note(_ metrics: EngineMetrics, at now: Duration) {
    defer { last = metrics }
    guard let running = metrics.running, let generated = metrics.generationTokens, let last, let before = last.generationTokens else {
      return noteProgress(at: now)
    }
    // A counter that went back is that of a new process.
    let stoodStill = generated == before && metrics.promptTokens == last.promptTokens && metrics.preemptions == last.preemptions
    guard running > 0, (last.running ?? 0) > 0, stoodStill else { return noteProgress(at: now) }
    quietSamples = quietSamples.saturatingAdd(1)
    guard let aliveAt else {
      aliveAt = now
      return
    }
    isWedged = quietSamples >= samples && now - aliveAt >= window
  }
}
