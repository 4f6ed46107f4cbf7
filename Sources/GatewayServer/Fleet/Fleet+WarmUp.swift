internal import GatewayFleet
internal import Synchronization

/// What a replica computes before it takes requests.
public struct WarmUpOrder: Sendable {
  /// The replica, by ``PreparedTarget/place``.
  public let place: String
  let prompts: [HotPrompt]
}

extension Fleet {
  /// A prompt was answered.
  /// - Returns: whether its body is wanted for warm-ups.
  /// - Parameter generation: that of the configuration that it was governed by; see ``forgetPrompts()``.
  func note(_ blocks: PromptBlocks, bytes: Int, generation: Int) -> Bool {
    state.withLock { $0.promptGeneration == generation && $0.hot.note(blocks, bytes: bytes) }
  }

  /// Keeps a prompt for warm-ups.
  func keep(_ prompt: HotPrompt, generation: Int) {
    state.withLock { if $0.promptGeneration == generation { $0.hot.keep(prompt) } }
  }

  /// Forgets all prompts, and takes none of requests that have begun before: what other policies let through is sent to nobody again. Called before a configuration with other policies is
  /// put in force.
  public func forgetPrompts() {
    state.withLock { state in
      state.hot = HotPrompts()
      state.warmUps = []
      state.promptGeneration &+= 1
    }
  }

  /// Which generation of prompts is gathered.
  var promptGeneration: Int { state.withLock { $0.promptGeneration } }

  /// The replicas that are to be warmed up, each once. Until ``endWarmUp(_:)``, or ``GatewayFleet/HotPrompts/timeLimit``, they take no requests.
  public func takeWarmUps() -> [WarmUpOrder] {
    state.withLock { state in
      defer { state.warmUps = [] }
      return state.warmUps
    }
  }

  /// A replica has computed a prompt.
  func warmed(_ place: String, _ prompt: HotPrompt) {
    state.withLock { state in
      if let number = state.number(at: place) { state.warmed(number, prompt) }
    }
  }

  /// A replica takes requests from now on.
  public func endWarmUp(_ place: String) {
    state.withLock { state in
      if let number = state.number(at: place) { state.change(number) { $0.endWarmUp() } }
    }
  }
}
