internal import GatewayCore

/// One question to a judge: what to send to its target, and how to read the answer.
public struct JudgeQuestion: Sendable {
  /// The policy that asks, by its place in the chain.
  let policy: Int
  /// Whose judge it is.
  let settings: JudgeSettings
  /// What is asked for: categories of the policy.
  let categories: [String]
  /// Where the text stands, in words.
  let location: String
  /// The text, or a window of it, without delimiters of any model.
  let text: String
  /// Whether the text is an answer's.
  let isAnswer: Bool

  /// The id of the target.
  public var target: String { settings.target }
  /// How long all answers to the policy's questions may take together.
  public var timeout: Duration { settings.timeout }

  /// The body of the request for chat completions.
  /// - Parameter model: the name under which the target knows the model.
  public func body(model: String) -> [UInt8] { JudgePrompt(question: self).body(model: model) }

  /// Reads the body of the target's answer.
  public func reply(from body: RawSpan) -> JudgeReply {
    guard let answer = JudgeAnswer.read(body) else { return .failed }
    return JudgeReader(settings: settings, categories: categories).reply(answer)
  }
}

/// What a judge said to one question.
public enum JudgeReply: Sendable, Hashable {
  /// Nothing of what was asked for.
  case safe
  /// Something: the policy's categories, or `unsafe` where the judge named none that is known; and how sure it is, 0 to 100.
  case unsafe([String], score: Int)
  /// It said nothing that can be read, or nothing in time.
  case failed
}
