internal import GatewayCore
internal import OpenAIWire

/// Reads single members of an event without decoding it.
enum EventText {
  private static let timestampKey = Array("\"timestamp\":\"".utf8)

  /// The event's time. Events of the gateway have one such member at the top level, which no string of theirs can imitate: quotes inside strings are escaped.
  static func timestamp(_ event: RawSpan) -> UTCTime? {
    guard let start = find(timestampKey, in: event) else { return nil }
    var text: [UInt8] = []
    for index in start..<min(event.byteCount, start + 40) {
      let byte = event.byte(index)
      if byte == 0x22 { return UTCTime(String(decoding: text, as: UTF8.self)) }
      text.append(byte)
    }
    return nil
  }

  /// Where the text ends that `key` is first found at.
  private static func find(_ key: [UInt8], in event: RawSpan) -> Int? {
    var index = 0
    while index + key.count <= event.byteCount {
      var matched = 0
      while matched < key.count, event.byte(index + matched) == key[matched] { matched += 1 }
      if matched == key.count { return index + key.count }
      index += 1
    }
    return nil
  }
}
