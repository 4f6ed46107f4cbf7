internal import GatewayCore

/// `gateway.audit.checkpoint_webhook`: an HTTP endpoint elsewhere that gets a copy of every checkpoint. It is a sink of the export that wants nothing but checkpoints.
struct CheckpointWebhookSection: ConfigRecord {
  /// The name of the sink; no entry of `gateway.audit.export` has it.
  static let name = "checkpoint_webhook"

  var url: String?
  var secretKeyRef: SecretReference?
  var caFile: String?
  /// The sink, once everything about it is known to be right.
  private(set) var sink: AuditExportSink?

  static let schema = RecordSchema<CheckpointWebhookSection>(
    fields: [
      Field("url", .webhookURL, \.url, required: true, doc: "Where checkpoints are posted to, as JSON arrays of up to 100."),
      Field(
        "secret_key_ref", SecretReference.type, \.secretKeyRef, required: true,
        doc: "Where the key comes from that signs requests as Standard Webhooks: base64, with or without `whsec_`."),
      Field("ca_file", .certificateFile, \.caFile, doc: "PEM file with the certificate authorities to trust instead of the system's."),
    ],
    hints: Dictionary(uniqueKeysWithValues: APIKeyHint.keys.map { ($0, APIKeyHint.message) })
  )

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    guard let reference = secretKeyRef, let secret = reference.webhookSecret(at: node["secret_key_ref"]?.place ?? node.place, &context),
      let url
    else { return }
    var endpoint = WebhookDestination(url: url, secret: secret)
    endpoint.caFile = caFile
    var sink = AuditExportSink(name: Self.name, destination: .webhook(endpoint))
    sink.types = ["checkpoint"]
    self.sink = sink
  }
}
