import Foundation
import GatewayCore
import NIOPosix
import Testing

@testable import Simulator

/// Starts a simulator, hands it over, and stops it.
func withSimulator(
  _ change: (inout SimulatorSettings) -> Void = { _ in }, _ body: (SimulatorServer) async throws -> Void
) async throws {
  var settings = SimulatorSettings()
  settings.timeToFirstToken = .zero
  settings.prefillPerThousandTokens = .zero
  settings.timeBetweenTokens = .zero
  settings.keepAliveTimeout = .seconds(600)
  change(&settings)
  let server = try await SimulatorServer.start(
    settings: settings, host: "127.0.0.1", port: 0, group: MultiThreadedEventLoopGroup.singleton)
  do { try await body(server) } catch {
    await server.kill()
    throw error
  }
  await server.kill()
}

extension SimulatorServer {
  /// Sends one request whose connection ends with it, and gives all that comes back.
  func exchange(
    _ body: String, path: String = "/v1/chat/completions", method: String = "POST", headers: [String] = []
  ) async throws -> (text: String, ending: RawClient.Ending?) {
    let client = try await RawClient.connect(port)
    try await client.send(Self.request(body, path: path, method: method, headers: headers + ["connection: close"]))
    return await client.read()
  }

  /// The response to one request.
  func response(
    _ body: String, path: String = "/v1/chat/completions", method: String = "POST", headers: [String] = []
  ) async throws -> RawResponse {
    try #require(RawResponse(try await exchange(body, path: path, method: method, headers: headers).text))
  }

  static func request(_ body: String, path: String = "/v1/chat/completions", method: String = "POST", headers: [String] = []) -> String {
    let fields = ["host: x", "content-type: application/json", "content-length: \(body.utf8.count)"] + headers
    return "\(method) \(path) HTTP/1.1\r\n\(fields.joined(separator: "\r\n"))\r\n\r\n\(body)"
  }
}

/// A chat request that is answered with exactly `tokens`.
func chat(tokens: [String], stream: Bool = true, _ more: String = "") -> String {
  let list = tokens.map { "\"\($0)\"" }.joined(separator: ",")
  return """
    {"model":"penstock-simulator","messages":[{"role":"user","content":"Hello"}],"stream":\(stream),\
    "simulator":{"tokens":[\(list)]}\(more.isEmpty ? "" : "," + more)}
    """
}

/// A recorded exchange with vLLM.
struct Transcript {
  var requestHead: [String]
  var requestBody: String
  var response: RawResponse

  init(_ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Transcripts")
    let text = String(decoding: try Data(contentsOf: folder.appendingPathComponent(name + ".http")), as: UTF8.self)
    let split = try #require(text.range(of: "\n=====RESPONSE (raw bytes as received)=====\n"))
    let request = text[..<split.lowerBound].replacing("\r\n", with: "\n")
    let parts = request.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
    requestHead = parts[0].split(separator: "\n").map(String.init)
    requestBody = parts.count > 1 ? String(parts[1]) : ""
    response = try #require(RawResponse(String(text[split.upperBound...])))
  }

  /// The request as it was sent, with `body` in place of its own.
  func request(_ body: String? = nil) -> String {
    var body = body ?? requestBody
    let isChunked = requestHead.contains { $0.lowercased().hasPrefix("transfer-encoding") }
    if isChunked { body = body.replacing("\n", with: "\r\n") }
    let head = requestHead.map { line in
      line.lowercased().hasPrefix("content-length:") ? "content-length: \(body.utf8.count)" : line
    }
    return head.joined(separator: "\r\n") + "\r\nconnection: close\r\n\r\n" + body
  }
}

/// The shape of JSON: names in their order, and kinds of values.
func shape(_ json: String) throws -> String { shape(try JSONParser.parse(Array(json.utf8))) }

private func shape(_ value: JSONValue, name: String = "") -> String {
  switch value {
  case .null: return "null"
  case .bool: return "bool"
  case .integer, .number: return "number"
  case .string: return "string"
  case .array(let elements):
    var shapes: [String] = []
    for element in elements.map({ shape($0, name: name) }) where shapes.last != element { shapes.append(element) }
    return "[" + shapes.joined(separator: "|") + "]"
  // The members are named after tokens.
  case .object(let members) where name == "top_logprobs" && !members.contains { $0.name == "token" }: return "{\(members.count)}"
  case .object(let members): return "{" + members.map { "\($0.name):\(shape($0.value, name: $0.name))" }.joined(separator: ",") + "}"
  }
}

/// JSON without the simulator's own mark, for comparisons with answers of vLLM that have none there.
func unmarked(_ json: String) -> String { json.replacing(#","system_fingerprint":"penstock-simulator""#, with: "") }

/// The shapes of a stream's events, each run of equal ones once.
func shapes(_ events: [String]) throws -> [String] {
  var shapes: [String] = []
  for event in events {
    let next = event == "[DONE]" ? event : try shape(event)
    if shapes.last != next { shapes.append(next) }
  }
  return shapes
}
