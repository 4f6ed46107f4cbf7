internal import Crypto
internal import Foundation
internal import GatewayCore

/// Signs requests as Standard Webhooks: HMAC-SHA256 of `<id>.<timestamp>.<body>`, in base64 behind `v1,`.
struct WebhookSignature: Sendable {
  private let key: SymmetricKey

  /// Takes the key: base64, with or without `whsec_` before it. Nil when it is none, or empty.
  init?(_ secret: Secret) {
    let text = secret.reveal()
    guard let bytes = Data(base64Encoded: text.hasPrefix("whsec_") ? String(text.dropFirst(6)) : text), !bytes.isEmpty else { return nil }
    key = SymmetricKey(data: bytes)
  }

  /// The value of `webhook-signature`. `timestamp` is in seconds since 1970.
  func value(id: String, timestamp: Int, body: [UInt8]) -> String {
    var code = HMAC<SHA256>(key: key)
    code.update(data: Array("\(id).\(timestamp).".utf8))
    code.update(data: body)
    return "v1,\(Data(code.finalize()).base64EncodedString())"
  }
}
