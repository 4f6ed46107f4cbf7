/// A kind of upstream.
public enum Provider: String, Sendable, Hashable, CaseIterable {
  /// vLLM's OpenAI-compatible server.
  case vllm
  /// OpenLLM: BentoML's server in front of vLLM. It knows its models by their Hugging Face ids.
  case openllm
  /// Any other server that speaks the OpenAI format.
  case openai
  /// The built-in simulator.
  case simulator

  /// The base URL that the provider pages print as the default. The simulator has none: it lives in the process, or says where.
  public var defaultBaseURL: String? {
    switch self {
    case .vllm: "http://localhost:8080/v1"
    case .openllm: "http://localhost:3000/v1"
    case .openai, .simulator: nil
    }
  }
}

/// What a target is for, as the middle part of a provider string says: `vllm:chat:<model>`.
public enum TargetKind: String, Sendable, Hashable, CaseIterable {
  /// Chat completions.
  case chat
  /// Completions.
  case completion
  /// Embeddings.
  case embedding

  /// The endpoint that this kind is named after.
  public var endpoint: Endpoint {
    switch self {
    case .chat: .chatCompletions
    case .completion: .completions
    case .embedding: .embeddings
    }
  }
}

/// A provider string: `vllm`, or `vllm:chat:meta-llama/Llama-3.1-8B-Instruct`. Only the first two colons separate; the model may hold more of them
/// (`openllm:chat:llama3:8b-instruct`).
public struct ProviderString: Sendable, Hashable, CustomStringConvertible {
  /// The provider.
  public let provider: Provider
  /// The kind, when the string names a model.
  public let kind: TargetKind?
  /// The model, when the string names one.
  public let model: String?

  /// A provider string of its parts.
  public init(provider: Provider, kind: TargetKind? = nil, model: String? = nil) {
    self.provider = provider
    self.kind = kind
    self.model = model
  }

  /// Parses `text`; nil when it is not `provider` or `provider:kind:model` with a known provider, a known kind and a model that is not empty.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard let first = parts.first, let provider = Provider(rawValue: String(first)) else { return nil }
    switch parts.count {
    case 1: self.init(provider: provider)
    case 3:
      guard let kind = TargetKind(rawValue: String(parts[1])), !parts[2].isEmpty else { return nil }
      self.init(provider: provider, kind: kind, model: String(parts[2]))
    default: return nil
    }
  }

  /// The string itself.
  public var description: String {
    guard let kind, let model else { return provider.rawValue }
    return "\(provider.rawValue):\(kind.rawValue):\(model)"
  }
}
