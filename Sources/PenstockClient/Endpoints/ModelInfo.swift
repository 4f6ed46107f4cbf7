/// An entry of `GET /v1/models`.
public struct ModelInfo: JSONBacked, Hashable {
  /// The model's name in requests.
  public let id: String
  /// All that the server says of it.
  public let json: JSONValue

  /// The most tokens of prompt and answer together (`max_model_len`), if the server says so, as vLLM does.
  public var maxModelLength: Int? { json["max_model_len"]?.intValue }
  /// Whose it is, if the server says so.
  public var ownedBy: String? { json["owned_by"]?.stringValue }
  /// The model that an adapter belongs to.
  public var parent: String? { json["parent"]?.stringValue }
  /// Whether it is loaded, in the server's words, if it says so.
  public var status: String? { json["status"]?.stringValue }

  /// Reads an entry.
  /// - Throws: ``ProviderError/Category/invalidResponse`` when it has no id.
  public init(json: JSONValue) throws(ProviderError) {
    guard let id = json["id"]?.stringValue else { throw .invalidResponse("a model has no id") }
    self.id = id
    self.json = json
  }
}
