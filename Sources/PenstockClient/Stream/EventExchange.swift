/// One request whose response is a stream of events: from the request to the last byte. Used by one task.
///
/// Held are the event that is being received, of `maxResponseBytes` at most, and the piece that arrived last.
final class EventExchange {
  private let provider: OpenAIProvider
  private let request: TransportRequest
  private var pieces: TransportBody.Iterator?
  private var reader = EventReader()
  /// The header fields of the response, once it has begun.
  private(set) var headers: HeaderFields = [:]

  init(_ provider: OpenAIProvider, _ request: TransportRequest) {
    self.provider = provider
    self.request = request
  }

  /// Sends the request and waits for the head of the response.
  /// - Returns: the whole response instead, when the server does not stream and has answered with JSON.
  func open() async throws -> JSONValue? {
    let response = try await provider.open(request)
    headers = response.headers
    guard response.headers["content-type"]?.lowercased().hasPrefix("application/json") == true else {
      pieces = response.body.makeAsyncIterator()
      return nil
    }
    return try await provider.json(of: response)
  }

  /// The next event; nil when the response has ended.
  /// - Throws: ``ProviderError/Category/invalidResponse`` for an event beyond the limit; what the transport throws; `CancellationError`.
  func next() async throws -> EventReader.Event? {
    while true {
      try Task.checkCancellation()
      if let event = reader.next() { return event }
      guard let piece = try await pieces?.next() else {
        close()
        return reader.next(isFinal: true)
      }
      reader.append(piece)
      guard reader.pendingCount <= provider.maxResponseBytes else {
        throw ProviderError.invalidResponse("an event of the stream is longer than \(provider.maxResponseBytes) bytes")
      }
    }
  }

  /// Closes the connection, unless the response was read to its end.
  func close() { pieces = nil }

  /// Reads what may follow the last event, so that the connection can be used again. A server that does not end its response soon loses the connection.
  func finish() async {
    guard let pieces else { return }
    close()
    // SAFETY: the iterator is used by nobody else from here on: it was taken out of this object, which one task uses.
    nonisolated(unsafe) let rest = pieces
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        var rest = rest
        var count = 0
        while count < Self.longestRest, let piece = try? await rest.next() { count += piece.count }
      }
      group.addTask { try? await ContinuousClock().sleep(for: Self.patience) }
      await group.next()
      group.cancelAll()
    }
  }

  /// How much may follow the last event, in bytes, and for how long it is waited for.
  private static let longestRest = 65_536
  private static let patience = Duration.seconds(1)

  /// The JSON of an event.
  /// - Throws: ``ProviderError/Category/invalidResponse`` when it is none; what it says, when it is an error: `{"error": …}` or `{"object": "error"}`.
  static func json(of event: EventReader.Event) throws(ProviderError) -> JSONValue {
    let json: JSONValue
    do throws(JSONSyntaxError) { json = try JSONValue(parsing: event.data) } catch {
      throw .invalidResponse("an event of the stream is not JSON: \(error)", error)
    }
    if json["error"].map({ !$0.isNull }) == true || json["object"] == "error" { throw ErrorClassifier.error(event: json) }
    return json
  }
}
