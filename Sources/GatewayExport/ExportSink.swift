internal import GatewayAudit

/// A place that records are delivered to, in their order. Used by one task at a time.
protocol ExportSink: AnyObject, Sendable {
  /// The most records at once.
  var batch: Int { get }
  /// Delivers records, at least once each, and returns when the place has them, as far as its protocol tells.
  /// - Throws: why it has not; the same records are delivered again. Cancellation ends it at once.
  func deliver(_ records: [EventRecord]) async throws
  /// Lets go of connections and files.
  func close() async
}

/// Why records could not be delivered.
struct DeliveryProblem: Error, CustomStringConvertible {
  /// Safe for logs: no content, no credential.
  let description: String
  /// How long the place asks to be left alone.
  var retryAfter: Duration?

  init(_ description: String, retryAfter: Duration? = nil) {
    self.description = description
    self.retryAfter = retryAfter
  }
}
