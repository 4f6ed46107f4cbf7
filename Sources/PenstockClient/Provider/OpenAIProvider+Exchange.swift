internal import Tracing

extension OpenAIProvider {
  /// Sends a request and waits for the head of a successful response. The current trace travels with it.
  /// - Throws: ``ProviderError`` for every status but 200, and when there is no response; `CancellationError`.
  func open(_ request: TransportRequest) async throws -> TransportResponse {
    var request = request
    if let context = ServiceContext.current {
      (telemetry.tracer ?? InstrumentationSystem.tracer).inject(context, into: &request.headers, using: FieldInjector())
    }
    let response: TransportResponse
    do { response = try await transport.send(request) } catch { throw Self.failure(error) }
    guard response.status != 200 else { return response }
    // What an error says in its first 64 KiB is enough, and an error whose body is cut is still that error.
    let body = (try? await collect(response.body, limit: 65_536, cuts: true)) ?? []
    try Task.checkCancellation()
    throw ErrorClassifier.error(status: response.status, headers: response.headers, body: body)
  }

  private struct FieldInjector: Injector {
    func inject(_ value: String, forKey key: String, into carrier: inout HeaderFields) { carrier[key] = value }
  }

  /// Sends a request and reads the response as JSON.
  /// - Throws: ``ProviderError/Category/invalidResponse`` when it is none.
  func exchangeJSON(_ request: TransportRequest) async throws -> JSONValue { try await json(of: open(request)) }

  /// Reads a response as JSON.
  func json(of response: TransportResponse) async throws -> JSONValue {
    let body: [UInt8]
    do { body = try await collect(response.body, limit: maxResponseBytes, cuts: false) } catch { throw Self.failure(error) }
    do throws(JSONSyntaxError) { return try JSONValue(parsing: body) } catch {
      var failure = ProviderError.invalidResponse("the response is not JSON\(Self.kind(response.headers)): \(error)", error)
      failure.statusCode = response.status
      failure.requestID = response.headers["x-request-id"]
      throw failure
    }
  }

  /// What a response that is no JSON says that it is: `text/html` explains a lot.
  private static func kind(_ headers: HeaderFields) -> String {
    guard let type = headers["content-type"], !type.lowercased().hasPrefix("application/json") else { return "" }
    return " but \(type.prefix(100))"
  }

  private func collect(_ body: TransportBody, limit: Int, cuts: Bool) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await piece in body {
      guard bytes.count + piece.count <= limit else {
        if cuts { return bytes }
        throw ProviderError.invalidResponse("the response is longer than \(limit) bytes")
      }
      bytes += piece
    }
    return bytes
  }

  /// What a transport or a reader threw, as the caller gets it.
  /// - Parameter headers: those of the response, if it had begun.
  static func failure(_ error: any Error, _ headers: HeaderFields = [:]) -> any Error {
    if error is CancellationError { return error }
    guard var failure = error as? ProviderError else {
      if Task.isCancelled { return CancellationError() }
      var failure = ProviderError(.unavailable, "the server cannot be reached, or the connection broke: \(error)", underlying: error)
      failure.requestID = headers["x-request-id"]
      return failure
    }
    failure.requestID = failure.requestID ?? headers["x-request-id"]
    return failure
  }

  /// Repeats an operation as its policy allows. Only transient errors are tried again: there is no output that a schema could be broken by.
  func withRetries<Result: Sendable>(_ policy: RetryPolicy?, _ operation: () async throws -> Result) async throws -> Result {
    var loop = RetryLoop(policy)
    while true {
      do { return try await operation() } catch let error as ProviderError { try await loop.next(after: error) }
    }
  }
}
