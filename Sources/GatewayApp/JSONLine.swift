internal import GatewayServer
internal import OpenAIWire

/// Small JSON texts for logs and command output.
enum JSONLine {
  /// A JSON string.
  static func quoted(_ text: String) -> String { String(decoding: JSONText.quoted(text), as: UTF8.self) }
}

/// Times for log lines.
enum Timestamp {
  /// The UTC time now, with microseconds.
  static var now: String { WallClock.timestamp }
}
