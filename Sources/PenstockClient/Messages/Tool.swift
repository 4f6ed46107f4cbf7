/// A tool that the model may call.
public struct Tool: Sendable, Hashable {
  /// The name; unique among the tools of a call.
  public var name: String
  /// What it does and when to call it, for the model.
  public var description: String
  /// What its arguments look like.
  public var parameters: JSONSchema

  /// A tool.
  public init(name: String, description: String, parameters: JSONSchema) {
    self.name = name
    self.description = description
    self.parameters = parameters
  }

  /// A tool whose arguments decode into a type; see ``JSONSchema/derived(from:)`` for which types can be.
  /// - Throws: ``ConfigurationError`` when no schema can be derived from the type.
  public init(name: String, description: String, arguments: (some Decodable).Type) throws {
    self.init(name: name, description: description, parameters: try JSONSchema.derived(from: arguments))
  }
}

/// Whether, and which, tools the model must call.
public enum ToolChoice: Sendable, Hashable {
  /// The model decides: `"auto"`.
  case auto
  /// At least one: `"required"`. Needs tools.
  case required
  /// No tool: `"none"`. (It is not called `none`, which Swift would take for an absent choice.)
  case never
  /// The one of this name, which must be among the tools.
  case tool(named: String)
}

/// A call that the model asks for.
public struct ToolCall: Sendable, Hashable {
  /// What the ``ToolMessage`` with the result must name, verbatim.
  public var id: String
  /// The tool's name.
  public var name: String
  /// The arguments. Nil only when the model failed (``FinishReason/error``) and left no readable JSON.
  public var arguments: JSONObject?
  /// Another provider's signature of the call. It is kept and not sent.
  public var signature: String?

  /// A call.
  public init(id: String, name: String, arguments: JSONObject?, signature: String? = nil) {
    self.id = id
    self.name = name
    self.arguments = arguments
    self.signature = signature
  }

  /// The arguments as a type of yours.
  /// - Throws: `DecodingError` when they do not fit.
  public func decodeArguments<Arguments: Decodable>(into type: Arguments.Type) throws -> Arguments {
    try JSONValue.object(arguments ?? JSONObject()).decode(into: type)
  }
}
