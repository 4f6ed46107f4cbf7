/// What carries requests to a server: ``AsyncHTTPTransport`` by default, ``ScriptedTransport`` in tests, or one of your own.
public protocol HTTPTransport: Sendable {
  /// Sends a request and returns as soon as the response's head has arrived; the body is read afterwards, piece by piece.
  ///
  /// When the calling task is cancelled, or the body's iterator is dropped before its end, the connection must be closed: that is what stops the engine.
  /// - Throws: anything; the provider makes ``ProviderError/Category/unavailable`` of it. `CancellationError` stays what it is.
  func send(_ request: TransportRequest) async throws -> TransportResponse

  /// Ends all connections; requests that are sent later fail. Calling it again has no effect.
  func close() async
}

/// A request, ready to be sent.
public struct TransportRequest: Sendable, Hashable {
  /// `GET` or `POST`.
  public var method: String
  /// The whole URL.
  public var url: String
  /// The header fields, without `Host` and `Content-Length`.
  public var headers: HeaderFields
  /// The body; empty for `GET`.
  public var body: [UInt8]

  /// A request.
  public init(method: String, url: String, headers: HeaderFields = [:], body: [UInt8] = []) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

/// A response whose head has arrived.
public struct TransportResponse: Sendable {
  /// The HTTP status.
  public var status: Int
  /// The header fields.
  public var headers: HeaderFields
  /// The body, still to be read.
  public var body: TransportBody

  /// A response.
  public init(status: Int, headers: HeaderFields = [:], body: TransportBody) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// The pieces of a response's body, as they arrive. It can be read once.
public struct TransportBody: AsyncSequence, Sendable {
  /// A piece of the body.
  public typealias Element = [UInt8]

  private let start: @Sendable () -> Iterator

  /// A body from any sequence of pieces.
  public init<Base: AsyncSequence & Sendable>(_ base: Base) where Base.Element == [UInt8] {
    start = {
      var iterator = base.makeAsyncIterator()
      return Iterator { try await iterator.next(isolation: #isolation) }
    }
  }

  /// A body that is here already.
  public init(_ bytes: [UInt8]) { self.init(pieces: bytes.isEmpty ? [] : [bytes]) }

  /// A body in pieces that are here already.
  public init(pieces: [[UInt8]]) {
    start = {
      var rest = pieces[...]
      return Iterator { rest.popFirst() }
    }
  }

  /// Reads the pieces.
  public struct Iterator: AsyncIteratorProtocol {
    let piece: nonisolated(nonsending) () async throws -> [UInt8]?

    /// The next piece; nil at the end.
    public mutating func next() async throws -> [UInt8]? { try await piece() }
  }

  /// An iterator over the pieces.
  public func makeAsyncIterator() -> Iterator { start() }
}
