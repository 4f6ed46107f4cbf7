import InMemoryTracing
import PenstockClient
import Testing
import Tracing

/// Compares what happened with what a fixture expects.
struct FixtureChecks {
  let step: Fixture.Step
  let sent: [TransportRequest]
  let spans: [FinishedInMemorySpan]

  private var expected: JSONObject { step["expected"]?.objectValue ?? [:] }

  // MARK: Answers

  func check(_ response: ChatResponse) {
    #expect(expected["raises"] == nil, "an error was expected")
    guard let wanted = expected["response"]?.objectValue else { return }
    for member in wanted.members {
      switch member.name {
      case "message": check(response.message, member.value)
      case "finish_reason": #expect(.string(response.finishReason.rawValue) == member.value)
      case "usage": check(response.usage, member.value)
      case "parsed": #expect((response.parsed ?? .null) == member.value)
      case "response_id": #expect((response.responseID.map { .string($0) } ?? .null) == member.value)
      case "response_model": #expect((response.responseModel.map { .string($0) } ?? .null) == member.value)
      case "raw_check":
        for key in (member.value["required_keys"]?.arrayValue ?? []).compactMap(\.stringValue) {
          #expect(response.raw[key] != nil, "raw lacks \(key)")
        }
      case "raw": #expect(response.raw == member.value)
      default: Issue.record("response has a key that this test does not know: \(member.name)")
      }
    }
  }

  private func check(_ message: AssistantMessage, _ wanted: JSONValue) {
    for member in wanted.objectValue?.members ?? [] {
      switch member.name {
      case "role": #expect(member.value == "assistant")
      case "content": #expect(message.content == member.value.stringValue ?? "")
      case "tool_calls":
        let calls = member.value.arrayValue ?? []
        #expect(message.toolCalls.count == calls.count)
        for (call, wanted) in zip(message.toolCalls, calls) {
          #expect(call.id == wanted["id"]?.stringValue && call.name == wanted["name"]?.stringValue)
          #expect(call.arguments.map { .object($0) } ?? .null == wanted["arguments"] ?? .null)
        }
      default: Issue.record("message has a key that this test does not know: \(member.name)")
      }
    }
  }

  private func check(_ usage: Usage, _ wanted: JSONValue) {
    for member in wanted.objectValue?.members ?? [] {
      let count: Int?
      switch member.name {
      case "prompt_tokens": count = usage.promptTokens
      case "completion_tokens": count = usage.completionTokens
      case "total_tokens": count = usage.totalTokens
      case "cached_tokens": count = usage.cachedTokens
      case "cache_creation_tokens": count = usage.cacheCreationTokens
      default:
        Issue.record("usage has a key that this test does not know: \(member.name)")
        continue
      }
      #expect((count.map { .int($0) } ?? .null) == member.value, "\(member.name)")
    }
  }

  // MARK: Errors

  func check(_ error: ProviderError) {
    guard let wanted = expected["raises"]?.objectValue else {
      Issue.record("an answer was expected: \(error)")
      return
    }
    for member in wanted.members {
      switch member.name {
      case "category": #expect(.string(error.category.rawValue) == member.value, "\(error)")
      case "retry_after_seconds": #expect(error.retryAfter == member.value.doubleValue.map { .seconds($0) })
      case "carries": for carried in member.value.objectValue?.members ?? [] { check(error, carries: carried) }
      case "transient": #expect(.bool(error.isTransient) == member.value)
      default: Issue.record("raises has a key that this test does not know: \(member.name)")
      }
    }
  }

  private func check(_ error: ProviderError, carries member: JSONObject.Member) {
    let (name, kind) = ["_present", "_mentions", "_absent"].reduce((member.name, "")) { found, suffix in
      member.name.hasSuffix(suffix) ? (String(member.name.dropLast(suffix.count)), suffix) : found
    }
    if name == "usage", kind.isEmpty {
      check(error.invalidOutput?.usage ?? Usage(), member.value)
      return
    }
    let value = carried(error, name)
    switch kind {
    case "_present": #expect((value != nil) == (member.value == true), "\(member.name)")
    case "_absent": #expect((value == nil) == (member.value == true), "\(member.name)")
    case "_mentions": #expect(value?.stringValue?.contains(member.value.stringValue ?? "?") == true, "\(member.name)")
    default: #expect(Self.contains(value ?? .null, member.value), "\(member.name)")
    }
  }

