internal import GatewayCore
internal import GatewayHTTP
internal import NIOCore
internal import OpenAIWire

/// The reading of a request's body: one strict pass over all of it.
struct BodyScan: Sendable {
  /// What was read.
  struct Scanned: Sendable {
    let fields: RequestFields
    /// The texts of the prompt; nil where nobody wants to look at them.
    let texts: PromptTexts?
  }

  /// The most bytes that are read on the event loop: that takes some milliseconds at worst.
  static let shortBody = 256 << 10

  let body: ByteBuffer
  let wantsTexts: Bool
  let maxDepth: Int

  /// Reads it. It takes long for a long body, and may run on any thread.
  func run() -> Result<Scanned, GatewayError> {
    do {
      guard wantsTexts else {
        return .success(Scanned(fields: try RequestFields.scan(body.readableBytesSpan, maxDepth: maxDepth), texts: nil))
      }
      let (fields, texts) = try RequestFields.scanTexts(body.readableBytesSpan, maxDepth: maxDepth)
      return .success(Scanned(fields: fields, texts: texts))
    } catch {
      guard let path = error.path else {
        return .failure(GatewayError(.invalidJSON, "The body is not acceptable JSON: \(error.description)."))
      }
      return .failure(GatewayError(.invalidRequest, "\(error.description).", param: path))
    }
  }

  /// Whether a body of this kind can be read: plain JSON.
  static func check(_ head: MessageHead) throws(GatewayError) {
    for span in head.fields {
      if span.field == .contentEncoding, !head.equals(span.value, "identity") {
        throw GatewayError(.unsupportedMediaType, "A compressed request body cannot be inspected. Send it without Content-Encoding.")
      }
      if span.field == .contentType, !isJSON(head, span.value) {
        throw GatewayError(.unsupportedMediaType, "The body of this request has to be JSON. Send Content-Type: application/json.")
      }
    }
  }

  /// `application/json`, with or without parameters. They change nothing (RFC 8259, section 11): the body is read as UTF-8, and they do not go upstream.
  private static func isJSON(_ head: MessageHead, _ value: Range<Int>) -> Bool {
    guard head.hasPrefix(value, "application/json") else { return false }
    let rest = head.text(value).utf8.dropFirst("application/json".utf8.count)
    return rest.first { $0 != 0x20 && $0 != 0x09 }.map { $0 == 0x3b } ?? true
  }
}
