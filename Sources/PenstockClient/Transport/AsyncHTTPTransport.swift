internal import AsyncHTTPClient
internal import Synchronization
internal import Tracing

/// The transport over AsyncHTTPClient: HTTP/1.1, one connection pool, as many connections at a time as there are concurrent calls (up to 4,096).
///
/// * Connections that were idle for 4 seconds are closed: vLLM closes its side after 5, and a request on such a connection would be lost.
/// * A request that dies on a connection which was closed meanwhile, before a byte of the response came, is sent once more. Nothing else is sent twice by itself: where a connection was made
///   during the request it may have been this one's, and a server that dies on a fresh one may have done what it was asked for.
/// * Redirects are not followed, compressed responses not asked for.
/// * Cancellation of the task, and dropping a body before its end, close the connection.
public final class AsyncHTTPTransport: HTTPTransport {
  /// Where connections come from.
  private let client: HTTPClient
  /// The connections that were made.
  private let connections = Connections()

  /// Counts connections.
  private final class Connections: Sendable {
    let count = Atomic(0)
  }

  /// A transport with a pool of its own.
  /// - Parameter timeout: the longest wait for a connection, and then for each next piece of a response, its head included.
  /// - Parameter trustedCertificates: the path of a PEM file with the authorities to trust, for servers whose certificate is signed by one of your own; nil trusts
  ///   those that the system does. A file that cannot be read shows in the first call.
  public init(timeout: Duration = .seconds(60), trustedCertificates: String? = nil) {
    var configuration = HTTPClient.Configuration()
    if let trustedCertificates {
      var tls = configuration.tlsConfiguration ?? .makeClientConfiguration()
      tls.trustRoots = .file(trustedCertificates)
      configuration.tlsConfiguration = tls
    }
    let nanoseconds = Self.nanoseconds(timeout)
    configuration.timeout = .init(connect: .nanoseconds(nanoseconds), read: .nanoseconds(nanoseconds))
    configuration.connectionPool = .init(idleTimeout: .seconds(4))
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 4_096
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.redirectConfiguration = .disallow
    configuration.httpVersion = .http1Only
    // The provider has spans of its own, and sends their trace along.
    configuration.tracing.tracer = nil
    configuration.http1_1ConnectionDebugInitializer = { [connections] channel in
      connections.count.add(1, ordering: .relaxed)
      return channel.eventLoop.makeSucceededVoidFuture()
    }
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  deinit {
    // Without this a provider that nobody closed would leak its connections. After `close()` it is an error that nobody hears.
    client.shutdown { _ in }
  }

  /// Sends a request.
  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    let before = connections.count.load(ordering: .relaxed)
    do { return try await execute(request) } catch {
      // Without a new connection it went out on one that was there before.
      guard before == connections.count.load(ordering: .relaxed), Self.saysClosed(error), !Task.isCancelled else { throw error }
      return try await execute(request)
    }
  }

  /// Whether a connection was closed or reset before a byte of the response came. A reset is an error of NIO's, which this target does not import: it depends
  /// on AsyncHTTPClient alone.
  private static func saysClosed(_ error: any Error) -> Bool {
    (error as? HTTPClientError) == .remoteConnectionClosed || String(reflecting: type(of: error)) == "NIOCore.IOError"
  }

  private func execute(_ request: TransportRequest) async throws -> TransportResponse {
    var outgoing = HTTPClientRequest(url: request.url)
    outgoing.method = .init(rawValue: request.method)
    for field in request.headers.fields { outgoing.headers.add(name: field.name, value: field.value) }
    if !request.body.isEmpty { outgoing.body = .bytes(request.body) }
    let response = try await client.execute(outgoing, deadline: .distantFuture)
    return TransportResponse(
      status: Int(response.status.code), headers: HeaderFields(response.headers.map { ($0.name, $0.value) }),
      body: TransportBody(response.body.map { Array($0.readableBytesView) }))
  }

  /// Ends all connections.
  public func close() async { try? await client.shutdown() }

  private static func nanoseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflowed) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
    return overflow || overflowed ? .max / 2 : max(sum, 1)
  }
}
