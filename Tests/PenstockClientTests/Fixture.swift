import Foundation
import PenstockClient
import Testing
import Yams

/// One case of a conformance fixture: calls on one provider, and what is expected of each.
struct Fixture: Sendable, CustomTestStringConvertible {
  /// A call, with everything that the file says beside it.
  typealias Step = JSONObject

  let name: String
  let mock: JSONValue
  let steps: [Step]
  /// What is expected of all calls together.
  let whole: JSONObject

  var testDescription: String { name }

  /// All cases of all files.
  static let all: [Fixture] = {
    do { return try folders().flatMap { try files(in: $0) }.flatMap { try cases(of: $0) } } catch {
      Issue.record("the fixtures cannot be read: \(error)")
      return []
    }
  }()

  static func folders() throws -> [URL] {
    let own = try #require(Bundle.module.resourceURL).appendingPathComponent("Fixtures")
    let named = ProcessInfo.processInfo.environment["PENSTOCK_CLIENT_FIXTURES"].map { URL(fileURLWithPath: $0) }
    return [own] + (named.map { [$0] } ?? [])
  }

  static func files(in folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).filter { $0.pathExtension == "yaml" }
      .sorted { $0.path < $1.path }
  }

  static func cases(of file: URL) throws -> [Fixture] {
    let node = try #require(try Yams.compose(yaml: String(contentsOf: file, encoding: .utf8)))
    let document = try #require(JSONValue(yaml: node).objectValue)
    let name = file.deletingPathExtension().lastPathComponent
    // Fixtures of other formats than OpenAI's say so.
    if let mapping = document["mapping"]?.stringValue, mapping != "openai" { return [] }
    guard let cases = document["cases"]?.arrayValue else { return [fixture(name, document, document)] }
    return cases.enumerated().compactMap { place, value in
      value.objectValue.map { fixture("\(name)/\($0["name"]?.stringValue ?? "\(place)")", $0, document) }
    }
  }

  private static let shared: Set<String> = ["mock_provider", "calls", "call", "cases", "name", "description", "mapping"]

  private static func fixture(_ name: String, _ own: JSONObject, _ document: JSONObject) -> Fixture {
    let mock = own["mock_provider"] ?? document["mock_provider"] ?? [:]
    let rest = JSONObject(own.members.filter { !shared.contains($0.name) }.map { ($0.name, $0.value) })
    if let calls = own["calls"]?.arrayValue {
      return Fixture(name: name, mock: mock, steps: calls.compactMap(\.objectValue), whole: rest)
    }
    var step = own["call"]?.objectValue ?? [:]
    for member in rest.members { step[member.name] = member.value }
    return Fixture(name: name, mock: mock, steps: [step], whole: [:])
  }
}

extension JSONValue {
  /// What a YAML node says, as JSON.
  init(yaml node: Node) {
    switch node {
    case .mapping(let mapping): self = .object(JSONObject(mapping.map { ($0.key.string ?? "", JSONValue(yaml: $0.value)) }))
    case .sequence(let sequence): self = .array(sequence.map { JSONValue(yaml: $0) })
    case .scalar(let scalar):
      guard scalar.style == .plain || scalar.style == .any else {
        self = .string(scalar.string)
        return
      }
      if node.null != nil {
        self = .null
      } else if let value = node.bool {
        self = .bool(value)
      } else if let value = node.int {
        self = .int(value)
      } else if let value = node.float {
        self = .double(value)
      } else {
        self = .string(scalar.string)
      }
    case .alias: self = .null
    }
  }
}