  /// Whether a value has what is wanted: of an object, the members that are named.
  private static func contains(_ value: JSONValue, _ wanted: JSONValue) -> Bool {
    guard let object = value.objectValue, let members = wanted.objectValue?.members else { return value == wanted }
    return members.allSatisfy { member in object[member.name].map { contains($0, member.value) } ?? member.value.isNull }
  }

  private func carried(_ error: ProviderError, _ name: String) -> JSONValue? {
    switch name {
    case "response_schema": error.invalidOutput?.schema.json
    case "output_content", "raw_content": error.invalidOutput.map { .string($0.outputContent) }
    case "error_message", "failure_description": error.invalidOutput.map { .string($0.errorMessage) }
    case "finish_reason": error.invalidOutput.map { .string($0.finishReason.rawValue) }
    case "usage": error.invalidOutput == nil ? nil : [:]
    case "block_type": error.unsupportedBlock.map { .string($0.blockType) }
    case "reason": error.unsupportedBlock.map { .string($0.reason) }
    case "retry_after": error.retryAfter.map { .double($0 / .seconds(1)) }
    default: .string("the test does not know what an error carries as \(name)")
    }
  }

  // MARK: The wire

  private static let inputs: Set<String> = [
    "operation", "messages", "tools", "config", "response_schema", "tool_choice", "stream", "retry", "retry_config", "retry_middleware",
    "name",
    "description", "invariants", "notes",
  ]

  func checkWire() throws {
    for member in step.members where !Self.inputs.contains(member.name) { try check(member) }
    checkCounts()
  }

  func checkCounts() {
    for member in expected.members {
      switch member.name {
      case "response", "raises", "success", "caller_messages_unmodified", "invariants": break
      default: if !checkAll(member) { Issue.record("expected has a key that this test does not know: \(member.name)") }
      }
    }
  }

  /// Checks what is expected of all requests and spans together.
  /// - Returns: whether it is of that kind.
  func checkAll(_ member: JSONObject.Member) -> Bool {
    switch member.name {
    case "provider_call_count": #expect(member.value.intValue == sent.count)
    case "llm_spans": checkSpans(member.value)
    case "wire_requests": checkRequests(member.value)
    case "expected_wire_bytes_identical":
      let places = (member.value["calls"]?.arrayValue ?? []).compactMap(\.intValue)
      let bodies = places.isEmpty ? sent.map(\.body) : places.filter(sent.indices.contains).map { sent[$0].body }
      #expect(bodies.count >= max(places.count, 2) && Set(bodies).count == 1)
    default: return false
    }
    return true
  }

