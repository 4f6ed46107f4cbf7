/// Events as rows of a CSV file (RFC 4180): a header, commas, CRLF, quotes where they are needed.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front: names in it come from clients.
public enum EventTable {
  /// One column: its name, and where its value stands in an event.
  private struct Column {
    let name: String
    let path: [String]

    init(_ name: String, _ path: String...) {
      self.name = name
      self.path = path.isEmpty ? [name] : path
    }
  }

  private static let columns = [
    Column("timestamp"), Column("event_type"), Column("id"), Column("request_id"), Column("principal"), Column("user"), Column("client"),
    Column("endpoint"), Column("stream"), Column("model_requested"), Column("model"), Column("provider"), Column("target"),
    Column("config", "config", "name"), Column("config_version", "config", "version"), Column("verdict"), Column("reason_code"),
    Column("status"), Column("error"), Column("ended"), Column("prompt_tokens", "tokens", "prompt"),
    Column("completion_tokens", "tokens", "completion"), Column("total_tokens", "tokens", "total"),
    Column("queue_us", "latency_us", "queue"), Column("first_byte_us", "latency_us", "first_byte"),
    Column("total_us", "latency_us", "total"),
  ]

  /// The first line, with its line end.
  public static var header: String { (["seq"] + columns.map(\.name) + ["policies"]).joined(separator: ",") + "\r\n" }

  /// The line of an event, with its line end. `policies` has `policy:verdict` for each result, separated by spaces.
  public static func row(_ event: EventRecord) -> String {
    var cells = ["\(event.sequence)"]
    let value = event.value
    for column in columns {
      let found = column.path.reduce(value) { $0?[$1] }
      cells.append(cell(found))
    }
    cells.append(cell(.text(event.policyResults.map { "\($0["policy"]?.text ?? ""):\($0["verdict"]?.text ?? "")" }.joined(separator: " "))))
    return cells.joined(separator: ",") + "\r\n"
  }

  private static func cell(_ value: EventValue?) -> String {
    guard let value else { return "" }
    guard case .text(var text) = value else { return quoted(value.plain) }
    if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { text = "'" + text }
    return quoted(text)
  }

  private static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }) else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }
}
