internal import AsyncHTTPClient
public import GatewayAudit
internal import GatewayCore
internal import GatewayExport
internal import NIOCore

/// Sends a request of the audit log again, where its texts are kept, and compares the answers.
public struct Replay: Sendable {
  /// Why a request cannot be sent again.
  public struct Problem: Error, Sendable, CustomStringConvertible {
    /// What is missing, or what the connection says.
    public let description: String
  }

  /// What came of it.
  public struct Outcome: Sendable, Encodable {
    /// The id of the event.
    public let id: String
    /// The HTTP status then.
    public let oldStatus: Int
    /// The HTTP status now.
    public let newStatus: Int
    /// Lines that say how the texts of the answer differ; empty when they do not.
    public let difference: [String]

    /// Whether status and texts are the same.
    public var isSame: Bool { oldStatus == newStatus && difference.isEmpty }

    private enum CodingKeys: String, CodingKey {
      case id, difference
      case oldStatus = "old_status"
      case newStatus = "new_status"
    }
  }

  private static let largestAnswer = 64 << 20
  private let directory: String

  /// Replays requests of a log's directory.
  public init(directory: String) { self.directory = directory }

  /// The request of a decision, and where it goes under a base URL: `/chat/completions`. Blocks.
  /// - Throws: ``Problem`` when there is no such event, or its texts are not kept; what reading says.
  func request(id: String) throws -> (event: EventRecord, content: AuditContent, path: String) {
    guard let event = try event(id) else { throw Problem(description: "no decision has the id \(id), nor has its request") }
    guard event.text("content") != nil, let eventID = event.id else {
      throw Problem(description: "the texts of this request are not kept: gateway.audit keeps them with content: redacted or full")
    }
    let name = event.text("endpoint") ?? ""
    guard let endpoint = Endpoint.allCases.first(where: { $0.rawValue == name || "\($0)" == name }) else {
      throw Problem(description: "requests to \(name.prefix(64)) cannot be sent again")
    }
    switch try ContentArchive(directory: directory).find(id: eventID) {
    case .kept(let content): return (event, content, endpoint.path)
    case .erased: throw Problem(description: "the texts of this request were erased")
    case .missing: throw Problem(description: "the texts of this request are not there")
    }
  }

  private func event(_ id: String) throws -> EventRecord? {
    var filter = EventFilter()
    filter.types = ["decision"]
    filter.id = id
    if let event = try LogEvents.last(1, directory: directory, filter: filter).last { return event }
    (filter.id, filter.requestID) = (nil, id)
    return try LogEvents.last(1, directory: directory, filter: filter).last
  }

  /// Sends the request again and compares. The answer is held in memory, up to 64 MiB.
  /// - Throws: ``Problem``
  public func run(id: String, gateway: String, apiKey: String?, timeout: Duration) async throws -> Outcome {
    let (event, content, path) = try request(id: id)
    let base = try baseURL(gateway)
    var request = HTTPClientRequest(url: base + path)
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/json")
    if let apiKey { request.headers.add(name: "authorization", value: "Bearer \(apiKey)") }
    request.body = .bytes(ByteBuffer(bytes: content.request))
    let client = HTTPClient(configuration: .init(redirectConfiguration: .disallow))
    do {
      let response = try await client.execute(request, timeout: TimeAmount(timeout))
      let body = Array(buffer: try await response.body.collect(upTo: Self.largestAnswer))
      try await client.shutdown()
      return Outcome(
        id: content.id, oldStatus: event["status"]?.integer ?? 0, newStatus: Int(response.status.code),
        difference: ReplayedAnswer(content.answer).difference(to: ReplayedAnswer(body)))
    } catch {
      try? await client.shutdown()
      throw Problem(description: "\(base): \(ConnectionText.of(error))")
    }
  }

  private func baseURL(_ text: String) throws -> String {
    do throws(BaseURL.Problem) {
      let url = try BaseURL(text)
      let host = url.host.contains(":") ? "[\(url.host)]" : url.host
      return "\(url.isTLS ? "https" : "http")://\(host):\(url.port)\(url.pathPrefix)"
    } catch {
      throw Problem(description: "the gateway's URL \(error.reason)")
    }
  }

  // MARK: Requests of a log

  /// Calls `body` with every request of the log that the filter wants and whose texts are kept, the oldest first. Blocks; one request is in memory.
  /// - Returns: how many requests to endpoints with texts were wanted whose texts are not kept; those that no policy saw do not count.
  public static func requests(
    directory: String, filter: EventFilter, _ body: (_ id: String, _ request: [UInt8]) throws -> Void
  ) throws -> Int {
    var filter = filter
    filter.types = ["decision"]
    var events = try LogEvents(directory: directory, filter: filter)
    let end = try LogEvents(directory: directory, start: .end).position
    var archive = ContentCursor(directory: directory)
    var missing = 0
    while let event = try events.next(), event.sequence <= end {
      guard event.text("content") != nil, let id = event.id, case .kept(let content) = try archive.find(id: id, near: event.place)
      else {
        if event.text("verdict") != nil { missing += 1 }
        continue
      }
      try body(id, content.request)
    }
    return missing
  }
}
