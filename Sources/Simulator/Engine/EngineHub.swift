internal import GatewayCore
internal import NIOCore
internal import Synchronization

/// The one engine of a server, for all its event loops: holds the scheduler behind a lock and carries its actions to the sequences' owners.
final class EngineHub: Sendable {
  /// Who gets a sequence's actions, always by `eventLoop.execute`.
  struct Owner: Sendable {
    var eventLoop: any EventLoop
    var receive: @Sendable (EngineState.Action) -> Void
  }

  private struct Contents {
    var engine: EngineState
    var owners: [SequenceID: Owner] = [:]
    var lastID: SequenceID = 0
  }

  private let contents: Mutex<Contents>

  /// An idle engine.
  init(settings: SimulatorSettings) {
    contents = Mutex(Contents(engine: EngineState(settings: settings)))
  }

  /// The scheduler's figures now, for metrics; its tables are not copied.
  var figures: EngineFigures { contents.withLock { $0.engine.figures } }
  /// The queue's length and the cache's usage, for the load header.
  var load: (waiting: Int, usage: Double) { contents.withLock { ($0.engine.waiting, $0.engine.cacheUsage) } }

  /// Submits one sequence for every prompt; nil when the queue is full.
  func submit(_ prompts: [BlockHash], owner: Owner) -> [SequenceID]? {
    let now = Self.now()
    let (ids, work) = contents.withLock { contents -> ([SequenceID]?, [(Owner, EngineState.Action)]) in
      guard !contents.engine.refuses(prompts.count) else { return (nil, []) }
      var ids: [SequenceID] = []
      var work: [(Owner, EngineState.Action)] = []
      for prompt in prompts {
        contents.lastID += 1
        let id = contents.lastID
        contents.owners[id] = owner
        ids.append(id)
        work += Self.addressed(contents.engine.submit(id, prompt: prompt, now: now), contents)
      }
      return (ids, work)
    }
    Self.deliver(work)
    return ids
  }

  /// The sequence has produced `tokens`.
  func produced(_ id: SequenceID, tokens: [Int]) {
    let now = Self.now()
    Self.deliver(contents.withLock { Self.addressed($0.engine.produced(id, tokens: tokens, now: now), $0) })
  }

  /// The sequence has ended; `reason` is nil when its client went away.
  func finish(_ id: SequenceID, reason: FinishReason?) {
    let now = Self.now()
    Self.deliver(
      contents.withLock { contents in
        contents.owners[id] = nil
        return Self.addressed(contents.engine.finish(id, reason: reason, now: now), contents)
      })
  }

  private static func addressed(_ actions: [EngineState.Action], _ contents: Contents) -> [(Owner, EngineState.Action)] {
    actions.compactMap { action in
      switch action {
      case .start(let id, _, _, _), .preempt(let id, _): contents.owners[id].map { ($0, action) }
      }
    }
  }

  private static func deliver(_ work: [(Owner, EngineState.Action)]) {
    for (owner, action) in work { owner.eventLoop.execute { owner.receive(action) } }
  }

  private static func now() -> Duration { .nanoseconds(Int64(clamping: NIODeadline.now().uptimeNanoseconds)) }
}
