internal import GatewayCore

/// Reads what a judge says. It is strict: an answer that is not in the form of the style is no answer.
struct JudgeReader {
  let settings: JudgeSettings
  /// What was asked for.
  let categories: [String]

  func reply(_ answer: JudgeAnswer) -> JudgeReply {
    switch settings.style {
    case .generic, .llamaGuard: verdict(answer.content ?? "")
    case .graniteGuardian: risk(answer.content ?? "")
    case .shieldGemma: probability(answer.candidates)
    }
  }

  /// `safe`, or `unsafe` with categories on a second line.
  private func verdict(_ text: String) -> JudgeReply {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.trimming(while: \.isWhitespace) }.filter { !$0.isEmpty }
    switch (lines.first?.lowercased(), lines.count) {
    case ("safe", 1): return .safe
    case ("unsafe", 1): return found([])
    case ("unsafe", 2): return found(lines[1].split { $0 == "," || $0 == ";" }.map { String($0.trimming(while: \.isWhitespace)) })
    default: return .failed
    }
  }

  /// What the words of a judge come to. A category that nobody here knows is none that could be passed over.
  private func found(_ words: [String]) -> JudgeReply {
    guard !words.isEmpty else { return .unsafe([only], score: 100) }
    var names: [String] = []
    for word in words {
      guard let meaning = JudgeCategories.meaning(of: word, settings) else {
        names.append("unsafe")
        continue
      }
      names += meaning.filter(categories.contains)
    }
    var seen = Set<String>()
    names = names.filter { seen.insert($0).inserted }
    return names.isEmpty ? .safe : .unsafe(names, score: 100)
  }

  /// `Yes` or `No`, maybe in `<score>`, maybe with the confidence behind it.
  private func risk(_ text: String) -> JudgeReply {
    var rest = Substring(text)
    if let open = rest.firstRange(of: "<score>") { rest = rest[open.upperBound...] }
    if let close = rest.firstIndex(of: "<") { rest = rest[..<close] }
    switch rest.trimming(while: \.isWhitespace).lowercased() {
    case "yes": return .unsafe([only], score: 100)
    case "no": return .safe
    default: return .failed
    }
  }

  /// `Yes` against `No`, by probability. One that is not among the candidates is less likely than all of them.
  private func probability(_ candidates: [JudgeAnswer.Candidate]) -> JudgeReply {
    func logprob(_ word: String) -> Double? {
      candidates.filter { $0.token.trimming(while: \.isWhitespace).lowercased() == word }.map(\.logprob).max()
    }
    let yes = logprob("yes")
    let no = logprob("no")
    guard yes != nil || no != nil, let least = candidates.map(\.logprob).min() else { return .failed }
    let share = LinearModel.probability((yes ?? least) - (no ?? least))
    guard share.isFinite else { return .failed }
    return share >= settings.threshold ? .unsafe([only], score: Int(share * 100)) : .safe
  }

  /// The name of a finding that the judge gives none.
  private var only: String { categories.count == 1 ? categories[0] : "unsafe" }
}

extension StringProtocol {
  /// The text without characters at both ends.
  fileprivate func trimming(while isDropped: (Character) -> Bool) -> SubSequence {
    guard let first = firstIndex(where: { !isDropped($0) }), let last = lastIndex(where: { !isDropped($0) }) else {
      return self[endIndex...]
    }
    return self[first...last]
  }
}
