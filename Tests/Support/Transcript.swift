internal import Foundation

/// One recorded exchange with a real server. The recordings lie beside the repository, not in it: tests that replay them are skipped where they are missing.
public struct Transcript: Sendable, CustomStringConvertible {
  /// Folder and file.
  public let name: String
  /// The request's bytes.
  public let request: [UInt8]
  /// The answer's bytes as they came.
  public let answer: [UInt8]
  /// Whether the server closed the connection before it should have.
  public let isCut: Bool

  /// Folder and file.
  public var description: String { name }

  /// The method of the request.
  public var method: String { String(decoding: request.prefix { $0 != 0x20 }, as: UTF8.self) }

  /// The request target.
  public var target: String { String(decoding: request.drop { $0 != 0x20 }.dropFirst().prefix { $0 != 0x20 }, as: UTF8.self) }

  /// The body of the request, when its length is told.
  public var requestBody: [UInt8] { RecordedAnswer.split(request)?.body ?? [] }

  /// All recordings, in the order of their names; empty where there are none.
  public static let all: [Transcript] = {
    let folder = transcriptFolder
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".http") }.sorted().compactMap { name in
      FileManager.default.contents(atPath: folder + "/" + name).flatMap { Transcript(name: name, file: Array($0)) }
    }
  }()

  /// Whether there are recordings.
  public static var areAvailable: Bool { FileManager.default.fileExists(atPath: transcriptFolder + "/README.md") }

  /// `PENSTOCK_SHARED`, else the folder `shared` beside the package.
  private static let transcriptFolder: String = {
    let shared = ProcessInfo.processInfo.environment["PENSTOCK_SHARED"]
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return (shared ?? root.deletingLastPathComponent().appendingPathComponent("shared").path) + "/transcripts"
  }()

  private init?(name: String, file: [UInt8]) {
    let marker = Array("\n=====RESPONSE (raw bytes as received)=====\n".utf8)
    guard let start = file.firstIndex(of: marker) else { return nil }
    self.name = name
    request = Array(file[..<start])
    var answer = Array(file[(start + marker.count)...])
    var isCut = false
    for ending in ["\n<<FIN from server>>", "\n<<connection closed by server>>"]
    where answer.suffix(ending.utf8.count) == Array(ending.utf8)[...] {
      answer.removeLast(ending.utf8.count)
      isCut = true
    }
    self.answer = answer
    self.isCut = isCut
  }
}

/// An answer, read in the plainest way: the yardstick for the readers that are tested.
public struct RecordedAnswer: Sendable {
  /// The status.
  public let status: Int
  /// The field lines, names in lower case.
  public let fields: [(name: String, value: String)]
  /// The body without its framing, as far as it came.
  public let body: [UInt8]
  /// Whether the framing came to its end.
  public let isComplete: Bool

  /// Reads the first answer in `bytes`; nil when there is no whole head.
  public init?(_ bytes: [UInt8]) {
    guard let (head, rest) = Self.split(bytes) else { return nil }
    let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
    guard let status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") else { return nil }
    self.status = status
    fields = lines.dropFirst().compactMap { line in
      line.firstIndex(of: ":").map {
        (line[..<$0].lowercased(), line[line.index(after: $0)...].trimmingCharacters(in: .whitespaces))
      }
    }
    if fields.contains(where: { $0.name == "transfer-encoding" }) {
      (body, isComplete) = Self.dechunked(rest)
    } else if let length = fields.first(where: { $0.name == "content-length" }).flatMap({ Int($0.value) }) {
      body = Array(rest.prefix(length))
      isComplete = rest.count >= length
    } else {
      body = rest
      isComplete = true
    }
  }

  /// Cuts a message behind its blank line.
  static func split(_ bytes: [UInt8]) -> (head: [UInt8], body: [UInt8])? {
    let blank = Array("\r\n\r\n".utf8)
    guard let end = bytes.firstIndex(of: blank) else { return nil }
    return (Array(bytes[..<end]), Array(bytes[(end + 4)...]))
  }

  private static func dechunked(_ bytes: [UInt8]) -> (body: [UInt8], isComplete: Bool) {
    var body: [UInt8] = []
    var rest = bytes[...]
    while let lineEnd = rest.firstIndex(of: 0x0a) {
      guard let size = Int(String(decoding: rest[..<lineEnd].dropLast(), as: UTF8.self), radix: 16) else { break }
      if size == 0 { return (body, true) }
      body += rest[(lineEnd + 1)...].prefix(size)
      rest = rest[(lineEnd + 1)...].dropFirst(size + 2)
    }
    return (body, false)
  }
}

extension Array where Element: Equatable {
  /// Where `part` begins for the first time.
  public func firstIndex(of part: [Element]) -> Int? {
    guard let first = part.first, count >= part.count else { return nil }
    return (0...(count - part.count)).first { self[$0] == first && self[$0..<($0 + part.count)] == part[...] }
  }

  /// The pieces between `cuts`, which ascend.
  public func pieces(cutAt cuts: [Int]) -> [[Element]] {
    var start = 0
    var pieces: [[Element]] = []
    for cut in cuts + [count] where cut > start {
      pieces.append(Array(self[start..<cut]))
      start = cut
    }
    return pieces
  }

  /// The pieces of a random cutting.
  public func randomPieces(upTo size: Int, using random: inout SplitMix64) -> [[Element]] {
    var pieces: [[Element]] = []
    var start = 0
    while start < count {
      let end = Swift.min(count, start + Int.random(in: 1...size, using: &random))
      pieces.append(Array(self[start..<end]))
      start = end
    }
    return pieces
  }
}
