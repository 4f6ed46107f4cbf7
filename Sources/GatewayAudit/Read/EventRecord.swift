public import GatewayCore
internal import OpenAIWire

/// One record of the log as a reader sees it: the event's bytes as they stand in the log, and a view of its members.
///
/// Nothing but the places of the top-level members is decoded when a record is read; values are decoded each time they are asked for.
public struct EventRecord: Sendable {
  /// Where a record stands.
  public struct Place: Sendable, Hashable {
    /// The sequence number of its segment's first record, which names the segment.
    public let segment: UInt64
    /// The first byte of its line in the segment.
    public let offset: Int

    /// A place of its parts.
    public init(segment: UInt64, offset: Int) {
      self.segment = segment
      self.offset = offset
    }
  }

  /// Its sequence number.
  public let sequence: UInt64
  /// Its hash, in hex.
  public let hash: String
  /// The hash of the record before, in hex, as it states it.
  public let previous: String
  /// Where it stands.
  public let place: Place
  /// Whether its line has the hash that it states. Its place in the chain is not looked at: that is what verification is for.
  public let isIntact: Bool
  /// The event: one JSON object, as it stands in the log, with all its members.
  public let json: [UInt8]
  private let members: [(name: Range<Int>, value: Range<Int>)]

  init(_ record: RecordLine, _ line: RawSpan, place: Place) {
    sequence = record.sequence
    hash = String(decoding: record.hash, as: UTF8.self)
    previous = String(decoding: record.previous, as: UTF8.self)
    isIntact = record.isIntact
    self.place = place
    let event = line.extracting(record.event)
    json = event.array(event.byteOffsets)
    members = Self.scan(event)
  }

  /// A record of an event alone; for tests and for events that are not in a log yet.
  init(sequence: UInt64, json: [UInt8]) {
    self.sequence = sequence
    self.json = json
    (hash, previous) = ("", "")
    isIntact = true
    place = Place(segment: 0, offset: 0)
    members = Self.scan(json.span.bytes)
  }

  /// The record as its line in the log has it, without the line feed.
  public var line: [UInt8] {
    var line = Array("{\"event\":".utf8)
    line.reserveCapacity(json.count + 220)
    line += json
    line += Array(",\"prev\":\"\(previous)\",\"seq\":\(sequence),\"hash\":\"\(hash)\"}".utf8)
    return line
  }

  private static func scan(_ event: RawSpan) -> [(name: Range<Int>, value: Range<Int>)] {
    var members: [(Range<Int>, Range<Int>)] = []
    members.reserveCapacity(32)
    var cursor = JSONCursor(maxDepth: EventValue.maxDepth, duplicates: .accept)
    do throws(JSONProblem) {
      try cursor.start(event)
      var frame = try cursor.enterObject(event)
      while let name = try cursor.nextMember(event, &frame) { members.append((name.content, try cursor.skipValue(event))) }
    } catch {
      return []
    }
    return members
  }

  // MARK: Members

  /// A member of the event; nil when it has none of this name.
  public subscript(_ name: String) -> EventValue? {
    guard let range = range(name) else { return nil }
    return EventValue(json.span.bytes.extracting(range))
  }

  /// A member that is a string.
  public func text(_ name: String) -> String? { self[name]?.text }

  /// Whether a member is this string. Cheaper than ``text(_:)``.
  func has(_ name: String, _ text: String) -> Bool {
    guard let range = range(name) else { return false }
    let value = json[range]
    if !value.contains(0x5c), value.count >= 2, value.first == 0x22 { return value.dropFirst().dropLast().elementsEqual(text.utf8) }
    return self.text(name) == text
  }

  private func range(_ name: String) -> Range<Int>? { members.first { json[$0.name].elementsEqual(name.utf8) }?.value }

  /// The whole event as a value; nil when it is no JSON object.
  public var value: EventValue? { EventValue(json.span.bytes) }

  /// `event_type`; empty when there is none.
  public var type: String { text("event_type") ?? "" }

  /// `timestamp`; nil when it is none.
  public var time: UTCTime? { text("timestamp").flatMap { UTCTime($0) } }

  /// `id`.
  public var id: String? { text("id") }

  /// What each policy said.
  public var policyResults: [EventValue] { self["policy_results"]?.elements ?? [] }

  /// Whether a policy noted something.
  public var isFlagged: Bool { policyResults.contains { $0["verdict"]?.text == EventFilter.flag } }

  /// The names of the policies that have a result, and their kinds.
  public var policies: [String] { policyResults.flatMap { [$0["policy"]?.text, $0["kind"]?.text].compactMap(\.self) } }
}
