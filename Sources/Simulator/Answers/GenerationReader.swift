internal import GatewayCore

/// Makes a `GenerationRequest` of a body, with vLLM's checks in vLLM's order.
struct GenerationReader {
  let settings: SimulatorSettings
  let body: JSONValue
  /// The model, checked already.
  let model: String
  /// What the answer's id ends with.
  let requestID: String
  /// The time for `created`.
  let now: Int
  /// Names tool calls.
  let makeID: () -> String

  private var fields: FieldReader { FieldReader(body: body) }

  /// A request of `/v1/chat/completions`.
  func chat() throws(WireError) -> GenerationRequest {
    let prompt = try ChatPrompt(body: body)
    var request = GenerationRequest(
      endpoint: .chat, id: "chatcmpl-\(requestID)", model: model, created: now, prompts: [prompt.tokens], promptTexts: [""])
    try readCommon(&request)
    request.offersTools = body.present("tools") != nil
    let older = try fields.integer("max_tokens")
    let limit = try fields.integer("max_completion_tokens") ?? older
    request.maxTokens = try outputLimit(limit, default: settings.maxModelLength, prompt: prompt.tokens.count)
    try readChatLogprobs(&request)
    request.continuedText = prompt.continuedText
    request.script = try script(prompt.lastUserText)
    try finish(&request, prompt: prompt.tokens.prefix(prompt.tokensBeforeContinued))
    return request
  }

  /// A request of `/v1/completions`.
  func completion() throws(WireError) -> GenerationRequest {
    let prompts = try CompletionPrompts(body: body)
    var request = GenerationRequest(
      endpoint: .completions, id: "cmpl-\(requestID)", model: model, created: now, prompts: prompts.tokens, promptTexts: prompts.texts)
    try readCommon(&request)
    request.echo = try fields.flag("echo")
    var limit = try fields.integer("max_tokens")
    if limit == 0, request.echo {
      request.hidesOutput = true
      limit = 1
    }
    request.maxTokens = try outputLimit(limit, default: 16, prompt: prompts.tokens.map(\.count).max() ?? 0)
    request.logprobs = try fields.integer("logprobs")
    checkLogprobs(&request)
    if let bad = prompts.tokens.joined().first(where: { $0 >= SimulatorTokenizer.vocabularySize }) {
      request.engineError = .bad("Token id \(bad) is out of vocabulary")
    }
    request.script = try script(prompts.texts.first ?? "")
    request.script.tokens?.removeAll { $0.lane != .content }
    let seeded = request.echo ? nil : continueBeginning(&request)
    try finish(&request, prompt: seeded ?? Array(prompts.tokens.joined())[...])
    return request
  }

  /// A prompt that ends with the beginning of what it would say, as a model would: the rest follows.
  /// - Returns: the tokens of the prompt proper; nil when there is no such beginning.
  private func continueBeginning(_ request: inout GenerationRequest) -> ArraySlice<Int>? {
    // A prompt that says what is to be said ends with it anyway.
    guard let text = request.promptTexts.first, request.prompts.count == 1, !text.hasPrefix("say: ") else { return nil }
    let beginning = TokenSource.beginning(of: request.script.tokens, atEndOf: text)
    guard !beginning.isEmpty else { return nil }
    request.continuedText = String(beginning)
    return SimulatorTokenizer.ids(of: String(text[..<beginning.startIndex]))[...]
  }

  private func readCommon(_ request: inout GenerationRequest) throws(WireError) {
    request.isStream = try fields.flag("stream")
    if let options = body.present("stream_options") {
      guard request.isStream else {
        throw .bad("Stream options can only be defined when `stream=True`.", param: "stream_options", showsParameter: true)
      }
      request.includesUsage = options["include_usage"]?.lenientBool ?? false
      request.usageOnEveryChunk = request.includesUsage && options["continuous_usage_stats"]?.lenientBool ?? false
    }
    request.choicesPerPrompt = try fields.integer("n") ?? 1
    request.ignoresEnd = try fields.flag("ignore_eos")
    request.stops = try fields.strings("stop")
    request.includesStop = try fields.flag("include_stop_str_in_output")
    request.returnsTokenIDs = try fields.flag("return_token_ids")
    request.cacheSalt = try fields.string("cache_salt") ?? ""
    try checkSampling(request)
  }

