import GatewayHTTP
import GatewayTestSupport
import NIOCore

/// What a reader reported, in a form that can be compared; neighbouring pieces of a body are one.
enum Seen: Hashable {
  case request(SeenRequest)
  case answer(SeenAnswer)
  case body(String)
  case end
  case problem(HTTPProblem)

  /// Whether it is a problem, of whatever text.
  var isProblem: Bool { if case .problem = self { true } else { false } }
}

struct SeenField: Hashable {
  let name: String
  let value: String
}

struct SeenRequest: Hashable {
  var method = "POST"
  var target = "/v1/a"
  var minorVersion = 1
  var framing = BodyFraming.none
  var isKeepAlive = true
  var expectsContinue = false
  var fields = [SeenField(name: "Host", value: "h")]
}

struct SeenAnswer: Hashable {
  var status = 200
  var framing = BodyFraming.length(2)
  var isKeepAlive = true
  var fields: [SeenField] = []
}

extension RequestReader.Limits {
  static let usual = RequestReader.Limits(head: 8192, fields: 20, body: 1 << 20)
}

extension MessageHead {
  var seenFields: [SeenField] { fields.map { SeenField(name: latin1($0.name), value: latin1($0.value)) } }

  /// Every byte as one scalar, so that nothing is lost in comparisons.
  func latin1(_ range: Range<Int>) -> String {
    String(bytes.readableBytesView.dropFirst(range.lowerBound).prefix(range.count).map { Character(Unicode.Scalar($0)) })
  }
}

/// Collects what a reader reports.
private struct Recorder {
  private var seen: [Seen] = []
  private var body: [UInt8] = []

  mutating func add(body piece: ByteBuffer) { body.append(contentsOf: piece.readableBytesView) }

  mutating func add(_ event: Seen) {
    flush()
    seen.append(event)
  }

  mutating func all() -> [Seen] {
    flush()
    return seen
  }

  private mutating func flush() {
    if !body.isEmpty { seen.append(.body(String(String.UnicodeScalarView(body.map { Unicode.Scalar($0) })))) }
    body = []
  }
}

/// Feeds a reader with pieces; requests that follow each other are read one after the other.
func readRequests(_ pieces: [[UInt8]], limits: RequestReader.Limits = .usual) -> [Seen] {
  var reader = RequestReader(limits: limits)
  var seen = Recorder()
  for piece in pieces {
    reader.append(ByteBuffer(bytes: piece))
    while let event = reader.next() {
      switch event {
      case .head(let head):
        seen.add(
          .request(
            SeenRequest(
              method: head.message.text(head.method), target: head.message.text(head.target), minorVersion: head.minorVersion,
              framing: head.framing, isKeepAlive: head.isKeepAlive, expectsContinue: head.expectsContinue, fields: head.message.seenFields))
        )
      case .body(let piece): seen.add(body: piece)
      case .end:
        seen.add(.end)
        reader.startNext()
      case .problem(let problem): seen.add(.problem(problem))
      }
    }
  }
  return seen.all()
}

func readRequests(_ text: String, limits: RequestReader.Limits = .usual) -> [Seen] { readRequests([Array(text.utf8)], limits: limits) }

/// Feeds a reader with the pieces of answers; `closes` is the end of the connection.
func readAnswers(_ pieces: [[UInt8]], closes: Bool = false) -> [Seen] {
  var reader = ResponseReader()
  reader.expectAnswer()
  var seen = Recorder()
  for piece in pieces {
    reader.append(ByteBuffer(bytes: piece))
    while let event = reader.next() {
      switch event {
      case .head(let head):
        seen.add(
          .answer(
            SeenAnswer(status: head.status, framing: head.framing, isKeepAlive: head.isKeepAlive, fields: head.message.seenFields)))
      case .body(let piece): seen.add(body: piece)
      case .end: seen.add(.end)
      case .problem(let problem): seen.add(.problem(problem))
      }
    }
  }
  if closes, reader.close() { seen.add(.end) }
  return seen.all()
}

func readAnswers(_ text: String, closes: Bool = false) -> [Seen] { readAnswers([Array(text.utf8)], closes: closes) }

/// Every way to cut a message once, and the one of single bytes.
func everyCutting(_ text: String) -> [[[UInt8]]] {
  let bytes = Array(text.utf8)
  return (1..<bytes.count).map { bytes.pieces(cutAt: [$0]) } + [bytes.map { [$0] }]
}
