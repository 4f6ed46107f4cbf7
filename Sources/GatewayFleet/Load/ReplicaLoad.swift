/// What is in flight at one replica, as the gateway itself counts it, and what the engine says on top.
public struct ReplicaLoad: Sendable, Hashable {
  /// How long a sample of the engine's metrics counts.
  public static let sampleLifetime = Duration.seconds(10)
  /// Prompts with fewer tokens to compute teach nothing about the speed of prefill.
  static let smallestLesson = 256

  /// Requests that this gateway has sent there and that have not ended.
  public internal(set) var inFlight = 0
  /// Those of them whose first token has not come.
  public internal(set) var awaitingFirstToken = 0
  /// Prompt tokens of those that the engine has to compute, because they are not in its prefix cache by what the gateway knows.
  public internal(set) var uncachedTokens = 0
  /// Seconds from dispatch to the first token.
  public internal(set) var firstToken = MovingAverage(timeConstant: .seconds(30))
  /// Prompt tokens that are computed in a second.
  public internal(set) var prefillRate = MovingAverage(timeConstant: .seconds(60))

  /// Seconds from one first token to the next: how fast the engine's queue moves, while there is one.
  public internal(set) var turn = MovingAverage(timeConstant: .seconds(10))
  private var lastTurn: Duration?

  /// Requests of others (another gateway, a client that goes past it), and of the engine's own queue, at the last sample.
  private var others = 0
  private var queued = 0
  /// Requests of this gateway that were in flight there at that sample.
  private var inFlightThen = 0
  private var sampledAt: Duration?

  /// No load.
  public init() {}

  /// Corrects the counts by what the engine says.
  ///
  /// What the engine runs beyond what this gateway has in flight there belongs to others. What the gateway has counted is never lowered: a sample is older than the
  /// dispatches since then, and believing it would send a whole burst to one replica.
  mutating func note(_ metrics: EngineMetrics, at now: Duration) {
    guard metrics.running != nil || metrics.waiting != nil else { return }
    let total = (metrics.running ?? 0).saturatingAdd(metrics.waiting ?? 0)
    others = max(0, total - inFlight)
    queued = metrics.waitingForCapacity ?? metrics.waiting ?? 0
    inFlightThen = inFlight
    sampledAt = now
  }

  /// Requests in flight there: the gateway's own, and those of others by a sample that is not too old.
  @inline(__always)
  public func batch(at now: Duration) -> Int { isFresh(at: now) ? inFlight.saturatingAdd(others) : inFlight }

  /// Requests in the engine's own queue: those of a sample that is not too old, and what was sent there and came back since then. An engine that did not queue at the sample is not
  /// known to queue.
  @inline(__always)
  public func queue(at now: Duration) -> Int {
    queued > 0 && isFresh(at: now) ? max(0, queued.saturatingAdd(inFlight - inFlightThen)) : 0
  }

  /// How long a request waits in the engine's own queue, in seconds, by how fast that moved; nil when that is not known, and 0 without a queue.
  @inline(__always)
  func wait(at now: Duration) -> Double? {
    let queue = queue(at: now)
    return queue == 0 ? 0 : turn.value.map { $0 * Double(queue) }
  }

  /// A first token has come.
  mutating func noteTurn(at now: Duration) {
    if let lastTurn { turn.add((now - lastTurn).inSeconds, at: now) }
    lastTurn = now
  }

  @inline(__always)
  private func isFresh(at now: Duration) -> Bool {
    guard let sampledAt else { return false }
    return now - sampledAt <= Self.sampleLifetime
  }
}
