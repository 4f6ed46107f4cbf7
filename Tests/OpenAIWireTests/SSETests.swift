import GatewayTestSupport
import Testing

@testable import OpenAIWire

@Suite("Server-sent events")
struct SSETests {
  /// The events of a stream that arrives in these pieces, and what is left behind the last one.
  static func events(_ pieces: [[UInt8]]) -> (events: [[UInt8]], rest: [UInt8]) {
    var scanner = SSEScanner()
    var buffer: [UInt8] = []
    var events: [[UInt8]] = []
    for (index, piece) in pieces.enumerated() {
      buffer += piece
      while let end = scanner.nextEventEnd(in: buffer.span.bytes, isFinal: index == pieces.count - 1) {
        events.append(Array(buffer[..<end]))
        buffer.removeFirst(end)
        scanner.consumed()
      }
    }
    return (events, buffer)
  }

  @Test(
    "Events end behind their blank line",
    arguments: [
      ("data: a\n\n", ["data: a\n\n"], ""), ("data: a\n\ndata: b\n\n", ["data: a\n\n", "data: b\n\n"], ""), ("data: a\n", [], "data: a\n"),
      ("data: a\r\n\r\ndata: b\r\n\r\n", ["data: a\r\n\r\n", "data: b\r\n\r\n"], ""),
      ("data: a\r\rdata: b\r\r", ["data: a\r\r", "data: b\r\r"], ""),
      ("data: a\n\r\nb", ["data: a\n\r\n"], "b"), ("data: a\r\n\nb", ["data: a\r\n\n"], "b"), ("data: a\n\rb", ["data: a\n\r"], "b"),
      ("data: a\r\n\rb", ["data: a\r\n\r"], "b"), ("data: a\r\n", [], "data: a\r\n"),
      (": c\n\ndata: x\n\n", [": c\n\n", "data: x\n\n"], ""),
      ("\n\n", ["\n", "\n"], ""), ("\r\n\r\n", ["\r\n", "\r\n"], ""), ("", [], ""),
      ("event: x\ndata: a\ndata: b\n\n", ["event: x\ndata: a\ndata: b\n\n"], ""),
      ("\u{feff}data: a\n\n", ["\u{feff}data: a\n\n"], ""), ("\u{feff}\n\ndata: a\n\n", ["\u{feff}\n", "\n", "data: a\n\n"], ""),
      ("data: [DONE]\n\n", ["data: [DONE]\n\n"], ""), ("data: a\n\n\n", ["data: a\n\n", "\n"], ""),
      ("data: tab\tand \u{1} control\n\n", ["data: tab\tand \u{1} control\n\n"], ""),
    ])
  func boundaries(stream: String, events: [String], rest: String) {
    let found = Self.events([stream.bytes])
    #expect(found.events == events.map(\.bytes))
    #expect(found.rest == rest.bytes)
  }

  @Test("A CR at the very end waits for the LF that may follow")
  func danglingCR() {
    var scanner = SSEScanner()
    let first = "data: a\n\r".bytes
    expect(scanner.nextEventEnd(in: first.span.bytes) == nil)
    expect(scanner.nextEventEnd(in: first.span.bytes) == nil)
    var copy = scanner
    expect(copy.nextEventEnd(in: first.span.bytes, isFinal: true) == 9)
    let second = "data: a\n\r\n".bytes
    expect(scanner.nextEventEnd(in: second.span.bytes) == 10)
  }

  @Test("Every cutting of a stream gives the same events")
  func cuttings() {
    var random = SplitMix64(seed: 6)
    let atoms = [
      "\n", "\r", "\r\n", "data: x", "data", ":", " ", "event: e", "\u{feff}", "é", "data: {\"a\":\"some longer text without an end\"}",
      "\t", "id",
    ]
    for _ in 0..<4000 {
      let stream = (0..<random.below(24)).flatMap { _ in random.pick(atoms).bytes }
      let whole = Self.events([stream])
      #expect(whole.events.flatMap { $0 } + whole.rest == stream)
      #expect(whole.events == Self.reference(stream))
      #expect(Self.events(stream.map { [$0] } + [[]]).events == whole.events)
      var pieces: [[UInt8]] = []
      var left = stream[...]
      while !left.isEmpty {
        let piece = left.prefix(random.below(9))
        pieces.append(Array(piece))
        left = left.dropFirst(piece.count)
      }
      #expect(Self.events(pieces + [[]]).events == whole.events)
    }
  }

