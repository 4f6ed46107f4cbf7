/// A streamed answer that is there to its end, for the policies that look at the whole of it. That can take long, so that it is for somebody else to say where.
public struct UnjudgedAnswer: Sendable {
  /// What the policies say of it.
  public struct Judged: Sendable {
    let verdict: PolicyVerdict
    let hearing: JudgeHearing?
  }

  private let chain: PolicyChain
  private let answer: PolicyAnswer
  /// How many bytes are looked at, those of the request among them: some policies compare both.
  public let size: Int

  init(_ answer: PolicyAnswer, for chain: PolicyChain) {
    self.chain = chain
    self.answer = answer
    size = answer.size &+ answer.request.size
  }

  /// Looks at it. The result is for ``StreamPolicies/conclude(_:into:)-(UnjudgedAnswer.Judged,_)``.
  public func judge() -> Judged {
    let (verdict, hearing) = chain.inspect(answer, spanHits: [])
    return Judged(verdict: verdict, hearing: hearing)
  }
}
