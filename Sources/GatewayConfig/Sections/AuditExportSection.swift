internal import Foundation
internal import GatewayCore

/// One entry of `gateway.audit.export`: a place that gets a copy of the audit log's records as they come.
struct AuditExportSection: ConfigRecord {
  var name: String?
  var type: String?
  var events: [String]?
  var maxLag: Duration?
  var address: String?
  var tls: Bool?
  var caFile: String?
  var facility: Int?
  var url: String?
  var secretKeyRef: SecretReference?
  var batch: Int?
  var timeout: Duration?
  var path: String?
  var maxSize: ByteCount?
  var keep: Int?
  /// The sink, once everything about it is known to be right.
  private(set) var sink: AuditExportSink?

  static let schema = RecordSchema<AuditExportSection>(
    fields: commonFields + syslogFields + webhookFields + fileFields,
    hints: Dictionary(uniqueKeysWithValues: APIKeyHint.keys.map { ($0, APIKeyHint.message) })
  )

  private static let types = ["syslog", "webhook", "file"]
  /// The keys that only some types have.
  private static let keys: [String: Set<String>] = [
    "syslog": ["address", "tls", "ca_file", "facility"], "webhook": ["url", "secret_key_ref", "ca_file", "batch", "timeout_seconds"],
    "file": ["path", "max_size", "keep"],
  ]

  private static let commonFields: [Field<AuditExportSection>] = [
    Field(
      "name", .sinkName, \.name, required: true,
      doc: "Unique name of the sink, of letters, digits and `._-`. It names the file that says how far the export has come."),
    Field("type", .oneOf(types, what: "type of sink"), \.type, required: true, doc: "What kind of place it is."),
    Field(
      "events", .list(of: .eventType), \.events, default: "all but `checkpoint`",
      doc: "The types of events that it gets (docs/audit-format.md)."),
    Field(
      "max_lag_seconds", .seconds(60...31_536_000), \.maxLag, default: "86400",
      doc: "A record that is older than this and not delivered is passed over, and an `export_dropped` event says so. From 60 to 31536000."),
  ]

  private static let syslogFields: [Field<AuditExportSection>] = [
    Field(
      "address", .hostAndPort, \.address, doc: "`syslog`: host and port of a server that takes RFC 5424 over TCP, octet-counted. Required."),
    Field("tls", .boolean, \.tls, default: "`true`", doc: "`syslog`: speak TLS, and check the server's certificate."),
    Field("facility", .integer(0...23), \.facility, default: "13 (log audit)", doc: "`syslog`: the facility, from 0 to 23."),
    Field(
      "ca_file", .certificateFile, \.caFile,
      doc: "`syslog`, `webhook`: PEM file with the certificate authorities to trust instead of the system's."),
  ]

  private static let webhookFields: [Field<AuditExportSection>] = [
    Field("url", .webhookURL, \.url, doc: "`webhook`: where batches of records are posted to, as a JSON array. Required."),
    Field(
      "secret_key_ref", SecretReference.type, \.secretKeyRef,
      doc: "`webhook`: where the key comes from that signs requests as Standard Webhooks: base64, with or without `whsec_`. Required."),
    Field("batch", .integer(1...1000), \.batch, default: "100", doc: "`webhook`: the most records in one request. From 1 to 1000."),
    Field("timeout_seconds", .seconds(0.1...300), \.timeout, default: "10", doc: "`webhook`: bound on one request. From 0.1 to 300."),
  ]

