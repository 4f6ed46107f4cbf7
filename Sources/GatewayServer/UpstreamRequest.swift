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
      head.forEachForwarded(except: \.isKeptFromUpstream) { line in
        buffer.write(head.bytes, line)
        buffer.writeStaticString("\r\n")
      }
    }
    // Without `Accept-Encoding`, any coding would do (RFC 9110, section 12.5.3), and answers have to be read.
    buffer.writeStaticString("accept-encoding: identity\r\n")
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
