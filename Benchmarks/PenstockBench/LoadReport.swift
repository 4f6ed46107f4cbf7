import FoundationEssentials

/// What the load generator saw, printed as one JSON object.
struct LoadReport: Codable {
  var scenario: String
  var connections: Int
  var seconds: Double
  /// Answers that were complete and right.
  var completed: Int
  /// Events in them.
  var events: Int
  /// Answers that were not, and connections that broke.
  var errors: Int
  /// What the first of them was.
  var firstError: String?
  /// Connections that the server closed between two requests.
  var reconnects: Int
  var perSecond: Double
  var p50Microseconds: Double
  var p99Microseconds: Double
  var maxMicroseconds: Double
  /// From a request to the first text of its stream, the median.
  var firstTextMicroseconds: Double?
  /// The share of the text events of paced streams that did not wait for the next one.
  var promptShare: Double?
  /// Streams that were open at the same time.
  var openStreams: Int?

  func write(to output: (String) -> Void) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(self) else { return }
    output(String(decoding: data, as: UTF8.self))
  }
}
