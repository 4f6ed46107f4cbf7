/// Why an answer ended, in the words of the wire.
enum FinishReason: String, Sendable, CaseIterable {
  case stop, length, abort, error, repetition
  case toolCalls = "tool_calls"
  case contentFilter = "content_filter"

  /// The name under which vLLM's metrics count it.
  var metric: FinishReason { self == .toolCalls || self == .contentFilter ? .stop : self }
}

/// The counters of an engine.
struct EngineMetrics: Sendable {
  var promptTokens = 0
  var generationTokens = 0
  var prefixQueries = 0
  var prefixHits = 0
  var preemptions = 0
  var finished: [FinishReason: Int] = [:]
  var timeToFirstToken = Histogram(
    bounds: [
      0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560,
    ])
  var interToken = Histogram(
    bounds: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80])
  var endToEnd = Histogram(
    bounds: [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680])
}

/// What an engine says of itself at one moment: a few numbers and its counters.
struct EngineFigures: Sendable {
  /// Sequences that run.
  var running = 0
  /// Sequences that wait.
  var waiting = 0
  /// The share of the KV cache that running sequences use, 0 to 1.
  var cacheUsage = 0.0
  /// Blocks of the KV cache.
  var cacheBlocks = 0
  /// What it has counted so far.
  var metrics = EngineMetrics()
}

/// A histogram of durations, in seconds.
struct Histogram: Sendable {
  /// Upper bounds of the buckets; one more bucket takes what is larger.
  let bounds: [Double]
  private(set) var counts: [Int]
  private(set) var sum = 0.0

  /// An empty histogram.
  init(bounds: [Double]) {
    self.bounds = bounds
    counts = Array(repeating: 0, count: bounds.count + 1)
  }

  /// Observations in all.
  var count: Int { counts.reduce(0, +) }

  /// Counts `duration`, `times` times.
  mutating func observe(_ duration: Duration, times: Int = 1) {
    let seconds = duration / .seconds(1)
    sum += seconds * Double(times)
    counts[bounds.firstIndex { seconds <= $0 } ?? bounds.count] += times
  }
}
