internal import GatewayCore

/// A guardrail that leaves texts to a judge.
protocol JudgedGuard: Sendable {
  /// The judge.
  var judge: JudgeSettings { get }
  /// Whether it looks at a text of a request.
  func reads(_ text: PolicyRequest.Text) -> Bool
  /// Whether it looks at a lane of an answer.
  func reads(_ text: PolicyAnswer.Text) -> Bool
  /// What it says of a text by itself.
  func examine(_ text: [UInt8], _ location: String) -> Examination
  /// What it says of a text when the judge has found something.
  func objection(_ category: String, score: Int, _ location: String) -> Objection
}

/// What a guardrail with a judge says of a text before anybody is asked.
struct Examination {
  /// What is certain without the judge.
  var objection: Objection?
  /// What the judge is asked for: categories; none when it need not be asked.
  var doubts: [String] = []
  /// What the guardrail would say if it had no judge.
  var unasked: Objection?
}

/// Makes the questions of one policy about one request or answer.
struct JudgeSeat {
  /// A text that the judge is to see, as the model or the client would.
  struct Exhibit {
    let text: [UInt8]
    let location: String
    let doubts: [String]
  }

  let policy: Int
  let settings: JudgeSettings
  let isAnswer: Bool

  /// The questions about some texts.
  /// - Returns: nil when there would have to be more than the settings allow.
  func questions(_ exhibits: [Exhibit]) -> [JudgeQuestion]? {
    // A character has at most four bytes: this many cannot fit, and need not be cut to find out.
    let bytes = exhibits.reduce(0) { $0 &+ $1.text.count }
    guard bytes / 4 <= settings.windowCharacters * settings.maxQuestions else { return nil }
    let texts = exhibits.map { (text: JudgedText.escaped($0.text), location: $0.location, doubts: $0.doubts) }
    var questions: [JudgeQuestion] = []
    for categories in categories(exhibits) {
      let concerned = texts.filter { !Set($0.doubts).isDisjoint(with: categories) }
      for window in pack(concerned.map { ($0.text, $0.location) }) {
        guard questions.count < settings.maxQuestions else { return nil }
        questions.append(
          JudgeQuestion(
            policy: policy, settings: settings, categories: categories, location: window.location, text: window.text, isAnswer: isAnswer))
      }
    }
    return questions
  }

  /// What one question asks for. Models that say `Yes` or `No` are asked for one category at a time.
  private func categories(_ exhibits: [Exhibit]) -> [[String]] {
    var seen = Set<String>()
    let all = exhibits.flatMap(\.doubts).filter { seen.insert($0).inserted }
    switch settings.style {
    case .generic, .llamaGuard: return [all]
    case .graniteGuardian, .shieldGemma: return all.map { [$0] }
    }
  }

  /// Windows of long texts; short ones together, in their order, with an empty line between them.
  private func pack(_ texts: [(text: String, location: String)]) -> [(text: String, location: String)] {
    var windows: [(text: String, location: String)] = []
    var open: (text: String, count: Int, first: String, last: String)?
    func close() {
      guard let pack = open else { return }
      windows.append((pack.text, pack.first == pack.last ? pack.first : "\(pack.first) to \(pack.last)"))
      open = nil
    }
    for (text, location) in texts {
      let count = text.unicodeScalars.count
      if let pack = open, pack.count + 2 + count <= settings.windowCharacters {
        open = ("\(pack.text)\n\n\(text)", pack.count + 2 + count, pack.first, location)
        continue
      }
      close()
      if count <= settings.windowCharacters {
        open = (text, count, location, location)
      } else {
        windows += JudgedText.windows(text, limit: settings.windowCharacters).map { ($0, location) }
      }
    }
    close()
    return windows
  }
}
