extension OpenAIProvider {
  /// Asks whether the server is there and serves the model. It costs nothing and can be asked as often as you like; `complete` never asks it.
  ///
  /// With the probe ``ReadinessProbe/models``, the model must be listed by `GET /v1/models`, and its entry must not say that it is loading: a `status` with `loading` or
  /// `not_loaded` in it, in whatever case. No status, or another one, is ready.
  ///
  /// - Important: vLLM lists its model without a status. The probe finds out that the model's name is right, not that the model is warm. Where the first
  ///   request is slow, call ``warmUp(retry:)`` instead.
  /// - Parameter retry: whether and how to ask again, for servers that are still starting; nil does not.
  /// - Throws: ``ProviderError``: `invalidModel` when the model is not listed, `modelNotLoaded` while it loads, `authentication` for a wrong key, `unavailable` when the
  ///   server fails or is not there, `invalidResponse` when what it says is no list of models. `CancellationError`.
  public func ready(retry: RetryPolicy? = nil) async throws {
    try await withRetries(retry) {
      if readinessProbe != .chatCompletions { try await probeModels() }
      if readinessProbe != .models { try await probeChat() }
    }
  }

  /// Asks whether the server is ready, and then for one token, so that the model is loaded when this returns.
  ///
  /// ```swift
  /// try await provider.warmUp(retry: RetryPolicy(maxAttempts: 120, backoff: .constant(.seconds(1))))
  /// ```
  /// - Parameter retry: whether and how to try each of the two again; nil does not.
  /// - Throws: as ``ready(retry:)`` and ``complete(_:tools:config:responseSchema:toolChoice:retry:onEvent:)``.
  public func warmUp(retry: RetryPolicy? = nil) async throws {
    try await ready(retry: retry)
    _ = try await complete([.user("ok")], config: RuntimeConfig(temperature: 0, maxTokens: 1), retry: retry)
  }

  private func probeModels() async throws {
    let answer = try await exchangeJSON(request("GET", "/v1/models"))
    guard let entries = answer["data"]?.arrayValue else {
      throw ProviderError.invalidResponse("what GET /v1/models answers has no list \"data\"")
    }
    guard let entry = entries.first(where: { $0["id"] == .string(model) }) else {
      throw ProviderError(.invalidModel, "the server does not serve the model \"\(model)\"")
    }
    let status = entry["status"]?.stringValue?.lowercased() ?? ""
    if status.contains("not_loaded") || status.contains("loading") {
      throw ProviderError(.modelNotLoaded, "the server has not loaded the model \"\(model)\" yet: \(status)")
    }
  }

  private func probeChat() async throws {
    let body: JSONValue = ["model": .string(model), "messages": [["role": "user", "content": "."]], "max_tokens": 1]
    let answer = try await exchangeJSON(request("POST", "/v1/chat/completions", contentType: "application/json", body: body.encoded()))
    _ = try ChatResponse(wire: answer, schema: nil)
  }
}
