public import GatewayCore

/// What a chain wants to ask before it can say its verdict. Whoever holds one asks the questions, in any order and at once, and hands the replies to ``PolicyChain/conclude(_:_:)``.
public struct JudgeHearing: Sendable {
  /// A policy that asks.
  struct Case: Sendable {
    let policy: Int
    let judge: JudgeSettings
    /// Its questions, among those of the hearing; nil when there would have been too many.
    let questions: Range<Int>?
    /// What it says when nobody is asked.
    let unasked: [Objection]
  }

  /// The reply to a question, and how long it took.
  public struct Reply: Sendable, Hashable {
    /// What was said.
    public var reply: JudgeReply
    /// From the beginning of the hearing to the end of the answer.
    public var latency: Duration
    /// The code of what went wrong, if something did.
    public var problem: String?

    /// A reply of its parts.
    public init(_ reply: JudgeReply, latency: Duration, problem: String? = nil) {
      self.reply = reply
      self.latency = latency
      self.problem = problem
    }
  }

  /// The questions.
  public internal(set) var questions: [JudgeQuestion] = []
  /// What was found without asking.
  var verdict: PolicyVerdict
  let phase: PolicyDefinition.Phase
  var cases: [Case] = []

  init(_ verdict: PolicyVerdict, _ phase: PolicyDefinition.Phase) {
    self.verdict = verdict
    self.phase = phase
  }

  /// Who is asked about what, in words.
  public var summary: [String] {
    cases.map { entry in
      guard let range = entry.questions else { return "\(entry.judge.target): more than \(entry.judge.maxQuestions) questions, so none" }
      let places = questions[range].map { "\($0.location) (\($0.categories.joined(separator: ", ")))" }
      return "\(entry.judge.target): \(places.joined(separator: "; "))"
    }
  }
}

/// What a judge contributed to the verdict of one policy on one request or answer. It never holds the text itself.
public struct PolicyJudgement: Sendable, Hashable {
  /// What the replies came to.
  public enum Word: String, Sendable, Hashable {
    case safe, unsafe, failed
  }

  /// The policy's id.
  public var policy: String
  /// When it looked.
  public var phase: PolicyDefinition.Phase
  /// The target that was asked.
  public var target: String
  /// How many questions were asked.
  public var questions: Int
  /// How many of them had no answer that could be read.
  public var failures: Int
  /// How long the slowest answer took.
  public var latency: Duration
  /// What came of it.
  public var word: Word
  /// The code of the first failure, if there was one: `upstream_timeout`, `unreadable_answer`, `too_long`.
  public var problem: String?
}
