public import Tracing

extension ServiceContext {
  private enum CallerMetadataKey: ServiceContextKey {
    typealias Value = JSONObject
    static let nameOverride: String? = "openarmature.caller-metadata"
  }

  /// What the program knows of its calls and wants to find in their spans: a tenant, a session, an experiment. Every member becomes the attribute
  /// `openarmature.user.<name>`, unless a provider was made with `populateCallerMetadata: false`. It goes into spans alone: not to the server, not into metrics.
  ///
  /// See ``withCallerMetadata(_:_:)``.
  public var callerMetadata: JSONObject {
    get { self[CallerMetadataKey.self] ?? [:] }
    set { self[CallerMetadataKey.self] = newValue }
  }
}

/// Runs an operation whose calls have this metadata in their spans, beside that of operations around it.
///
/// ```swift
/// try await withCallerMetadata(["tenant": "acme"]) {
///   try await provider.complete(messages)
/// }
/// ```
/// - Parameter metadata: texts, numbers, truth values, and lists of one kind of them. Anything else becomes JSON text.
/// - Parameter operation: what runs. A stream counts when it is iterated in it.
public func withCallerMetadata<Value>(_ metadata: JSONObject, _ operation: () async throws -> Value) async rethrows -> Value {
  var context = ServiceContext.current ?? .topLevel
  for member in metadata.members { context.callerMetadata[member.name] = member.value }
  return try await ServiceContext.withValue(context) { try await operation() }
}

extension SpanAttributes {
  /// The metadata of the current task, as attributes.
  static var callerMetadata: SpanAttributes {
    var attributes: SpanAttributes = [:]
    for member in ServiceContext.current?.callerMetadata.members ?? [] {
      attributes["openarmature.user.\(member.name)"] = attribute(member.value)
    }
    return attributes
  }

  private static func attribute(_ value: JSONValue) -> SpanAttribute? {
    switch value {
    case .null: return nil
    case .bool(let value): return .bool(value)
    case .string(let text): return .string(text)
    case .number(let number): return number.intValue.map { .int64(Int64($0)) } ?? .double(number.doubleValue)
    case .object: return .string(value.text())
    case .array(let elements): return list(elements) ?? .string(value.text())
    }
  }

  private static func list(_ elements: [JSONValue]) -> SpanAttribute? {
    func all<Element>(_ elements: [Element?]) -> [Element]? { elements.contains { $0 == nil } ? nil : elements.compactMap(\.self) }
    if let texts = all(elements.map(\.stringValue)) { return .stringArray(texts) }
    if let values = all(elements.map(\.boolValue)) { return .boolArray(values) }
    if let numbers = all(elements.map(\.intValue)) { return .int64Array(numbers.map(Int64.init)) }
    return all(elements.map(\.doubleValue)).map { .doubleArray($0) }
  }
}
