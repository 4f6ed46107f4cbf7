extension OpenAIProvider {
  /// Posts JSON and reads JSON.
  func post(_ path: String, _ body: JSONObject, extras: JSONObject, retry: RetryPolicy?) async throws -> JSONValue {
    let bytes = try Self.encoded(body, extras)
    return try await withRetries(retry) { try await exchangeJSON(request("POST", path, contentType: "application/json", body: bytes)) }
  }

  /// A request whose response is a stream of events.
  func eventRequest(_ path: String, _ body: [UInt8], contentType: String = "application/json") -> TransportRequest {
    request("POST", path, contentType: contentType, accept: "text/event-stream", body: body)
  }

  /// The body with further members, which may repeat its own but not contradict them.
  static func encoded(_ body: JSONObject, _ extras: JSONObject) throws(ProviderError) -> [UInt8] {
    var body = body
    for member in extras.sortedMembers {
      if let produced = body[member.name], produced != member.value {
        throw .invalidRequest("the extra \"\(member.name)\" contradicts what the library sends itself")
      }
      body[member.name] = member.value.sortedByName
    }
    return JSONValue.object(body).encoded()
  }

  /// The models that the server lists: `GET /v1/models`.
  /// - Parameter retry: whether and how to try again; nil does not.
  /// - Throws: ``ProviderError``, `CancellationError`.
  public func models(retry: RetryPolicy? = nil) async throws -> [ModelInfo] {
    let answer = try await withRetries(retry) { try await exchangeJSON(request("GET", "/v1/models")) }
    guard let entries = answer["data"]?.arrayValue else { throw ProviderError.invalidResponse("the answer has no list \"data\"") }
    return try entries.map { try ModelInfo(json: $0) }
  }

  /// Lets the model go on with a text: `POST /v1/completions`.
  /// - Parameter prompt: the text.
  /// - Parameter suffix: what follows after the gap that is filled, for models that can.
  /// - Parameter config: how the model samples. Extras are checked as for chats.
  /// - Parameter retry: whether and how to try again; nil does not.
  /// - Throws: ``ProviderError``, `CancellationError`.
  public func completion(
    _ prompt: String, suffix: String? = nil, config: RuntimeConfig = RuntimeConfig(), retry: RetryPolicy? = nil
  ) async throws -> TextCompletion {
    let bytes = try completionBody(prompt, suffix, config, isStreaming: false)
    let answer = try await withRetries(retry) {
      try await exchangeJSON(request("POST", "/v1/completions", contentType: "application/json", body: bytes))
    }
    return try TextCompletion(json: answer)
  }

  /// Lets the model go on with a text and streams what it writes.
  ///
  /// The parameters are those of ``completion(_:suffix:config:retry:)``. With a `retry`, the call is tried again as long as no event has been handed out.
  /// - Returns: the stream. It throws when it is iterated: ``ProviderError``, `CancellationError`.
  public func streamCompletion(
    _ prompt: String, suffix: String? = nil, config: RuntimeConfig = RuntimeConfig(), retry: RetryPolicy? = nil
  ) -> CompletionStream {
    let request = Result { () throws(ProviderError) in
      eventRequest("/v1/completions", try completionBody(prompt, suffix, config, isStreaming: true))
    }
    return CompletionStream(provider: self, request: request, retry: retry)
  }

  private func completionBody(
    _ prompt: String, _ suffix: String?, _ config: RuntimeConfig, isStreaming: Bool
  ) throws(ProviderError) -> [UInt8] {
    try RequestValidator.validateNumbers(config)
    var body: JSONObject = ["model": .string(model), "prompt": .string(prompt)]
    body["suffix"] = suffix.map { .string($0) }
    RequestEncoder.write(config, to: &body)
    if isStreaming { RequestEncoder.writeStream(to: &body) }
    try RequestEncoder.merge(config.extras, into: &body, managed: ["model", "prompt", "stream"])
    return JSONValue.object(body).encoded()
  }

  /// Turns texts into vectors: `POST /v1/embeddings`.
  /// - Parameter texts: at least one.
  /// - Parameter dimensions: how long the vectors are to be, for models that can choose.
  /// - Parameter extras: further members of the body.
  /// - Parameter retry: whether and how to try again; nil does not.
  /// - Returns: one vector for each text, in the order of the texts.
  /// - Throws: ``ProviderError``, `CancellationError`.
  public func embeddings(
    _ texts: [String], dimensions: Int? = nil, extras: JSONObject = [:], retry: RetryPolicy? = nil
  ) async throws -> Embeddings {
    guard !texts.isEmpty else { throw ProviderError.invalidRequest("there are no texts to embed") }
    var body: JSONObject = ["model": .string(model), "input": .array(texts.map { .string($0) })]
    body["dimensions"] = dimensions.map { .int($0) }
    let answer = try Embeddings(json: try await post("/v1/embeddings", body, extras: extras, retry: retry))
    guard answer.vectors.count == texts.count else {
      throw ProviderError.invalidResponse("\(answer.vectors.count) vectors for \(texts.count) texts")
    }
    return answer
  }

  /// Sorts documents by how well they answer a query: `POST /v1/rerank`.
  /// - Parameter query: what is asked.
  /// - Parameter documents: what may answer it; at least one.
  /// - Parameter limit: how many of the best to return; nil returns all.
  /// - Parameter extras: further members of the body.
  /// - Parameter retry: whether and how to try again; nil does not.
  /// - Throws: ``ProviderError``, `CancellationError`.
  public func rerank(
    query: String, documents: [String], limit: Int? = nil, extras: JSONObject = [:], retry: RetryPolicy? = nil
  ) async throws -> Reranking {
    guard !documents.isEmpty else { throw ProviderError.invalidRequest("there are no documents to sort") }
    var body: JSONObject = ["model": .string(model), "query": .string(query), "documents": .array(documents.map { .string($0) })]
    body["top_n"] = limit.map { .int($0) }
    let answer = try Reranking(json: try await post("/v1/rerank", body, extras: extras, retry: retry))
    guard answer.results.allSatisfy({ documents.indices.contains($0.index) }) else {
      throw ProviderError.invalidResponse("a result names a document that was not sent")
    }
    return answer
  }

  /// Writes down what is said: `POST /v1/audio/transcriptions`, as a form.
  /// - Parameter audio: the file's bytes.
  /// - Parameter fileName: its name; the ending tells servers the format.
  /// - Parameter language: the language that is spoken: `en`.
  /// - Parameter prompt: what was said before, or words to expect.
  /// - Parameter temperature: randomness; 0 is none.
  /// - Parameter fields: further fields of the form, in their order: `["response_format": "verbose_json"]` for segments.
  /// - Parameter retry: whether and how to try again; nil does not.
  /// - Throws: ``ProviderError``, `CancellationError`.
  public func transcription(
    of audio: [UInt8], fileName: String = "audio.wav", language: String? = nil, prompt: String? = nil, temperature: Double? = nil,
    fields: KeyValuePairs<String, String> = [:], retry: RetryPolicy? = nil
  ) async throws -> Transcription {
    let (contentType, body) = try transcriptionForm(audio, fileName, language, prompt, temperature, fields, isStreaming: false)
    return try await withRetries(retry) {
      try Transcription(json: await exchangeJSON(request("POST", "/v1/audio/transcriptions", contentType: contentType, body: body)))
    }
  }

  /// Writes down what is said and streams the text.
  ///
  /// The parameters are those of ``transcription(of:fileName:language:prompt:temperature:fields:retry:)``; with the field `stream_include_usage` set to `true`,
  /// vLLM reports what it cost. With a `retry`, the call is tried again as long as no event has been handed out.
  /// - Returns: the stream. It throws when it is iterated: ``ProviderError``, `CancellationError`.
  public func streamTranscription(
    of audio: [UInt8], fileName: String = "audio.wav", language: String? = nil, prompt: String? = nil, temperature: Double? = nil,
    fields: KeyValuePairs<String, String> = [:], retry: RetryPolicy? = nil
  ) -> TranscriptionStream {
    let request = Result { () throws(ProviderError) in
      let form = try transcriptionForm(audio, fileName, language, prompt, temperature, fields, isStreaming: true)
      return eventRequest("/v1/audio/transcriptions", form.body, contentType: form.contentType)
    }
    return TranscriptionStream(provider: self, request: request, retry: retry)
  }

  private func transcriptionForm(
    _ audio: [UInt8], _ fileName: String, _ language: String?, _ prompt: String?, _ temperature: Double?,
    _ fields: KeyValuePairs<String, String>, isStreaming: Bool
  ) throws(ProviderError) -> (contentType: String, body: [UInt8]) {
    guard !audio.isEmpty else { throw .invalidRequest("there is no audio") }
    for (name, _) in fields where ["model", "stream", "file"].contains(name) {
      throw .invalidRequest("the field \"\(name)\" is one that the library sends itself")
    }
    var form = MultipartForm()
    form.add("model", model)
    if let language { form.add("language", language) }
    if let prompt { form.add("prompt", prompt) }
    if let temperature { form.add("temperature", temperature.description) }
    if isStreaming { form.add("stream", "true") }
    for (name, value) in fields { form.add(name, value) }
    form.add(file: audio, named: fileName)
    return form.encoded()
  }
}
