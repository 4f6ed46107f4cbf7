internal import Crypto
internal import GatewayCore
internal import OpenAIWire

/// One line of the log (docs/audit-format.md):
///
///     {"event":{…},"prev":"<64 hex digits>","seq":<number>,"hash":"<64 hex digits>"}
///
/// `hash` is SHA-256 of the line without `,"hash":"…"`, which is the record in canonical JSON (RFC 8785) without that member. `prev` is the `hash` of the record before.
struct RecordLine {
  /// Where the event stands in the line.
  let event: Range<Int>
  /// The hash of the record before, as it is written.
  let previous: [UInt8]
  /// The sequence number.
  let sequence: UInt64
  /// The hash, as it is written.
  let hash: [UInt8]
  /// Whether the hash is that of the line.
  let isIntact: Bool

  private static let eventKey = Array("{\"event\":".utf8)
  private static let previousKey = Array(",\"prev\":\"".utf8)
  private static let sequenceKey = Array("\",\"seq\":".utf8)
  private static let hashKey = Array(",\"hash\":\"".utf8)
  private static let hashLength = 64
  /// `,"hash":"`, the digits, `"}`.
  private static let hashTail = 9 + hashLength + 2

  // MARK: Writing

  /// Appends the line of an event, with its line feed, and moves the head on to it.
  static func append(_ event: [UInt8], to lines: inout [UInt8], head: inout ChainHead) {
    let start = lines.count
    lines += eventKey
    lines += event
    lines += previousKey
    lines += head.hash
    lines += sequenceKey
    let sequence = head.sequence &+ 1
    lines += Array(String(sequence).utf8)
    lines.append(0x7d)
    let hash = digest(lines.span.bytes.extracting(start..<lines.count))
    lines.removeLast()
    lines += hashKey
    lines += hash
    lines += [0x22, 0x7d, 0x0a]
    head = ChainHead(sequence: sequence, hash: hash)
  }

  // MARK: Reading

  /// Reads a line without its line feed; nil when it has not the form of one.
  init?(_ line: RawSpan) {
    let count = line.byteCount
    guard count > Self.hashTail + Self.eventKey.count, Self.matches(line, at: 0, Self.eventKey) else { return nil }
    let hashStart = count - Self.hashTail
    guard Self.matches(line, at: hashStart, Self.hashKey), Self.matches(line, at: count - 2, [0x22, 0x7d]) else { return nil }
    guard let hash = Self.digits(line, at: count - 2 - Self.hashLength) else { return nil }
    guard let (sequence, sequenceStart) = Self.number(line, endingAt: hashStart) else { return nil }
    let previousEnd = sequenceStart - Self.sequenceKey.count
    let eventEnd = previousEnd - Self.hashLength - Self.previousKey.count
    guard eventEnd > Self.eventKey.count, Self.matches(line, at: previousEnd, Self.sequenceKey) else { return nil }
    guard Self.matches(line, at: eventEnd, Self.previousKey), let previous = Self.digits(line, at: previousEnd - Self.hashLength) else {
      return nil
    }
    event = Self.eventKey.count..<eventEnd
    self.sequence = sequence
    self.previous = previous
    self.hash = hash
    var hasher = SHA256()
    Self.update(&hasher, line.extracting(0..<hashStart))
    hasher.update(data: [0x7d])
    isIntact = Self.hex(hasher.finalize()) == hash
  }

  private static func digest(_ bytes: RawSpan) -> [UInt8] {
    var hasher = SHA256()
    update(&hasher, bytes)
    return hex(hasher.finalize())
  }

  private static func update(_ hasher: inout SHA256, _ bytes: RawSpan) {
    // SAFETY: the pointer is used inside the closure only.
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
  }

  private static func hex(_ digest: SHA256.Digest) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(hashLength)
    HexText.append(digest, to: &text)
    return text
  }

  /// Whether a text stands at an offset.
  static func matches(_ line: RawSpan, at offset: Int, _ text: [UInt8]) -> Bool {
    guard offset >= 0, offset + text.count <= line.byteCount else { return false }
    for (index, byte) in text.enumerated() where line.byte(offset + index) != byte { return false }
    return true
  }

  private static func digits(_ line: RawSpan, at offset: Int) -> [UInt8]? {
    guard offset >= 0, offset + hashLength <= line.byteCount else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(hashLength)
    for index in offset..<(offset + hashLength) {
      let byte = line.byte(index)
      guard (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) else { return nil }
      result.append(byte)
    }
    return result
  }

  /// A number without leading zeros that ends before `end`, and where it begins.
  private static func number(_ line: RawSpan, endingAt end: Int) -> (UInt64, start: Int)? {
    var start = end
    while start > 0, end - start < 20, (0x30...0x39).contains(line.byte(start - 1)) { start -= 1 }
    guard start < end, line.byte(start) != 0x30 else { return nil }
    var value: UInt64 = 0
    for index in start..<end {
      let digit = UInt64(line.byte(index) - 0x30)
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(digit)
      guard !overflow, !carry else { return nil }
      value = sum
    }
    return (value, start)
  }
}
