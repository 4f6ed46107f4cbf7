/// What a guardrail that is no span rule says against a request or an answer.
struct Objection: Hashable, Sendable {
  /// What was found.
  var name: String
  /// The reason code.
  var reason: String
  /// How sure it is, 0 to 100.
  var score: Int
  /// Where.
  var location: String
  /// What the client is told when the policy has no message of its own.
  var message: String
}

/// A guardrail that judges a request as a whole.
protocol RequestGuard: Sendable {
  /// What it objects to; nothing when it is content.
  func objections(to request: PolicyRequest) -> [Objection]
}

/// A guardrail that judges an answer as a whole.
protocol AnswerGuard: Sendable {
  /// What it objects to; nothing when it is content.
  func objections(to answer: PolicyAnswer) -> [Objection]
}
