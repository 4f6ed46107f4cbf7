/// A form with a file (RFC 7578). The boundary is made of the content, so that equal forms are equal bytes.
struct MultipartForm {
  private var parts: [(head: String, body: [UInt8])] = []

  mutating func add(_ name: String, _ value: String) {
    parts.append(("Content-Disposition: form-data; name=\"\(Self.escaped(name))\"", Array(value.utf8)))
  }

  mutating func add(file: [UInt8], named name: String) {
    let head = "Content-Disposition: form-data; name=\"file\"; filename=\"\(Self.escaped(name))\"\r\nContent-Type: application/octet-stream"
    parts.append((head, file))
  }

  /// The value of `Content-Type`, and the body.
  func encoded() -> (contentType: String, body: [UInt8]) {
    var content: [UInt8] = []
    for part in parts { content += Array(part.head.utf8) + [0] + part.body + [0] }
    let boundary = "penstock-" + SHA256.hex(content).prefix(48)
    var body: [UInt8] = []
    for part in parts {
      body += "--\(boundary)\r\n\(part.head)\r\n\r\n".utf8
      body += part.body
      body += "\r\n".utf8
    }
    body += "--\(boundary)--\r\n".utf8
    return ("multipart/form-data; boundary=\(boundary)", body)
  }

  /// What could end the name or the line, as browsers write it.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "\"": result += "%22"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
