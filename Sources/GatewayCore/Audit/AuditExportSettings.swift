/// One place that gets a copy of the audit log's records as they come: an entry of `gateway.audit.export`.
public struct AuditExportSink: Sendable, Hashable {
  /// What kind of place it is.
  public enum Destination: Sendable, Hashable {
    /// A syslog server.
    case syslog(SyslogDestination)
    /// An HTTP endpoint.
    case webhook(WebhookDestination)
    /// A file for a log shipper.
    case file(FileDestination)
  }

  /// Its name: letters, digits, `-`, `_` and `.`. It names the file that says how far the export has come.
  public var name: String
  /// The place.
  public var destination: Destination
  /// The types of events that it gets; empty: all but checkpoints.
  public var types: Set<String> = []
  /// A record that is older than this and not delivered is passed over, and counted.
  public var maxLag: Duration = .seconds(86_400)

  /// A sink with the defaults.
  public init(name: String, destination: Destination) {
    self.name = name
    self.destination = destination
  }
}

/// A syslog server that takes RFC 5424 messages over TCP, framed by octet counting (RFC 6587), with TLS (RFC 5425) or without.
public struct SyslogDestination: Sendable, Hashable {
  /// Its name or address.
  public var host: String
  /// Its port.
  public var port: Int
  /// Whether TLS is spoken; the server's certificate is checked.
  public var usesTLS = true
  /// PEM file of the authorities to trust instead of the system's.
  public var caFile: String?
  /// The facility, 0 to 23; 13 is "log audit".
  public var facility = 13

  /// A server with the defaults.
  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }
}

/// An HTTP endpoint that takes batches of records: a POST with a JSON array, signed as Standard Webhooks.
public struct WebhookDestination: Sendable, Hashable {
  /// Its address: `https://…`, or `http://…`.
  public var url: String
  /// The key of the signature, as Standard Webhooks writes it: base64, with or without `whsec_` before it.
  public var secret: Secret
  /// PEM file of the authorities to trust instead of the system's.
  public var caFile: String?
  /// The most records in one request.
  public var batch = 100
  /// Bound on one request.
  public var timeout: Duration = .seconds(10)

  /// An endpoint with the defaults.
  public init(url: String, secret: Secret) {
    self.url = url
    self.secret = secret
  }
}

/// A file of JSON lines that is put aside when it is large.
public struct FileDestination: Sendable, Hashable {
  /// The file; those put aside are `<path>.1` (the newest), `<path>.2` …
  public var path: String
  /// A file that would become larger is put aside.
  public var maxSize = ByteCount.mebibytes(64)
  /// How many that were put aside are kept.
  public var keep = 5

  /// A file with the defaults.
  public init(path: String) { self.path = path }
}