  private func check(_ member: JSONObject.Member) throws {
    switch member.name {
    case "expected": break
    case "expected_wire_request":
      let body = try JSONValue(parsing: try #require(sent.first).body)
      #expect(Self.matches(body, member.value), "sent \(body), expected \(member.value)")
    case "expected_wire_requests": #expect(sent.count == member.value.arrayValue?.count)
    case "expected_wire_request_absent_keys":
      for key in (member.value.arrayValue ?? []).compactMap(\.stringValue) { #expect(try body(0)[key] == nil, "\(key)") }
    case "expected_wire_request_checks": for check in member.value.objectValue?.members ?? [] { try self.check(wire: check) }
    case "caller_messages_unmodified": break
    default: if !checkAll(member) { Issue.record("the step has a key that this test does not know: \(member.name)") }
    }
  }

  private func body(_ place: Int) throws -> JSONValue { try JSONValue(parsing: try #require(sent.dropFirst(place).first).body) }

  private func check(wire member: JSONObject.Member) throws {
    let body = try body(0)
    if member.name == "system_message_content_references_schema" {
      let content = try #require(body["messages"]?[0]?["content"]?.stringValue)
      let schema = try #require(step["response_schema"]).text(.init(sortsMembers: true, hasBlanks: true, escapesNonASCII: true))
      #expect(content.contains(schema))
    } else if member.name.hasSuffix("_absent") {
      #expect((body[String(member.name.dropLast(7))] == nil) == (member.value == true), "\(member.name)")
    } else if member.name.hasSuffix("_present") {
      #expect((body[String(member.name.dropLast(8))] != nil) == (member.value == true), "\(member.name)")
    } else {
      Issue.record("the wire has a check that this test does not know: \(member.name)")
    }
  }

  private func checkRequests(_ wanted: JSONValue) {
    let wanted = wanted.arrayValue ?? []
    #expect(wanted.count == sent.count)
    let first = (try? body(0)["messages"]?.arrayValue?.count) ?? 0
    for (place, request) in wanted.enumerated() {
      guard let body = try? body(place) else { continue }
      for member in request["sampling"]?.objectValue?.members ?? [] {
        let name = member.name == "stop_sequences" ? "stop" : member.name
        #expect((body[name] ?? .null) == member.value, "\(member.name)")
      }
      if let added = request["appended_messages"]?.arrayValue {
        #expect(Self.matches(.array(Array((body["messages"]?.arrayValue ?? []).dropFirst(first))), .array(added)))
      }
    }
  }

  /// Whether a body is what is expected: `"*"` is any text that is not empty, and texts that are JSON objects are compared as such.
  static func matches(_ value: JSONValue, _ wanted: JSONValue) -> Bool {
    switch (value, wanted) {
    case (.string(let text), "*"): return !text.isEmpty
    case (.object(let object), .object(let wanted)):
      return object.count == wanted.count
        && wanted.members.allSatisfy { member in object[member.name].map { matches($0, member.value) } ?? false }
    case (.array(let elements), .array(let wanted)):
      return elements.count == wanted.count && zip(elements, wanted).allSatisfy(matches)
    case (.string(let text), .string(let other)):
      guard text.hasPrefix("{"), let left = try? JSONValue(parsing: text), let right = try? JSONValue(parsing: other) else {
        return value == wanted
      }
      return left == right
    default: return value == wanted
    }
  }

  // MARK: Spans

  private func checkSpans(_ wanted: JSONValue) {
    let wanted = wanted.arrayValue ?? []
    #expect(spans.count == wanted.count)
    for (span, wanted) in zip(spans, wanted) {
      for member in (wanted["attributes"] ?? wanted).objectValue?.members ?? [] { check(span, member) }
      for name in (wanted["attributes_absent"]?.arrayValue ?? []).compactMap(\.stringValue) {
        #expect(attribute(span, name) == nil, "\(name)")
      }
    }
  }

  private func check(_ span: FinishedInMemorySpan, _ member: JSONObject.Member) {
    switch member.name {
    case "name": #expect(.string(span.operationName) == member.value)
    case "status": #expect((span.status?.code == .error) == (member.value.stringValue?.lowercased() == "error"))
    case "attributes_absent", "attributes": break
    case "error_category", "category": #expect(attribute(span, "error.type") == member.value)
    default: #expect((attribute(span, member.name) ?? .null) == member.value, "\(member.name)")
    }
  }

  private func attribute(_ span: FinishedInMemorySpan, _ name: String) -> JSONValue? {
    span.attributes.json(name) ?? span.attributes.json("openarmature.llm.\(name)")
  }
}

extension SpanAttributes {
  /// An attribute as JSON.
  func json(_ name: String) -> JSONValue? {
    switch get(name) {
    case .string(let text): .string(text)
    case .int32(let number): .int(Int(number))
    case .int64(let number): .int(Int(number))
    case .double(let number): .double(number)
    case .bool(let value): .bool(value)
    case .stringArray(let texts): .array(texts.map { .string($0) })
    default: nil
    }
  }
}