  private static let fileFields: [Field<AuditExportSection>] = [
    Field(
      "path", .path, \.path,
      doc: "`file`: the file of JSON lines. A relative path starts at the directory of the configuration file. Required."),
    Field(
      "max_size", .size(.kibibytes(64)...(.mebibytes(16_384))), \.maxSize, default: "64MiB",
      doc: "`file`: a file that would become larger is put aside as `<path>.1`. From 64KiB to 16GiB."),
    Field("keep", .integer(0...1000), \.keep, default: "5", doc: "`file`: how many that were put aside are kept. From 0 to 1000."),
  ]

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    guard let type else { return }
    for member in node.members where !(Self.keys[type]?.contains(member.key) ?? false) {
      guard let owner = Self.types.first(where: { Self.keys[$0]?.contains(member.key) == true }) else { continue }
      context.inside(key: member.key) { $0.error(member.keyPlace, "belongs to a sink of type \(owner), not \(type)") }
    }
    guard let destination = destination(type, node, &context), let name else { return }
    var sink = AuditExportSink(name: name, destination: destination)
    sink.types = Set(events ?? [])
    sink.maxLag = maxLag ?? sink.maxLag
    self.sink = sink
  }

  private func destination(_ type: String, _ node: ConfigNode, _ context: inout DecodeContext) -> AuditExportSink.Destination? {
    switch type {
    case "syslog": return syslog(node, &context)
    case "webhook": return webhook(node, &context)
    default:
      guard let path = needed("path", path, node, &context) else { return nil }
      var file = FileDestination(path: path)
      file.maxSize = maxSize ?? file.maxSize
      file.keep = keep ?? file.keep
      return .file(file)
    }
  }

  private func syslog(_ node: ConfigNode, _ context: inout DecodeContext) -> AuditExportSink.Destination? {
    guard let address = needed("address", address, node, &context), let (host, port) = HostAndPort.split(address) else { return nil }
    var server = SyslogDestination(host: host, port: port)
    server.usesTLS = tls ?? server.usesTLS
    server.caFile = caFile
    server.facility = facility ?? server.facility
    return .syslog(server)
  }

  private func webhook(_ node: ConfigNode, _ context: inout DecodeContext) -> AuditExportSink.Destination? {
    let url = needed("url", url, node, &context)
    guard let reference = needed("secret_key_ref", secretKeyRef, node, &context),
      let secret = reference.webhookSecret(at: node["secret_key_ref"]?.place ?? node.place, &context)
    else { return nil }
    guard let url else { return nil }
    var endpoint = WebhookDestination(url: url, secret: secret)
    endpoint.caFile = caFile
    endpoint.batch = batch ?? endpoint.batch
    endpoint.timeout = timeout ?? endpoint.timeout
    return .webhook(endpoint)
  }

  private func needed<Value>(_ key: String, _ value: Value?, _ node: ConfigNode, _ context: inout DecodeContext) -> Value? {
    if node[key] == nil { context.error(node.place, "\"\(key)\" is required for a sink of type \(type ?? "")") }
    return value
  }
}

extension ValueType<[AuditExportSink]> {
  /// `gateway.audit.export`: sinks with names of their own.
  static let exportSinks = ValueType<[AuditExportSection]>.list(of: .record()).map("list of sinks") { sections, node, context in
    var seen = Set<String>()
    for section in sections {
      guard let name = section.name, !seen.insert(name).inserted else { continue }
      context.error(node.place, "two sinks are named \"\(name)\"")
    }
    return sections.compactMap(\.sink)
  }
}

extension ValueType<String> {
  fileprivate static let sinkName = text(length: 1...64).map { text, node, context -> String? in
    guard text != CheckpointWebhookSection.name else {
      context.error(node.place, "\(text) is the name of the sink of gateway.audit.checkpoint_webhook")
      return nil
    }
    if Characters.areLettersDigits(text, or: "._-"), !text.hasPrefix(".") { return text }
    context.error(node.place, "a sink's name is made of ASCII letters, digits and . _ -, and begins with no point")
    return nil
  }

  fileprivate static let eventType = text(length: 1...64).map { text, node, context -> String? in
    if Characters.areLettersDigits(text, or: "_") { return text }
    context.error(node.place, "a type of events is made of ASCII letters, digits and _")
    return nil
  }

  fileprivate static let hostAndPort = text(length: 1...300).map("host and port") { text, node, context -> String? in
    if HostAndPort.split(text) != nil { return text }
    context.error(node.place, "expected a host and a port, such as logs.example.com:6514 or [::1]:601")
    return nil
  }

  /// An http or https URL, with a path and a query if need be. It is not repeated in messages: it may hold a credential.
  static let webhookURL = text(length: 1...2000).map("URL") { text, node, context -> String? in
    guard let parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme), parts.host?.isEmpty == false,
      parts.user == nil, parts.password == nil, parts.fragment == nil
    else {
      context.error(node.place, "expected an http:// or https:// URL without user name, password and fragment")
      return nil
    }
    return text
  }
}

/// `host:port`, with an IPv6 address in brackets.
private enum HostAndPort {
  static func split(_ text: String) -> (host: String, port: Int)? {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]), (1...65_535).contains(port) else {
      return nil
    }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) } else if host.contains(":") { return nil }
    guard !host.isEmpty, host.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
    return (host, port)
  }
}
