internal import GatewayCore

/// `citation-verifier`, as far as it is deterministic: whether an answer names sources, and whether they occur in the request.
struct CitationGuard: AnswerGuard {
  private let settings: CitationSettings

  /// So many different sources of an answer are looked up in the request: each may take a pass over all of it.
  static let mostLookedUp = 64

  init(_ settings: CitationSettings) { self.settings = settings }

  func objections(to answer: PolicyAnswer) -> [Objection] {
    answer.texts.filter { $0.lane.field == .content || $0.lane.field == .text }.compactMap { text in
      let sources = Sources.found(in: text.bytes, settings.patterns)
      if sources.isEmpty {
        return settings.requiresSources ? objection("no_source", 100, text.location, "The answer names no source.") : nil
      }
      guard settings.requiresSourceMatch else { return nil }
      let known = answer.request.texts.filter { $0.place.span.kind != .tools && $0.place.span.kind != .settings }
      let matchable = sources.filter(\.isMatchable)
      guard !matchable.isEmpty else { return nil }
      let found = Set(matchable.map(\.text).prefix(Self.mostLookedUp)).filter { source in known.contains { $0.bytes.containsText(source) } }
      // A source that was not looked up is none that was found.
      let share = Double(matchable.count { found.contains($0.text) }) / Double(matchable.count)
      guard share < settings.minConfidence else { return nil }
      return objection(
        "unverified_source", 100 - Int(share * 100), text.location, "The answer names sources that the request does not hold.")
    }
  }

  private func objection(_ name: String, _ score: Int, _ location: String, _ message: String) -> Objection {
    Objection(name: name, reason: "citation_unverified", score: score, location: location, message: message)
  }
}

/// The sources that a text names.
struct Sources {
  /// One of them.
  struct Source {
    let text: [UInt8]
    /// Whether it can be looked up in the request: a link or a quotation; a number in brackets cannot.
    let isMatchable: Bool
  }

  static func found(in text: [UInt8], _ patterns: Set<CitationSettings.Pattern>) -> [Source] {
    var result: [Source] = []
    var index = 0
    while index < text.count {
      if patterns.contains(.url), text[index...].starts(with: "http://".utf8) || text[index...].starts(with: "https://".utf8) {
        var end = index
        while end < text.count, text[end] > 0x20, !Array("\"<>)]}|".utf8).contains(text[end]) { end += 1 }
        while end > index, Array(".,;:!?'".utf8).contains(text[end - 1]) { end -= 1 }
        result.append(Source(text: Array(text[index..<end]), isMatchable: true))
        index = max(end, index + 1)
      } else if patterns.contains(.academic), let end = academic(text, index) {
        result.append(Source(text: Array(text[index..<end]), isMatchable: false))
        index = end
      } else if patterns.contains(.quote), text[index] == 0x22, let end = text[(index + 1)...].prefix(1000).firstIndex(of: 0x22),
        end - index > 12
      {
        result.append(Source(text: Array(text[(index + 1)..<end]), isMatchable: true))
        index = end + 1
      } else {
        index += 1
      }
    }
    return result
  }

  /// The end of `[12]`, `(Name, 2020)` or a DOI that begins at an index.
  private static func academic(_ text: [UInt8], _ start: Int) -> Int? {
    if text[start] == 0x5b {
      let digits = text[(start + 1)...].prefix(4).prefix(while: ByteClass.isDigit)
      return !digits.isEmpty && digits.endIndex < text.count && text[digits.endIndex] == 0x5d ? digits.endIndex + 1 : nil
    }
    if text[start] == 0x28, let end = text[start...].prefix(80).firstIndex(of: 0x29), end - start > 7 {
      let year = text[(end - 4)..<end]
      let isCitation = year.allSatisfy(ByteClass.isDigit) && ByteClass.isUpper(text[start + 1]) && text[start..<end].contains(0x2c)
      return isCitation ? end + 1 : nil
    }
    guard text[start...].starts(with: "10.".utf8), start == 0 || !ByteClass.isAlphanumeric(text[start - 1]) else { return nil }
    let registrant = text[(start + 3)...].prefix(9).prefix(while: ByteClass.isDigit)
    guard registrant.count >= 4, registrant.endIndex < text.count, text[registrant.endIndex] == 0x2f else { return nil }
    let suffix = text[(registrant.endIndex + 1)...].prefix(200).prefix { $0 > 0x20 }
    return suffix.isEmpty ? nil : suffix.endIndex
  }
}

extension [UInt8] {
  /// Whether another text occurs in this one. In linear time (Knuth, Morris and Pratt): both may be somebody else's choice.
  func containsText(_ other: [UInt8]) -> Bool {
    guard !other.isEmpty else { return true }
    guard count >= other.count else { return false }
    // How much of the other text still fits, where it fits no further.
    var fallback = [Int](repeating: 0, count: other.count)
    var matched = 0
    for index in 1..<other.count {
      while matched > 0, other[index] != other[matched] { matched = fallback[matched - 1] }
      if other[index] == other[matched] { matched += 1 }
      fallback[index] = matched
    }
    matched = 0
    for byte in self {
      while matched > 0, byte != other[matched] { matched = fallback[matched - 1] }
      if byte == other[matched] { matched += 1 }
      if matched == other.count { return true }
    }
    return false
  }
}
