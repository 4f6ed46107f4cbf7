extension OpenAIProvider {
  /// Sends a request and waits for the head of a successful response.
  /// - Throws: ``ProviderError`` for every other status, and when there is no response; `CancellationError`.
  func open(_ request: TransportRequest) async throws -> TransportResponse {
    let response: TransportResponse
    do { response = try await transport.send(request) } catch { throw Self.failure(error) }
    guard !(200..<300).contains(response.status) else { return response }
    // What an error says in its first 64 KiB is enough, and an error whose body is cut is still that error.
    let body = (try? await collect(response.body, limit: 65_536, cuts: true)) ?? []
    try Task.checkCancellation()
    throw ErrorClassifier.error(status: response.status, headers: response.headers, body: body)
  }

  /// Sends a request and reads the whole response.
  func exchange(_ request: TransportRequest) async throws -> (body: [UInt8], headers: HeaderFields) {
    let response = try await open(request)
    do {
      return (try await collect(response.body, limit: maxResponseBytes, cuts: false), response.headers)
    } catch { throw Self.failure(error) }
  }

  /// Sends a request and reads the response as JSON.
  /// - Throws: ``ProviderError/Category/invalidResponse`` when it is none.
  func exchangeJSON(_ request: TransportRequest) async throws -> JSONValue {
    let (body, headers) = try await exchange(request)
    do throws(JSONSyntaxError) { return try JSONValue(parsing: body) } catch {
      var failure = ProviderError.invalidResponse("the response is not JSON: \(error)", error)
      failure.requestID = headers["x-request-id"]
      throw failure
    }
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

  /// What a transport threw, as the caller gets it.
  static func failure(_ error: any Error) -> any Error {
    if error is ProviderError || error is CancellationError { return error }
    if Task.isCancelled { return CancellationError() }
    return ProviderError(.unavailable, "the server cannot be reached, or the connection broke: \(error)", underlying: error)
  }

  /// Repeats an operation as its policy allows. Only transient errors are tried again: there is no output that a schema could be broken by.
  func withRetries<Result: Sendable>(_ policy: RetryPolicy?, _ operation: () async throws -> Result) async throws -> Result {
    var loop = RetryLoop(policy)
    while true {
      do { return try await operation() } catch let error as ProviderError { try await loop.next(after: error) }
    }
  }
}
