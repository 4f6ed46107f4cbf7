/// A model on a server that speaks the OpenAI format: vLLM, llama.cpp, SGLang, LM Studio, a gateway, or OpenAI itself.
///
/// ```swift
/// let provider = try OpenAIProvider(
///   baseURL: "http://localhost:8000",            // the host's root, without /v1
///   model: "meta-llama/Llama-3.1-8B-Instruct",
///   genaiSystem: "vllm")
/// let response = try await provider.complete([.user("hello")], config: RuntimeConfig(temperature: 0, maxTokens: 128))
/// print(response.message.content)
/// await provider.close()
/// ```
///
/// A provider has one connection pool, which all its calls share. Calls run side by side; none waits for another. All of it can be used from any task.
///
/// Calls throw ``ProviderError``, or `CancellationError` when their task is cancelled; the connection is closed then, which stops the engine. Nothing is
/// tried again unless a call is given a ``RetryPolicy``.
public final class OpenAIProvider: Sendable {
  /// How ``ready(retry:)`` asks.
  public enum ReadinessProbe: Sendable, Hashable {
    /// `GET /v1/models`: is the model served, and does the server say that it is loaded?
    case models
    /// A chat completion of one token: does the model answer?
    case chatCompletions
    /// Both, one after the other.
    case both
  }

  /// The address that paths are appended to, without a slash at its end.
  public let baseURL: String
  /// The model that calls are for.
  public let model: String
  /// What spans and metrics name as `gen_ai.system`.
  public let genaiSystem: String
  /// Whether schemas go into the prompt instead of `response_format`.
  public let usesPromptAugmentationFallback: Bool
  /// How ``ready(retry:)`` asks.
  public let readinessProbe: ReadinessProbe
  /// Whether spans have the `ServiceContext.callerMetadata` of the task that calls.
  public let populatesCallerMetadata: Bool
  /// What is told of calls, and to whom.
  public let telemetry: TelemetryOptions
  /// The longest response that is read, in bytes; a longer one is ``ProviderError/Category/invalidResponse``. For streams: the longest event, and the longest answer
  /// that is put together.
  public let maxResponseBytes: Int

  let transport: any HTTPTransport
  private let headers: HeaderFields

  /// A provider. Nothing is sent.
  /// - Parameter baseURL: the server's root: `http://localhost:8000`. Slashes at its end are stripped; a path of a reverse proxy stays. One that ends in `/v1` is
  ///   refused, also with a query or fragment after it.
  /// - Parameter model: the model's name as the server knows it.
  /// - Parameter apiKey: sent as `Authorization: Bearer`; nil sends none, as vLLM without `--api-key` wants it.
  /// - Parameter genaiSystem: `vllm`, `llamacpp`, `sglang`, `lmstudio` … for telemetry. It is not guessed from the address.
  /// - Parameter forcePromptAugmentationFallback: for servers that do not know `response_format`: the schema goes into the system message instead. Answers are
  ///   validated either way.
  /// - Parameter timeout: the longest wait for a connection, and then for each next piece of a response. It has no effect on a `transport` of your own.
  /// - Parameter readinessProbe: how ``ready(retry:)`` asks.
  /// - Parameter populateCallerMetadata: whether spans have the `ServiceContext.callerMetadata` of the task that calls.
  /// - Parameter maxResponseBytes: the longest response that is read. For streams: the longest event, and the longest answer that is put together.
  /// - Parameter headers: further header fields of every request. They replace those of the library, but for `Authorization` when there is an `apiKey`.
  /// - Parameter telemetry: what is told of calls, and to whom.
  /// - Parameter transport: what carries requests; nil is an ``AsyncHTTPTransport`` of its own.
  /// - Throws: ``ConfigurationError`` with the reason.
  public init(
    baseURL: String, model: String, apiKey: String? = nil, genaiSystem: String = "openai", forcePromptAugmentationFallback: Bool = false,
    timeout: Duration = .seconds(60), readinessProbe: ReadinessProbe = .models, populateCallerMetadata: Bool = true,
    maxResponseBytes: Int = 64 << 20, headers: HeaderFields = [:],
    telemetry: TelemetryOptions = TelemetryOptions(), transport: (any HTTPTransport)? = nil
  ) throws(ConfigurationError) {
    self.baseURL = try BaseURL(baseURL).text
    guard !model.isEmpty else { throw ConfigurationError("model must not be empty") }
    guard timeout > .zero else { throw ConfigurationError("timeout must be more than nothing") }
    self.model = model
    self.genaiSystem = genaiSystem
    usesPromptAugmentationFallback = forcePromptAugmentationFallback
    self.readinessProbe = readinessProbe
    populatesCallerMetadata = populateCallerMetadata
    self.maxResponseBytes = max(maxResponseBytes, 1)
    self.telemetry = telemetry
    var fields = headers
    if let apiKey, !apiKey.isEmpty { fields["Authorization"] = "Bearer \(apiKey)" }
    for field in fields.fields where !(field.name + field.value).utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) {
      throw ConfigurationError("the header field \(field.name) has a character that HTTP does not allow, such as a line's end in a key")
    }
    self.headers = fields
    self.transport = transport ?? AsyncHTTPTransport(timeout: timeout)
  }

  /// Ends all connections. Calls that are running fail; so do later ones. A provider that is let go without it leaks nothing.
  public func close() async { await transport.close() }

  /// A request to the server.
  func request(_ method: String, _ path: String, contentType: String? = nil, accept: String = "application/json", body: [UInt8] = [])
    -> TransportRequest
  {
    var fields: HeaderFields = [:]
    if let contentType { fields["Content-Type"] = contentType }
    fields["Accept"] = accept
    for field in headers.fields { fields[field.name] = field.value }
    return TransportRequest(method: method, url: baseURL + path, headers: fields, body: body)
  }
}

extension OpenAIProvider: CustomReflectable {
  /// Where and what; not the key.
  public var customMirror: Mirror { Mirror(self, children: ["baseURL": baseURL, "model": model]) }
}
