internal import OpenAIWire

/// Events as text for people.
///
/// Names and texts come from clients: what a terminal could take for a command, or a reader for another line, is written as a JSON string.
public enum EventLine {
  /// One line, without its line feed: `[time] REQUEST id=… policy=… action=… result=pass model=… tokens=… latency=…ms`. What the record does not say is `-`.
  ///
  /// A decision begins with `REQUEST`, `BLOCKED` or `ESCALATED`; other events with their type in capitals, and have their members behind it.
  public static func text(_ event: EventRecord) -> String {
    let head = "[\(word(event.text("timestamp") ?? "-"))] "
    let mark = event.isIntact ? "" : " DAMAGED"
    return head + (event.type == "decision" ? decision(event) : other(event)) + mark
  }

  /// The line, and below it every member of the event on a line of its own, objects with a point between the names.
  public static func detailed(_ event: EventRecord) -> String {
    var lines = [text(event), "  seq: \(event.sequence)"]
    for member in event.value?.members ?? [] where member.name != "timestamp" { append(member.value, member.name, to: &lines) }
    return lines.joined(separator: "\n")
  }

  /// The policy that decided: the first one with the verdict of the event, or of an event that is let through the first one that noted something.
  static func decider(_ event: EventRecord, _ verdict: String) -> String? {
    let decisive = verdict == "allow" ? EventFilter.flag : verdict
    return event.policyResults.first { $0["verdict"]?.text == decisive }?["policy"]?.text
  }

  private static func decision(_ event: EventRecord) -> String {
    let verdict = event.text("verdict")
    let name = verdict == "block" ? "BLOCKED" : verdict == "escalate" ? "ESCALATED" : "REQUEST"
    var parts = [name, "id=\(word(event.id ?? "-"))"]
    parts.append("policy=\(word(verdict.flatMap { decider(event, $0) } ?? "-"))")
    parts.append("action=\(word(verdict == "allow" && event.isFlagged ? EventFilter.flag : verdict ?? "-"))")
    parts.append("result=\(word(result(event, verdict)))")
    parts.append("model=\(word(event.text("model") ?? event.text("model_requested") ?? "-"))")
    parts.append("tokens=\(event["tokens"]?["total"]?.integer.map { "\($0)" } ?? "-")")
    parts.append("latency=\(milliseconds(event["latency_us"]?["total"]?.integer))")
    if let error = event.text("error") {
      parts.append("status=\(event["status"]?.plain ?? "-")")
      parts.append("error=\(word(error))")
    }
    return parts.joined(separator: " ")
  }

  /// What came of a request: what the policies did, or how it ended when that was not well.
  private static func result(_ event: EventRecord, _ verdict: String?) -> String {
    if verdict == "block" || verdict == "escalate" { return "blocked" }
    if let ended = event.text("ended"), ended != "complete" { return ended }
    return verdict == "redact" ? "modified" : verdict == nil ? "-" : "pass"
  }

  private static func other(_ event: EventRecord) -> String {
    let hidden: Set<String> = ["timestamp", "event_type", "checkpoint"]
    var parts = [event.type.isEmpty ? "EVENT" : word(event.type.uppercased())]
    parts.append("seq=\(event.sequence)")
    for member in event.value?.members ?? [] where !hidden.contains(member.name) {
      parts.append("\(word(member.name))=\(word(member.value.plain))")
    }
    return parts.joined(separator: " ")
  }

  private static func append(_ value: EventValue, _ name: String, to lines: inout [String]) {
    if case .object(let members) = value {
      for member in members { append(member.value, "\(name).\(member.name)", to: &lines) }
    } else {
      lines.append("  \(word(name)): \(word(value.plain, allowsSpace: true))")
    }
  }

  private static func milliseconds(_ microseconds: Int?) -> String {
    guard let microseconds else { return "-" }
    return "\(microseconds / 1000).\((microseconds % 1000).magnitude / 100)ms"
  }

  /// A text as one word: as it is, or as a JSON string when it holds white space, quotes, or anything that does not print.
  static func word(_ text: String, allowsSpace: Bool = false) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      if scalar == " " { return allowsSpace }
      return scalar != "\"" && !isInvisible(scalar)
    }
    guard !isPlain || text.isEmpty else { return text }
    var result = ""
    for scalar in String(decoding: JSONText.quoted(text), as: UTF8.self).unicodeScalars {
      if isInvisible(scalar), scalar != " " {
        for unit in String(scalar).utf16 { result += "\\u" + String(repeating: "0", count: 4 - hex(unit).count) + hex(unit) }
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func hex(_ unit: UInt16) -> String { String(unit, radix: 16) }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .privateUse, .unassigned: true
    default: false
    }
  }
}
