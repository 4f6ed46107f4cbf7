/// An answer while it is made: its choices, its faults and its wire text. Pure: the caller says when the next token of a choice is due, and
/// carries out what comes back.
struct AnswerState: Sendable {
  /// What is to be done.
  enum Output: Equatable, Sendable {
    /// An event's data.
    case event(String)
    /// A comment between events.
    case comment(String)
    /// A choice has produced a token: the engine wants to know.
    case produced(choice: Int, tokenID: Int)
    /// A choice has ended and leaves the engine.
    case finished(choice: Int, reason: FinishReason)
    /// All other choices leave the engine; nil is no reason that vLLM counts.
    case abandon(FinishReason?)
    /// The stream ends properly.
    case end
    /// A whole answer; with `cut` half of it is sent, then FIN.
    case whole(status: Int, body: String, cut: Bool)
    /// FIN, now.
    case cut
    /// Nothing more, ever.
    case stall
  }

  private let request: GenerationRequest
  private let faults: SimulatorFaults
  private var renderer: any AnswerRenderer
  private var choices: [ChoiceState]
  private var results: [ChoiceResult]
  private var hasOpened = false
  private var unfinished: Int
  private var tokens = 0
  /// Prompt tokens that were in the KV cache, per prompt the best of its choices.
  private var cached: [Int]

  /// An answer to `request` of which nothing is made yet.
  init(request: GenerationRequest, faults: SimulatorFaults) {
    self.request = request
    self.faults = faults
    switch request.endpoint {
    case .chat: renderer = ChatRenderer(request: request)
    case .completions: renderer = CompletionRenderer(request: request)
    }
    choices = (0..<request.choiceCount).map(request.choice)
    results = request.isStream ? [] : Array(repeating: ChoiceResult(), count: request.choiceCount)
    unfinished = request.choiceCount
    cached = Array(repeating: 0, count: request.prompts.count)
  }

  /// Whether choice `index` has ended.
  func isFinished(_ index: Int) -> Bool { choices[index].isFinished }

  /// The engine found prompt tokens of choice `index` in its cache; the first choice of a prompt counts.
  mutating func foundCached(_ index: Int, tokens: Int) {
    guard index % max(1, request.choicesPerPrompt) == 0 else { return }
    cached[request.prompt(ofChoice: index)] = tokens
  }

  /// What comes before any token.
  mutating func begin() -> [Output] {
    var outputs: [Output] = []
    if request.isStream, let count = faults[.keepAliveComments] {
      outputs += Array(repeating: .comment("keep-alive"), count: min(count, 1000))
    }
    return outputs + checkpoint()
  }

  /// Choice `index` makes its next token; `aborting`: its last one.
  mutating func step(_ index: Int, aborting: Bool = false) -> [Output] {
    guard !choices[index].isFinished else { return [] }
    var outputs: [Output] = []
    if request.isStream, !hasOpened { outputs += renderer.opening().map(Output.event) }
    hasOpened = true
    let limit = faults[.abort] ?? .max
    tokens += 1
    let step = choices[index].step(aborting: aborting || tokens >= limit)
    if step.finish != nil { unfinished -= 1 }
    if request.isStream {
      let calledTool = choices[index].calledTool
      outputs.append(
        .event(renderer.chunk(index: index, step: step, calledTool: calledTool, usage: usage(of: index), isLast: unfinished == 0)))
    } else {
      results[index].add(step)
    }
    outputs.append(.produced(choice: index, tokenID: step.tokenID))
    if let reason = step.finish { outputs.append(.finished(choice: index, reason: reason)) }
    return outputs + (unfinished == 0 ? ending() : checkpoint())
  }

  private mutating func ending() -> [Output] {
    guard request.isStream else {
      let body = renderer.whole(results, usage: usage())
      return [.whole(status: 200, body: faults.has(.malformed) ? Self.half(body) : body, cut: false)]
    }
    var outputs: [Output] = []
    if request.includesUsage { outputs.append(.event(renderer.usageChunk(usage()))) }
    if !faults.has(.noDone) { outputs.append(.event("[DONE]")) }
    return outputs + [.end]
  }

  /// The faults that strike after the tokens so far.
  private func checkpoint() -> [Output] {
    var outputs: [Output] = []
    if request.isStream, faults[.malformed] == tokens { outputs.append(.event(#"{"id":"chatcmpl-broken","choices":[{"index":0,"del"#)) }
    if faults[.error] == tokens {
      let error = WireError.engineDead
      if request.isStream { return outputs + [.abandon(.error), .event(error.event), .event("[DONE]"), .end] }
      return [.abandon(.error), .whole(status: error.status, body: error.body, cut: false)]
    }
    if faults[.cut] == tokens {
      if request.isStream { return outputs + [.abandon(nil), .cut] }
      return [.abandon(nil), .whole(status: 200, body: renderer.whole(results, usage: usage()), cut: true)]
    }
    if faults[.stall] == tokens { outputs.append(.stall) }
    return outputs
  }

  /// The first half of `text`.
  static func half(_ text: String) -> String {
    String(decoding: text.utf8.prefix(text.utf8.count / 2), as: UTF8.self)
  }

  private func usage(of index: Int) -> UsageCount {
    let prompt = request.prompts[request.prompt(ofChoice: index)].count
    return UsageCount(prompt: prompt, completion: choices[index].produced, reasoning: reasoning(choices[index].reasoningTokens))
  }

  private func usage() -> UsageCount {
    let completion = choices.reduce(0) { $0 + $1.produced }
    let thought = choices.reduce(0) { $0 + $1.reasoningTokens }
    return UsageCount(
      prompt: request.promptTokens, completion: completion, cached: cached.reduce(0, +), reasoning: reasoning(thought))
  }

  private func reasoning(_ count: Int) -> Int? {
    request.script.tokens?.first?.lane == .reasoning ? count : nil
  }
}
