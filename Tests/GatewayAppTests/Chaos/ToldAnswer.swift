import Foundation

/// What a client learns from an answer, taken apart by lane: to compare one that was disturbed with one that was not.
struct ToldAnswer: Sendable {
  /// How an answer ended.
  enum Ending: Equatable, Sendable {
    /// As a whole one ends.
    case complete
    /// In an error in the gateway's own form, which cannot be taken for a whole answer.
    case error(String)
    /// In neither of the two: a truncated success, a half error, a broken framing.
    case broken(String)
  }

  private(set) var ending = Ending.broken("nothing")
  /// Text by lane: `0.content`, `1.content`, `0.reasoning`, `0.arguments`.
  private(set) var lanes: [String: String] = [:]
  private(set) var finishes: [Int: String] = [:]
  private(set) var promptTokens: Int?
  private(set) var completionTokens: Int?
  /// Events that tell the usage of the whole answer.
  private(set) var usages = 0
  private(set) var ids: Set<String> = []
  private(set) var roles = 0
  /// Numbers of an embedding.
  private(set) var vector: [Double] = []

  init(_ answer: Answer, isStream: Bool) {
    guard answer.isComplete else {
      ending = .broken("the framing is not complete after '\(answer.text.suffix(200))'")
      return
    }
    if answer.status != 200 {
      ending = answer.error.map { .error($0.code) } ?? .broken("status \(answer.status) with '\(answer.text.prefix(200))'")
    } else if isStream {
      readStream(answer)
    } else {
      readWhole(answer)
    }
  }

  private mutating func readStream(_ answer: Answer) {
    for event in answer.events where event != "[DONE]" {
      guard let chunk = Self.object(event) else {
        ending = .broken("an event that is not JSON: '\(event.prefix(2000))'")
        return
      }
      if chunk["error"] == nil { read(chunk) }
    }
    let hasError = answer.events.dropLast().contains { Self.object($0)?["error"] != nil }
    if hasError {
      ending = .broken("events behind an error")
    } else if let error = answer.lastError {
      ending = .error(error.code)
    } else if answer.events.last != "[DONE]" {
      ending = .broken("a stream without an end: '\(answer.text.suffix(200))'")
    } else {
      ending = finishes.isEmpty ? .broken("no finish reason") : .complete
    }
  }

  private mutating func readWhole(_ answer: Answer) {
    guard let body = Self.object(answer.text), body["error"] == nil else {
      ending = .broken("status 200 with '\(answer.text.prefix(200))'")
      return
    }
    read(body)
    ending = .complete
  }

  private mutating func read(_ chunk: [String: Any]) {
    if let id = chunk["id"] as? String { ids.insert(id) }
    if let usage = chunk["usage"] as? [String: Any] {
      promptTokens = usage["prompt_tokens"] as? Int
      completionTokens = usage["completion_tokens"] as? Int
      if (chunk["choices"] as? [Any])?.isEmpty == true { usages += 1 }
    }
    for choice in chunk["choices"] as? [[String: Any]] ?? [] { read(choice: choice) }
    for item in chunk["data"] as? [[String: Any]] ?? [] { vector += item["embedding"] as? [Double] ?? [] }
  }

  private mutating func read(choice: [String: Any]) {
    let index = choice["index"] as? Int ?? 0
    if let finish = choice["finish_reason"] as? String { finishes[index] = finish }
    if let text = choice["text"] as? String { lanes["\(index).content", default: ""] += text }
    guard let part = (choice["delta"] ?? choice["message"]) as? [String: Any] else { return }
    if part["role"] is String { roles += 1 }
    if let text = part["content"] as? String { lanes["\(index).content", default: ""] += text }
    if let text = part["reasoning"] as? String { lanes["\(index).reasoning", default: ""] += text }
    for call in part["tool_calls"] as? [[String: Any]] ?? [] {
      let arguments = (call["function"] as? [String: Any])?["arguments"] as? String ?? ""
      lanes["\(index).arguments", default: ""] += arguments
    }
  }

  private static func object(_ text: String) -> [String: Any]? {
    try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
  }

  /// What is wrong with this answer, where `whole` is the undisturbed one; nil when it is whole and right, or ended in an error that hides nothing.
  func problem(against whole: ToldAnswer, isStream: Bool) -> String? {
    switch ending {
    case .broken(let what): return what
    case .error:
      // What was delivered before the error is the beginning of the answer.
      for (lane, text) in lanes where whole.lanes[lane]?.hasPrefix(text) != true {
        return "lane \(lane) before the error is '\(text.suffix(80))', not the beginning of '\(whole.lanes[lane]?.suffix(80) ?? "nothing")'"
      }
      return nil
    case .complete:
      for lane in Set(lanes.keys).union(whole.lanes.keys) where lanes[lane, default: ""] != whole.lanes[lane, default: ""] {
        return "lane \(lane) is '\(lanes[lane, default: ""])', not '\(whole.lanes[lane, default: ""])'"
      }
      if finishes != whole.finishes { return "finish reasons \(finishes), not \(whole.finishes)" }
      // Where an engine dies between the last token and the usage, its count may be known to nobody.
      if completionTokens ?? whole.completionTokens != whole.completionTokens || promptTokens ?? whole.promptTokens != whole.promptTokens {
        return "usage \(promptTokens ?? -1) + \(completionTokens ?? -1), not \(whole.promptTokens ?? -1) + \(whole.completionTokens ?? -1)"
      }
      if usages > 1 { return "the usage is told \(usages) times" }
      if vector != whole.vector { return "another vector" }
      if isStream, ids.count != whole.ids.count || roles != whole.roles { return "\(ids.count) ids and \(roles) roles" }
      return nil
    }
  }
}
