internal import AsyncHTTPClient
internal import GatewayAudit
internal import GatewayCore
internal import NIOCore
internal import NIOSSL

/// Sends batches of records to an HTTP endpoint: a POST with a JSON array of the records as they stand in the log, signed as Standard Webhooks.
///
/// Any status from 200 to 299 acknowledges the batch. The id of a message follows from its records, so that a batch which is sent again can be told from a new one.
final class WebhookSink: ExportSink {
  private static let largestAnswer = 65_536

  let batch: Int
  private let destination: WebhookDestination
  private let signature: WebhookSignature
  private let client: HTTPClient
  private let now: @Sendable () -> UTCTime

  init(_ destination: WebhookDestination, group: any EventLoopGroup, now: @escaping @Sendable () -> UTCTime) throws {
    guard let signature = WebhookSignature(destination.secret) else { throw DeliveryProblem("the secret is not base64") }
    self.destination = destination
    self.signature = signature
    self.now = now
    batch = destination.batch
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.tlsConfiguration = SyslogSink.configuration(caFile: destination.caFile)
    client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
  }

  func deliver(_ records: [EventRecord]) async throws {
    guard let first = records.first, let last = records.last else { return }
    let body = Self.body(records)
    let id = "msg_\(first.sequence)_\(last.sequence)_\(last.hash.prefix(32))"
    let timestamp = now().seconds
    var request = HTTPClientRequest(url: destination.url)
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/json")
    request.headers.add(name: "webhook-id", value: id)
    request.headers.add(name: "webhook-timestamp", value: "\(timestamp)")
    request.headers.add(name: "webhook-signature", value: signature.value(id: id, timestamp: timestamp, body: body))
    request.body = .bytes(ByteBuffer(bytes: body))
    let response = try await client.execute(request, timeout: TimeAmount(destination.timeout))
    // The connection can be used again when the answer was read.
    _ = try? await response.body.collect(upTo: Self.largestAnswer)
    guard (200...299).contains(response.status.code) else {
      let seconds = response.headers.first(name: "retry-after").flatMap { Int($0) }
      throw DeliveryProblem("status \(response.status.code)", retryAfter: seconds.map { .seconds(min(max($0, 0), 3600)) })
    }
  }

  /// `[`, the records, `]`.
  static func body(_ records: [EventRecord]) -> [UInt8] {
    var body: [UInt8] = [0x5b]
    for (index, record) in records.enumerated() {
      if index > 0 { body += [0x2c, 0x0a] }
      body += record.line
    }
    body.append(0x5d)
    return body
  }

  func close() async { try? await client.shutdown() }
}