  /// Byte by byte, as the standard reads.
  private static func reference(_ stream: [UInt8]) -> [[UInt8]] {
    var events: [[UInt8]] = []
    var event: [UInt8] = []
    var line: [UInt8] = []
    var index = 0
    while index < stream.count {
      let byte = stream[index]
      index += 1
      event.append(byte)
      guard byte == 0x0a || byte == 0x0d else {
        line.append(byte)
        continue
      }
      if byte == 0x0d, index < stream.count, stream[index] == 0x0a {
        event.append(0x0a)
        index += 1
      }
      let isMarkOnly = events.isEmpty && event.count <= 5 && line == "\u{feff}".bytes
      if line.isEmpty || isMarkOnly {
        events.append(event)
        event = []
      }
      line = []
    }
    return events
  }

  @Test("What was looked at is not looked at again")
  func growth() {
    var scanner = SSEScanner()
    var buffer = "data: ".bytes
    for _ in 0..<1000 {
      buffer += [UInt8](repeating: 0x61, count: 100)
      expect(scanner.nextEventEnd(in: buffer.span.bytes) == nil)
      // Behind its back an event ends in what it has seen: who looks there again finds it.
      buffer[buffer.count - 100] = 0x0a
      buffer[buffer.count - 99] = 0x0a
    }
    buffer += [0x0a, 0x0a]
    expect(scanner.nextEventEnd(in: buffer.span.bytes) == buffer.count)
  }

  @Test(
    "Events are taken apart",
    arguments: [
      ("data: abc\n\n", "abc", nil), ("data:abc\r\n\r\n", "abc", nil), ("data:  abc\n\n", " abc", nil), ("data: \n\n", "", nil),
      ("data\n\n", "", nil),
      ("data:\n\n", "", nil), (": keep-alive\n\n", nil, nil), ("\n", nil, nil), ("", nil, nil), ("event: ping\n\n", nil, "ping"),
      ("event: a\ndata: 1\n\n", "1", "a"), ("event:a\revent: b\rdata: 1\r\r", "1", "b"), ("data: 1\ndata: 2\n\n", "1\n2", nil),
      ("data: 1\r\ndata\r\ndata:3\r\n\r\n", "1\n\n3", nil), ("id: 5\nretry: 7\ndata: x\n\n", "x", nil), ("datax: 1\n\n", nil, nil),
      ("\u{feff}data: a\n\n", "a", nil), ("data: a: b\n\n", "a: b", nil), ("data: no end", "no end", nil),
      ("event:\ndata: x\n\n", "x", nil),
      ("Data: x\n\n", nil, nil), (":data: x\n: y\ndata: z\n\n", "z", nil), ("data: a\nx", "a", nil),
      ("data: {\"choices\":[]}\n\n", "{\"choices\":[]}", nil),
    ] as [(String, String?, String?)])
  func parsing(text: String, data: String?, name: String?) {
    let bytes = text.bytes
    let event = SSEEvent.parse(bytes.span.bytes)
    switch event.data {
    case .none: #expect(data == nil)
    case .range(let range): #expect(data?.bytes == Array(bytes[range]))
    case .joined(let joined): #expect(data?.bytes == joined)
    }
    #expect(event.eventName.map { String(decoding: bytes[$0], as: UTF8.self) } == name)
  }

  @Test("Data of several lines are written on one, and say the same")
  func writing() {
    #expect(SSEEvent.bytes(data: Array("[DONE]".utf8)) == Array("data: [DONE]\n\n".utf8))
    let event = Array("data: {\"a\":\ndata: \"b\\n\"}\n\n".utf8)
    guard case .joined(let data) = SSEEvent.parse(event.span.bytes).data else {
      Issue.record("The data are those of one line.")
      return
    }
    #expect(SSEEvent.bytes(data: data) == Array("data: {\"a\": \"b\\n\"}\n\n".utf8))
  }

  @Test("Thousands of data lines in one event are joined in one go")
  func manyLines() {
    let text = String(repeating: "data: x\n", count: 100_000) + "\n"
    let bytes = text.bytes
    #expect(SSEEvent.parse(bytes.span.bytes).data == .joined(Array(String(repeating: "x\n", count: 100_000).utf8.dropLast())))
  }
}
