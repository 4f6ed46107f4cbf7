/// An API operation that the gateway serves.
public enum Endpoint: String, Sendable, Hashable, CaseIterable {
  /// `POST /v1/chat/completions`
  case chatCompletions = "chat_completions"
  /// `POST /v1/completions`
  case completions
  /// `POST /v1/embeddings`
  case embeddings

  /// The path under a base URL that ends in `/v1`: `/chat/completions`.
  public var path: String {
    switch self {
    case .chatCompletions: "/chat/completions"
    case .completions: "/completions"
    case .embeddings: "/embeddings"
    }
  }

  /// What a person calls it, as it reads in messages: `chat completions`.
  public var title: String {
    switch self {
    case .chatCompletions: "chat completions"
    case .completions: "completions"
    case .embeddings: "embeddings"
    }
  }
}
