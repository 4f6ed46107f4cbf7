private import Synchronization

/// A transport for tests: it answers with what it was given, one after the other, and keeps the requests.
///
/// ```swift
/// let transport = ScriptedTransport([.json(["choices": [["message": ["content": "Hello"], "finish_reason": "stop"]]])])
/// let provider = try OpenAIProvider(baseURL: "http://test", model: "m", transport: transport)
/// ```
public final class ScriptedTransport: HTTPTransport {
  /// One answer.
  public struct Reply: Sendable {
    let make: @Sendable (TransportRequest) async throws -> TransportResponse

    /// An answer of your own making.
    public init(_ make: @escaping @Sendable (TransportRequest) async throws -> TransportResponse) { self.make = make }

    /// JSON.
    public static func json(_ body: JSONValue, status: Int = 200, headers: HeaderFields = [:]) -> Reply {
      .bytes(body.encoded(), status: status, headers: headers)
    }

    /// Bytes.
    public static func bytes(_ body: [UInt8], status: Int = 200, headers: HeaderFields = [:]) -> Reply {
      Reply { _ in TransportResponse(status: status, headers: headers, body: TransportBody(body)) }
    }

    /// A stream of events, one piece each, with `data: [DONE]` at its end.
    public static func stream(_ events: [JSONValue], isDone: Bool = true) -> Reply {
      var pieces = events.map { Array("data: \($0.text())\n\n".utf8) }
      if isDone { pieces.append(Array("data: [DONE]\n\n".utf8)) }
      return .pieces(pieces)
    }

    /// A body in pieces.
    public static func pieces(_ pieces: [[UInt8]], status: Int = 200, headers: HeaderFields = [:]) -> Reply {
      Reply { _ in TransportResponse(status: status, headers: headers, body: TransportBody(pieces: pieces)) }
    }

    /// No answer: the connection fails.
    public static func failure(_ error: any Error = ScriptedTransport.ConnectionFailure()) -> Reply { Reply { _ in throw error } }
  }

  /// There is no connection.
  public struct ConnectionFailure: Error, Hashable {
    /// There is no connection.
    public init() {}
  }

  /// There was one more request than answers.
  public struct NoReplyLeft: Error {}

  private struct State {
    var replies: [Reply]
    var requests: [TransportRequest] = []
    var isClosed = false
  }

  private let state: Mutex<State>

  /// A transport with these answers.
  public init(_ replies: [Reply]) { state = Mutex(State(replies: replies)) }

  /// The requests so far.
  public var requests: [TransportRequest] { state.withLock { $0.requests } }

  /// Whether the provider has closed it.
  public var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Adds an answer at the end.
  public func append(_ reply: Reply) { state.withLock { $0.replies.append(reply) } }

  /// Answers with the next reply.
  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    let reply: Reply? = state.withLock { state in
      state.requests.append(request)
      return state.replies.isEmpty || state.isClosed ? nil : state.replies.removeFirst()
    }
    guard let reply else { throw NoReplyLeft() }
    return try await reply.make(request)
  }

  /// Refuses further requests.
  public func close() async { state.withLock { $0.isClosed = true } }
}
