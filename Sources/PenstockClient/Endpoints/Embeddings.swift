#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The answer to ``OpenAIProvider/embeddings(_:dimensions:extras:retry:)``.
public struct Embeddings: JSONBacked, Hashable {
  /// One vector for each text, in the order of the texts.
  public let vectors: [[Float]]
  /// What they cost.
  public let usage: Usage
  /// All that the server sent.
  public let json: JSONValue

  /// Reads an answer, with vectors as numbers or as base64.
  /// - Throws: ``ProviderError/Category/invalidResponse`` when it has no vectors.
  public init(json: JSONValue) throws(ProviderError) {
    guard let entries = json["data"]?.arrayValue else { throw .noAnswer("the answer has no list \"data\"", json) }
    var found: [(index: Int, vector: [Float])] = []
    for (place, entry) in entries.enumerated() {
      guard let vector = Self.vector(entry["embedding"]) else { throw .invalidResponse("an entry has no vector") }
      found.append((entry["index"]?.intValue ?? place, vector))
    }
    vectors = found.sorted { $0.index < $1.index }.map(\.vector)
    usage = Usage(wire: json["usage"])
    self.json = json
  }

  private static func vector(_ value: JSONValue?) -> [Float]? {
    switch value {
    case .array(let numbers):
      let vector = numbers.compactMap { $0.doubleValue.map(Float.init) }
      return vector.count == numbers.count ? vector : nil
    case .string(let text):
      guard let bytes = Data(base64Encoded: text), bytes.count % 4 == 0 else { return nil }
      return stride(from: 0, to: bytes.count, by: 4).map { start in
        Float(bitPattern: bytes.dropFirst(start).prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
      }
    default: return nil
    }
  }
}
