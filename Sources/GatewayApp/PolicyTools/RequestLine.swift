internal import OpenAIWire

/// A line of the requests that `policy diff` compares: a request's body, or `{"request": {…}, "headers": {…}}`.
public struct RequestLine: Sendable {
  /// Why a line is no request.
  public struct Problem: Error, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let description: String
  }

  /// The body, as it is written.
  public private(set) var body: [UInt8]
  /// The header fields.
  public private(set) var headers: [String: String] = [:]

  /// Reads a line.
  /// - Throws: ``Problem`` when it is no JSON object, or has header fields that cannot be read.
  public init(_ line: [UInt8]) throws(Problem) {
    body = line
    var reading = Reading()
    do throws(JSONProblem) { try reading.read(line.span.bytes) } catch {
      throw Problem(description: "not an acceptable JSON object: \(error.description)")
    }
    guard reading.isObject else { throw Problem(description: "not a JSON object") }
    guard let range = reading.request else {
      // It would be a member of the body that nobody reads.
      if reading.hasHeaders { throw Problem(description: "\"headers\" stands beside the body: {\"request\": {...}, \"headers\": {...}}") }
      return
    }
    if let other = reading.other {
      throw Problem(description: "unknown key \"\(other.prefix(64))\" beside \"request\"; known: request, headers")
    }
    guard reading.areHeadersTexts else { throw Problem(description: "\"headers\" is an object of texts: {\"X-User-ID\": \"u1\"}") }
    body = Array(line[range])
    headers = reading.headers
  }

  /// What a line holds.
  private struct Reading {
    var isObject = false
    var request: Range<Int>?
    var headers: [String: String] = [:]
    var hasHeaders = false
    var areHeadersTexts = true
    var other: String?

    mutating func read(_ bytes: RawSpan) throws(JSONProblem) {
      var cursor = JSONCursor()
      try cursor.start(bytes)
      guard cursor.peek(bytes) == .object else { return }
      isObject = true
      var frame = try cursor.enterObject(bytes)
      while let token = try cursor.nextMember(bytes, &frame) {
        let name = JSONText.string(bytes, token)
        switch name {
        case "request" where cursor.peek(bytes) == .object: request = try cursor.skipValue(bytes)
        case "headers": try readHeaders(bytes, &cursor)
        default:
          other = other ?? name
          try cursor.skipValue(bytes)
        }
      }
      try cursor.finish(bytes)
    }

    private mutating func readHeaders(_ bytes: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) {
      hasHeaders = true
      guard cursor.peek(bytes) == .object else {
        areHeadersTexts = false
        try cursor.skipValue(bytes)
        return
      }
      var frame = try cursor.enterObject(bytes)
      while let token = try cursor.nextMember(bytes, &frame) {
        let name = JSONText.string(bytes, token)
        if cursor.peek(bytes) == .string {
          headers[name] = try cursor.decodedString(bytes)
        } else {
          areHeadersTexts = false
          try cursor.skipValue(bytes)
        }
      }
    }
  }
}