  /// Sequences of one request at most.
  private static let maxSequences = 4096

  private func checkSampling(_ request: GenerationRequest) throws(WireError) {
    let n = request.choicesPerPrompt
    if n < 1 { throw .bad("n must be at least 1, got \(n).") }
    if n > 16_384 {
      throw .bad("n must be at most 16384, got \(n). To increase this limit, set the VLLM_MAX_N_SEQUENCES environment variable.")
    }
    // vLLM would run them all; the simulator keeps a request's sequences in memory at once.
    if request.prompts.count * n > Self.maxSequences {
      throw .bad("prompts times n must be at most \(Self.maxSequences) in the simulator, got \(request.prompts.count) times \(n).")
    }
    if let temperature = try fields.number("temperature") {
      let value = "\(temperature)"
      if temperature < 0 { throw .bad("temperature must be non-negative, got \(value).", param: "temperature", value: value) }
      if temperature > 2 { throw .bad("temperature must be in [0, 2], got \(value).", param: "temperature", value: value) }
      if temperature == 0, n > 1 { throw .bad("n must be 1 when using greedy sampling, got \(n).") }
    }
    if let topP = try fields.number("top_p"), topP <= 0 || topP > 1 {
      throw .bad("top_p must be in (0, 1], got \(topP).", param: "top_p", value: "\(topP)")
    }
    if let topK = try fields.integer("top_k"), topK < -1 { throw .bad("top_k must be 0 (disable), or at least 1, got \(topK).") }
    if request.stops.contains("") { throw .bad("stop cannot contain an empty string.") }
  }

  /// The limit of the output: refused when it is senseless, cut down to what the context has left.
  private func outputLimit(_ wanted: Int?, default fallback: Int, prompt: Int) throws(WireError) -> Int {
    let context = settings.maxModelLength
    if let wanted {
      if wanted < 1 { throw .bad("max_tokens must be at least 1, got \(wanted).", param: "max_tokens", value: "\(wanted)") }
      if wanted > context {
        throw .bad(
          "max_tokens=\(wanted) cannot be greater than max_model_len=\(context). Please request fewer output tokens.",
          param: "max_tokens", value: "\(wanted)")
      }
      if let minimum = try fields.integer("min_tokens"), minimum > wanted {
        throw .bad("min_tokens must be less than or equal to max_tokens=\(wanted), got \(minimum).")
      }
    }
    guard prompt < context else { throw .tooLong(limit: context) }
    return min(wanted ?? fallback, context - prompt)
  }

  private func readChatLogprobs(_ request: inout GenerationRequest) throws(WireError) {
    let top = try fields.integer("top_logprobs")
    guard try fields.flag("logprobs") else {
      guard top ?? 0 == 0 else {
        throw .bad("when using `top_logprobs`, `logprobs` must be set to true.", param: "top_logprobs", showsParameter: true)
      }
      return
    }
    request.logprobs = max(0, top ?? 0)
    checkLogprobs(&request)
  }

  private func checkLogprobs(_ request: inout GenerationRequest) {
    guard let count = request.logprobs, count > 20 else { return }
    request.engineError = .bad(
      "Requested sample logprobs of \(count), which is greater than max allowed: 20", param: "logprobs", value: "\(count)")
  }

  private func script(_ lastText: String) throws(WireError) -> GenerationRequest.Script {
    try ScriptReader(body: body, lastText: lastText, replies: settings.replies, makeID: makeID).script()
  }

  /// - Parameter prompt: the tokens that decide about the text.
  private func finish(_ request: inout GenerationRequest, prompt: ArraySlice<Int>) throws(WireError) {
    let seed = try fields.integer("seed") ?? 0
    var hash = BlockHash.mix(
      UInt64(bitPattern: Int64(seed)), prompt + model.utf8.map(Int.init))
    for name in ["temperature", "top_p", "top_k"] {
      hash = BlockHash.mix(hash, [Int(truncatingIfNeeded: (try fields.number(name) ?? -1).bitPattern)])
    }
    request.seed = hash
  }
}
