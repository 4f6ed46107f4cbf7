internal import Foundation
internal import GatewayAudit

/// What an answer says, without what differs from one answer to the next: ids, times, how a stream was cut into chunks, and what was used.
struct ReplayedAnswer: Hashable {
  /// The texts, by the lane they belong to: `choices[0].content`.
  private(set) var lanes: [String: String] = [:]

  /// Reads a whole answer or a stream of server-sent events, as the client got it. What is neither is one lane, `body`.
  init(_ body: [UInt8]) {
    let text = String(decoding: body, as: UTF8.self)
    if let value = EventValue(json: body) {
      read(value)
      if lanes.isEmpty { lanes["body"] = Self.stable(value).plain }
      return
    }
    var isStream = false
    for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix("data:") {
      isStream = true
      if let value = EventValue(json: Array(line.dropFirst(5).utf8)) { read(value) }
    }
    if !isStream { lanes["body"] = text }
  }

  private mutating func read(_ value: EventValue) {
    if let error = value["error"], case .object = error { add("error", error["code"]?.plain ?? error["type"]?.plain ?? error.plain) }
    for choice in value["choices"]?.elements ?? [] {
      let lane = "choices[\(choice["index"]?.integer ?? 0)]"
      add("\(lane).text", choice["text"]?.text)
      let message = choice["message"] ?? choice["delta"]
      for member in ["content", "reasoning_content", "reasoning", "refusal"] { add("\(lane).\(member)", message?[member]?.text) }
      for (number, call) in (message?["tool_calls"]?.elements ?? []).enumerated() {
        let tool = "\(lane).tool_calls[\(call["index"]?.integer ?? number)]"
        add("\(tool).name", call["function"]?["name"]?.text)
        add("\(tool).arguments", call["function"]?["arguments"]?.text)
      }
      add("\(lane).finish_reason", choice["finish_reason"]?.text)
    }
  }

  private mutating func add(_ lane: String, _ text: String?) {
    guard let text, !text.isEmpty else { return }
    lanes[lane, default: ""] += text
  }

  /// A value without the members that are new in every answer.
  private static func stable(_ value: EventValue) -> EventValue {
    let volatile: Set<String> = ["id", "created", "system_fingerprint", "usage"]
    return .object(value.members.filter { !volatile.contains($0.name) })
  }

  /// Lines that say how `other` differs from this answer: `-` what is not there any more, `+` what is new. Empty when it does not.
  func difference(to other: ReplayedAnswer) -> [String] {
    var lines: [String] = []
    for lane in Set(lanes.keys).union(other.lanes.keys).sorted() where lanes[lane] != other.lanes[lane] {
      lines.append("\(lane):")
      lines += Self.difference(lanes[lane] ?? "", other.lanes[lane] ?? "")
    }
    return lines
  }

  private static func difference(_ old: String, _ new: String) -> [String] {
    func split(_ text: String) -> [String] {
      text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map { Self.printable($0) }
    }
    let (old, new) = (split(old), split(new))
    // The exact difference of long texts costs their product.
    guard old.count * max(new.count, 1) <= 4_000_000 else { return ["  (\(old.count) lines, now \(new.count))"] }
    let changes = new.difference(from: old)
    let removed = changes.removals.compactMap { change -> (Int, String)? in
      guard case .remove(let offset, let element, _) = change else { return nil }
      return (offset, "  - \(element)")
    }
    let added = changes.insertions.compactMap { change -> (Int, String)? in
      guard case .insert(let offset, let element, _) = change else { return nil }
      return (offset, "  + \(element)")
    }
    return (removed + added).enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
  }

  /// A line without what a terminal takes for a command.
  private static func printable(_ line: Substring) -> String {
    String(
      String.UnicodeScalarView(
        line.unicodeScalars.map { $0.properties.generalCategory == .control && $0 != "\t" ? "\u{fffd}" : $0 }))
  }
}
