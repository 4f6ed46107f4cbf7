import Foundation

/// An HTTP answer, taken apart.
struct Answer: Sendable {
  var status = 0
  var fields: [(name: String, value: String)] = []
  var body: [UInt8] = []
  var isChunked = false
  /// Whether the body ended as its framing promised.
  var isComplete = false

  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  var text: String { String(decoding: body, as: UTF8.self) }

  /// The data of the events; comments are left out.
  var events: [String] {
    // Not with String's or Data's own search: for the megabytes of some tests these take many seconds, in which the thread does nothing else.
    var (events, start): ([String], Int) = ([], 0)
    body.withUnsafeBytes { bytes in
      while start < bytes.count {
        var end = start
        repeat {
          end = feed(in: bytes, from: end + 1) ?? bytes.count
        } while end + 1 < bytes.count && bytes[end + 1] != 0x0a
        let event = bytes[start..<min(end, bytes.count)]
        if event.starts(with: "data: ".utf8) { events.append(String(decoding: event.dropFirst(6), as: UTF8.self)) }
        start = end + 2
      }
    }
    return events
  }

  private func feed(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count else { return nil }
    return memchr(base + start, 0x0a, bytes.count - start).map { UnsafeRawPointer($0) - base }
  }

  /// The error, when the body is one with all four members.
  var error: ErrorBody? { ErrorBody(text) }

  /// The error that ends a stream.
  var lastError: ErrorBody? { events.last.flatMap { ErrorBody($0) } }

  /// All text that a stream of chat completions carries.
  var streamedText: String {
    events.compactMap { event -> String? in
      guard let chunk = try? JSONSerialization.jsonObject(with: Data(event.utf8)) as? [String: Any] else { return nil }
      let choice = (chunk["choices"] as? [[String: Any]])?.first
      return (choice?["delta"] as? [String: Any])?["content"] as? String
    }
    .joined()
  }

  /// A member of the body's JSON object.
  func member<Value>(_ name: String, as type: Value.Type = Value.self) -> Value? {
    (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])?[name] as? Value
  }

  /// The first whole answer in `bytes`, and how many bytes it is. Interim answers are read over. `isEnded`: no more bytes will come.
  static func parse(_ bytes: ArraySlice<UInt8>, isEnded: Bool, isHead: Bool) -> (answer: Answer, count: Int)? {
    guard let head = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    var answer = Answer()
    let lines = String(decoding: bytes[..<head.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    answer.status = words.count > 1 ? Int(words[1]) ?? 0 : 0
    answer.fields = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (parts.first.map { $0.lowercased() } ?? "", String(parts.count > 1 ? parts[1].drop { $0 == " " } : ""))
    }
    if (100..<200).contains(answer.status) {
      guard let (real, count) = parse(bytes[head.upperBound...], isEnded: isEnded, isHead: isHead) else { return nil }
      return (real, count + head.upperBound - bytes.startIndex)
    }
    let rest = bytes[head.upperBound...]
    if isHead {
      answer.isComplete = true
      return (answer, head.upperBound - bytes.startIndex)
    }
    if answer["transfer-encoding"] == "chunked" {
      answer.isChunked = true
      return chunks(rest, &answer, isEnded: isEnded).map { (answer, $0 - bytes.startIndex) }
    }
    if let length = answer["content-length"].flatMap({ Int($0) }) {
      guard rest.count >= length || isEnded else { return nil }
      answer.body = Array(rest.prefix(length))
      answer.isComplete = rest.count >= length
      return (answer, min(bytes.count, head.upperBound + length - bytes.startIndex))
    }
    guard isEnded else { return nil }
    answer.body = Array(rest)
    answer.isComplete = true
    return (answer, bytes.count)
  }

  /// Reads chunks; the index behind them, or nil when more are to come.
  private static func chunks(_ bytes: ArraySlice<UInt8>, _ answer: inout Answer, isEnded: Bool) -> Int? {
    var index = bytes.startIndex
    while let lineEnd = bytes[index...].firstIndex(of: 0x0a) {
      guard let size = Int(String(decoding: bytes[index..<(lineEnd - 1)], as: UTF8.self), radix: 16) else { break }
      let end = lineEnd + 1 + size + 2
      guard end <= bytes.endIndex else { break }
      if size == 0 {
        answer.isComplete = true
        return end
      }
      answer.body += bytes[(lineEnd + 1)..<(end - 2)]
      index = end
    }
    return isEnded ? bytes.endIndex : nil
  }
}

/// The four members of `error`; all of them have to be there.
struct ErrorBody: Sendable, Equatable {
  var message: String
  var type: String
  var param: String?
  var code: String

  init?(_ json: String) {
    guard let root = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any], root.count == 1,
      let error = root["error"] as? [String: Any], Set(error.keys) == ["message", "type", "param", "code"],
      let message = error["message"] as? String, let type = error["type"] as? String, let code = error["code"] as? String, !message.isEmpty
    else { return nil }
    self.message = message
    self.type = type
    self.code = code
    param = error["param"] as? String
  }
}
