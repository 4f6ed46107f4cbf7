internal import GatewayHTTP
internal import NIOCore
internal import OpenAIWire

/// Writes a request for an upstream: the client's own fields, less those that stay here, and the body with its patches, in one buffer.
struct UpstreamRequest {
  let head: MessageHead?
  let requestID: String
  let body: ByteBuffer
  let patches: PatchList

  /// Room that is enough, as a rule, for the request behind a prefix.
  func capacity(prefix: [UInt8]) -> Int {
    prefix.count + (head?.bytes.readableBytes ?? 0) + patches.patchedCount(of: body.readableBytes) + 256
  }

  /// Writes the request; `prefix` is the request line, `Host` and `Authorization` of the target.
  /// - Returns: how many bytes at the end of the buffer are the body.
  @discardableResult func write(prefix: [UInt8], to buffer: inout ByteBuffer) -> Int {
    let bodyCount = patches.patchedCount(of: body.readableBytes)
    buffer.writeBytes(prefix)
    if let head {
      let connectionOptions = head.connectionOptions
      for span in head.fields where !span.field.isKeptFromUpstream {
        if !connectionOptions.isEmpty, connectionOptions.contains(head.text(span.name).lowercased()) { continue }
        buffer.write(head.bytes, span.line)
        buffer.writeStaticString("\r\n")
      }
    }
    // As plain as it was read: a `charset` that somebody heeds would make another text of the body than the one that was inspected.
    buffer.writeStaticString("content-type: application/json\r\nx-penstock-request-id: ")
    buffer.writeString(requestID)
    buffer.writeStaticString("\r\ncontent-length: ")
    buffer.writeDecimal(bodyCount)
    buffer.writeStaticString("\r\n\r\n")
    writeBody(&buffer)
    return bodyCount
  }

  private func writeBody(_ buffer: inout ByteBuffer) {
    guard !patches.isEmpty else {
      buffer.writeImmutableBuffer(body)
      return
    }
    for segment in patches.segments(of: body.readableBytes) {
      switch segment {
      case .copy(let range): buffer.write(body, range)
      case .bytes(let bytes): buffer.writeBytes(bytes)
      }
    }
  }
}
