internal import GatewayCore
internal import GatewayFleet
internal import NIOCore
internal import OpenAIWire

/// Has a replica compute prompts before it takes requests: each is sent as it was sent before, for one token, one after the other. The answers are thrown away.
///
/// It is the gateway's own work: no client's request, record or budget knows of it.
public struct WarmUp: Sendable {
  /// What was done.
  public struct Outcome: Sendable, Hashable {
    /// Prompts that were computed.
    public var prompts = 0
    /// Prompts that the replica refused, or did not compute in time.
    public var failed = 0
    /// The tokens of those that were computed, as the gateway estimates them.
    public var tokens = 0
  }

  private let worker: LoopWorker
  private let fleet: Fleet
  private let limit: NIODeadline

  /// A warm-up that begins now and runs on `worker`'s loop.
  public init(worker: LoopWorker, fleet: Fleet) {
    self.worker = worker
    self.fleet = fleet
    limit = .now() + HotPrompts.timeLimit.timeAmount
  }

  /// Warms up a replica, and lets it take requests then, however it went. Ends within ``GatewayFleet/HotPrompts/timeLimit``; cancellation ends it after the prompt in hand.
  public func run(_ order: WarmUpOrder, on prepared: PreparedTarget) async -> Outcome {
    let task = Task(executorPreference: worker.executor) { await runOnLoop(order, prepared) }
    let outcome = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    fleet.endWarmUp(order.place)
    return outcome
  }

  private func runOnLoop(_ order: WarmUpOrder, _ prepared: PreparedTarget) async -> Outcome {
    var outcome = Outcome()
    for prompt in order.prompts {
      let left = limit - .now()
      guard !Task.isCancelled, left > .zero, let request = Self.request(prompt, prepared) else {
        outcome.failed += 1
        continue
      }
      let reply = await OwnRequest(worker: worker, timeout: .nanoseconds(left.nanoseconds)).send(request, to: prepared)
      if case .answered(200, _) = reply {
        outcome.prompts += 1
        outcome.tokens &+= prompt.blocks.tokens
        fleet.warmed(order.place, prompt)
      } else {
        outcome.failed += 1
      }
    }
    return outcome
  }

  /// The prompt's request with a limit of one token.
  private static func request(_ prompt: HotPrompt, _ prepared: PreparedTarget) -> ByteBuffer? {
    let body = ByteBuffer(bytes: prompt.body)
    guard let fields = try? RequestFields.scan(body.readableBytesSpan) else { return nil }
    var patches = PatchList()
    let isLimited =
      prompt.endpoint == .completions ? fields.patch(.maxTokens, to: 1, into: &patches) : fields.patchMaxTokens(to: 1, into: &patches)
    guard isLimited else { return nil }
    let message = UpstreamRequest(head: nil, requestID: "warm-up", body: body, patches: patches)
    let prefix = prepared.requestHead(prompt.endpoint)
    var bytes = ByteBufferAllocator().buffer(capacity: message.capacity(prefix: prefix))
    message.write(prefix: prefix, to: &bytes)
    return bytes
  }
}
