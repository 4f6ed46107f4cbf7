internal import GatewayCore

/// The `gateway` section: Penstock's own settings.
struct GatewaySection: ConfigRecord {
  var limits: LimitsSection?
  var audit: AuditSection?
  var fleet: FleetSection?

  static let schema = RecordSchema<GatewaySection>(
    fields: [
      Field("limits", .record(), \.limits, doc: "Bounds on what clients and engines may make the gateway hold."),
      Field("audit", .record(), \.audit, doc: "The audit log. It is written when this section is there, or `audit-logger` in the chain."),
      Field("fleet", .record(), \.fleet, doc: "How targets of one model work together, where the pages have no words for it."),
    ],
    hints: [
      "listen": "the address to listen on is given with --listen",
      "listen_port": "the port to listen on is given with --listen or --port",
    ]
  )
}

/// `gateway.limits`.
struct LimitsSection: ConfigRecord {
  var connections: Int?
  var requestBody: ByteCount?
  var requestBodies: ByteCount?
  var requestHead: ByteCount?
  var headerFields: Int?
  var jsonDepth: Int?
  var responseBody: ByteCount?
  var streamEvent: ByteCount?
  var headTimeout: Duration?
  var bodyTimeout: Duration?
  var idleTimeout: Duration?
  var writeTimeout: Duration?
  var drainDelay: Duration?
  var drainTimeout: Duration?

  private static let defaults = ServerLimits()
  private static let body = ByteCount.kibibytes(1)...ByteCount.mebibytes(1024)

  static let schema = RecordSchema<LimitsSection>(fields: sizeFields + timeoutFields)

  private static let sizeFields: [Field<LimitsSection>] = [
    Field(
      "connections", .integer(1...1_000_000), \.connections, default: "\(defaults.connections)",
      doc: "Client connections at once; one more is answered 503 and closed. From 1 to 1000000."),
    Field(
      "request_body", .size(body), \.requestBody, default: text(defaults.requestBody), doc: "The largest request body. From 1KiB to 1GiB."),
    Field(
      "request_bodies", .size(.mebibytes(1)...(.mebibytes(1 << 20))), \.requestBodies, default: text(defaults.requestBodies),
      doc:
        "The memory for all request bodies together, until they are answered; the first 64 KiB of each do not count. What does not fit is answered 503. At least `request_body`, from 1MiB to 1TiB."
    ),
    Field(
      "request_head", .size(.kibibytes(1)...(.mebibytes(1))), \.requestHead, default: text(defaults.requestHead),
      doc: "The largest request head: request line and header fields together. From 1KiB to 1MiB."),
    Field(
      "header_fields", .integer(8...10_000), \.headerFields, default: "\(defaults.headerFields)",
      doc: "Header fields in one request. From 8 to 10000."),
    Field(
      "json_depth", .integer(8...256), \.jsonDepth, default: "\(defaults.jsonDepth)",
      doc: "The deepest nesting of a JSON body. From 8 to 256."),
    Field(
      "response_body", .size(body), \.responseBody, default: text(defaults.responseBody),
      doc: "The largest answer that is not a stream. From 1KiB to 1GiB."),
    Field(
      "stream_event", .size(.kibibytes(1)...(.mebibytes(64))), \.streamEvent, default: text(defaults.streamEvent),
      doc: "The largest single event of a stream. From 1KiB to 64MiB."),
  ]

  private static let timeoutFields: [Field<LimitsSection>] = [
    Field(
      "head_timeout_seconds", .seconds(0.1...600), \.headTimeout, default: text(defaults.headTimeout),
      doc: "From the first byte of a request head to its end; on a new connection, from its beginning. From 0.1 to 600."),
    Field(
      "body_timeout_seconds", .seconds(0.1...600), \.bodyTimeout, default: text(defaults.bodyTimeout),
      doc:
        "The longest pause inside a request body. All of it may take that long, and a second more for every KiB; what comes faster allows for one pause. From 0.1 to 600."
    ),
    Field(
      "idle_timeout_seconds", .seconds(0.1...3600), \.idleTimeout, default: text(defaults.idleTimeout),
      doc: "How long an idle client connection is kept. From 0.1 to 3600."),
    Field(
      "write_timeout_seconds", .seconds(0.1...3600), \.writeTimeout, default: text(defaults.writeTimeout),
      doc: "How long a client may take no byte of an answer that waits for it. From 0.1 to 3600."),
    Field(
      "drain_delay_seconds", .seconds(0...3600), \.drainDelay, default: text(defaults.drainDelay),
      doc:
        "How long connections are still taken and served after SIGTERM, while `/readyz` is 503: the time that balancers need to look away. From 0 to 3600."
    ),
    Field(
      "drain_timeout_seconds", .seconds(0...3600), \.drainTimeout, default: text(defaults.drainTimeout),
      doc: "How long requests in flight may go on after SIGTERM and `drain_delay_seconds`. From 0 to 3600."),
  ]

  private static func text(_ size: ByteCount) -> String { size.description.filter { $0 != " " } }

  private static func text(_ duration: Duration) -> String { "\(duration.components.seconds)" }

  /// The limits: those given, and the defaults of the others.
  var limits: ServerLimits {
    var limits = Self.defaults
    limits.connections = connections ?? limits.connections
    limits.requestBody = requestBody ?? limits.requestBody
    limits.requestBodies = max(requestBodies ?? limits.requestBodies, limits.requestBody)
    limits.requestHead = requestHead ?? limits.requestHead
    limits.headerFields = headerFields ?? limits.headerFields
    limits.jsonDepth = jsonDepth ?? limits.jsonDepth
    limits.responseBody = responseBody ?? limits.responseBody
    limits.streamEvent = streamEvent ?? limits.streamEvent
    limits.headTimeout = headTimeout ?? limits.headTimeout
    limits.bodyTimeout = bodyTimeout ?? limits.bodyTimeout
    limits.idleTimeout = idleTimeout ?? limits.idleTimeout
    limits.writeTimeout = writeTimeout ?? limits.writeTimeout
    limits.drainDelay = drainDelay ?? limits.drainDelay
    limits.drainTimeout = drainTimeout ?? limits.drainTimeout
    return limits
  }
}
