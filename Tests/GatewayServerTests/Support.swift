import Foundation
import GatewayCore
import GatewayHTTP
import NIOCore
import OpenAIWire
import Testing

@testable import GatewayServer

/// The head of a request with these lines behind its request line.
func requestHead(_ line: String, _ fields: String...) throws -> RequestHead {
  var reader = RequestReader(limits: .init(head: 1 << 16, fields: 100, body: 1 << 20))
  reader.append(ByteBuffer(string: ([line + " HTTP/1.1", "Host: h"] + fields).joined(separator: "\r\n") + "\r\n\r\n"))
  guard case .head(let head)? = reader.next() else { throw NotAHead() }
  return head
}

/// The head of an answer with these lines.
func answerHead(_ fields: String..., status: Int = 200) throws -> ResponseHead {
  var reader = ResponseReader()
  reader.expectAnswer()
  reader.append(ByteBuffer(string: (["HTTP/1.1 \(status) X"] + fields).joined(separator: "\r\n") + "\r\n\r\n"))
  guard case .head(let head)? = reader.next() else { throw NotAHead() }
  return head
}

struct NotAHead: Error {}

/// The members of `error` in a body that has to have exactly the four of the OpenAI format.
func errorMembers(_ body: [UInt8]) throws -> (message: String, type: String, param: String?, code: String) {
  let document = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
  #expect(document.count == 1)
  let error = try #require(document["error"] as? [String: Any])
  #expect(Set(error.keys) == ["message", "type", "param", "code"])
  #expect(error["param"] is String || error["param"] is NSNull)
  return (
    try #require(error["message"] as? String), try #require(error["type"] as? String), error["param"] as? String,
    try #require(error["code"] as? String)
  )
}

extension UpstreamErrors {
  static func error(_ status: Int, _ body: String, head: MessageHead? = nil) -> GatewayError {
    error(status: status, body: Array(body.utf8).span.bytes, head: head, target: "gpu-1")
  }
}
