import ArgumentParser

/// What the load generator does.
enum Scenario: String, CaseIterable, ExpressibleByArgument {
  /// Non-streaming requests, one after the other on every connection.
  case request
  /// One connection, one request after the other: what counts is how long each takes.
  case latency
  /// Streams whose events come in one burst.
  case sseBurst = "sse-burst"
  /// Streams whose events come one by one.
  case ssePaced = "sse-paced"
  /// Streams that are all open at once and wait, until somebody posts to the upstream's `/bench/release`.
  case idleStreams = "idle-streams"
}

/// The load to make: which requests, how many at a time, for how long.
struct LoadPlan {
  var scenario: Scenario
  var address: Address
  var connections: Int
  /// Ends after this many requests; zero means no limit.
  var requests: Int
  /// Ends after this many nanoseconds.
  var duration: UInt64
  var bodySize: Int
  var order: StreamOrder

  var isStreaming: Bool { scenario != .request && scenario != .latency }

  /// The bytes of one request.
  var requestBytes: [UInt8] {
    let body = CannedChat.request(size: bodySize, stream: isStreaming ? order : nil)
    let head =
      "POST \(address.path)/chat/completions HTTP/1.1\r\nHost: \(address.host):\(address.port)\r\n"
      + "Accept: application/json\r\nContent-Type: application/json\r\nUser-Agent: penstock-bench\r\n"
      + "Authorization: Bearer bench-key\r\nContent-Length: \(body.count)\r\n\r\n"
    return Array(head.utf8) + body
  }

  /// The bytes of the body that must come back.
  var expectedBody: [UInt8] {
    isStreaming ? CannedChat.events(order, includeUsage: false).flatMap(\.self) : CannedChat.completion
  }
}
