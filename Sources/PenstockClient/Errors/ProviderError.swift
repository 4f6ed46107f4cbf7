/// What went wrong with a call.
///
/// ``category`` says what kind of failure it is, and is what to switch over; the other members say more where there is more to say. Cancellation of
/// the calling task is no `ProviderError`: it is a `CancellationError`.
public struct ProviderError: Error, Sendable {
  /// The kind of failure.
  public var category: Category
  /// What happened, in words. It may repeat what the server said, and so a piece of the prompt.
  public var message: String
  /// How long the server asks to wait before the next try, from `Retry-After` in seconds; nil when it gave none, or a date.
  public var retryAfter: Duration?
  /// The HTTP status, when a response came.
  public var statusCode: Int?
  /// The error that the server described, when it did.
  public var server: ServerError?
  /// The response's `x-request-id`.
  public var requestID: String?
  /// Whether the server said, by `x-should-retry: false`, that the same request will fail again.
  public var forbidsRetry = false
  /// What the model said and what is wrong with it, for ``Category/structuredOutputInvalid``.
  public var invalidOutput: InvalidOutput?
  /// What was not accepted, for ``Category/unsupportedContentBlock``.
  public var unsupportedBlock: UnsupportedBlock?
  /// The error beneath, when there is one: that of the transport, or of the JSON reader.
  public var underlying: (any Error)?

  /// The policy that refused, for ``Category/policyViolation``, if the gateway names it.
  public var policy: String? { (server?.json["error"] ?? server?.json)?["policy"]?.stringValue }

  /// An error.
  public init(_ category: Category, _ message: String, underlying: (any Error)? = nil) {
    self.category = category
    self.message = message
    self.underlying = underlying
  }

  /// Whether the same call may succeed later, so that ``RetryPolicy`` tries again: the server cannot be reached or fails, is still loading the model,
  /// or limits the rate. Never when the server forbids it.
  public var isTransient: Bool { category.isTransient && !forbidsRetry }
}

extension ProviderError {
  /// The kinds of failure. The raw values are the names that go into telemetry.
  public enum Category: String, Sendable, Hashable, CaseIterable, Codable {
    /// The key is wrong or missing: 401, 403.
    case authentication = "provider_authentication"
    /// The server cannot be reached, took too long, failed, or answered with a status that means nothing better.
    case unavailable = "provider_unavailable"
    /// The server does not know the model.
    case invalidModel = "provider_invalid_model"
    /// The server knows the model and has not loaded it yet.
    case modelNotLoaded = "provider_model_not_loaded"
    /// Too many requests: 429. See ``ProviderError/retryAfter``.
    case rateLimit = "provider_rate_limit"
    /// The request is wrong. Most are found before anything is sent; the others are a 400.
    case invalidRequest = "provider_invalid_request"
    /// The model does not take such content: an image, say.
    case unsupportedContentBlock = "provider_unsupported_content_block"
    /// The server answered with success and something that is no answer.
    case invalidResponse = "provider_invalid_response"
    /// The model's text is no JSON, or not as the schema demands. See ``ProviderError/invalidOutput``.
    case structuredOutputInvalid = "structured_output_invalid"
    /// A gateway's policy refused the request or the answer. The same request would be refused again.
    case policyViolation = "policy_violation"
    /// A gateway's budget, or an account's quota, is used up.
    case budgetExhausted = "budget_exhausted"

    /// Whether such a failure may go away by itself.
    public var isTransient: Bool {
      switch self {
      case .unavailable, .modelNotLoaded, .rateLimit: true
      default: false
      }
    }
  }

  /// An error as the server described it.
  public struct ServerError: Sendable, Hashable {
    /// What it said.
    public var message: String?
    /// Its `type`.
    public var type: String?
    /// Its `code`, as text also when it was a number.
    public var code: String?
    /// The member of the request that it names.
    public var param: String?
    /// All that it said; a text when it was no JSON.
    public var json: JSONValue

    /// An error of a server.
    public init(message: String? = nil, type: String? = nil, code: String? = nil, param: String? = nil, json: JSONValue = .null) {
      self.message = message
      self.type = type
      self.code = code
      self.param = param
      self.json = json
    }
  }

  /// A model's text that does not keep to the schema.
  public struct InvalidOutput: Sendable, Hashable {
    /// The schema that was asked for.
    public var schema: JSONSchema
    /// The model's text, verbatim.
    public var outputContent: String
    /// What is wrong with it, and where: a JSON path such as `$.items[2].name`.
    public var errorMessage: String
    /// Why the model stopped; ``FinishReason/length`` explains a JSON text that breaks off.
    public var finishReason: FinishReason
    /// The tokens that it cost nevertheless.
    public var usage: Usage

    /// An invalid output.
    public init(schema: JSONSchema, outputContent: String, errorMessage: String, finishReason: FinishReason, usage: Usage) {
      self.schema = schema
      self.outputContent = outputContent
      self.errorMessage = errorMessage
      self.finishReason = finishReason
      self.usage = usage
    }
  }

  /// Content that a model does not take.
  public struct UnsupportedBlock: Sendable, Hashable {
    /// `image`, `audio` or `video`, if the server's words tell; else `unknown`.
    public var blockType: String
    /// What the server said.
    public var reason: String

    /// Content that was refused.
    public init(blockType: String, reason: String) {
      self.blockType = blockType
      self.reason = reason
    }
  }
}

extension ProviderError: CustomStringConvertible {
  /// Category, status and message.
  public var description: String {
    category.rawValue + (statusCode.map { " (\($0))" } ?? "") + ": " + message
  }
}

extension ProviderError {
  static func invalidRequest(_ message: String) -> ProviderError { ProviderError(.invalidRequest, message) }
  static func invalidResponse(_ message: String, _ underlying: (any Error)? = nil) -> ProviderError {
    ProviderError(.invalidResponse, message, underlying: underlying)
  }
}

/// Why an ``OpenAIProvider`` or ``JSONSchema`` cannot be made of what was given.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The reason, and what to do about it.
  public let description: String

  /// A reason.
  public init(_ description: String) { self.description = description }
}
