/// What the gateway must know of a whole answer of chat completions, completions or embeddings.
public struct AnswerFacts: Hashable, Sendable {
  /// Whether it is an error, whatever its HTTP status: `{"error": …}` with an object or a string, or `{"object":"error", …}`.
  public internal(set) var isError = false
  /// The counts that it reports.
  public internal(set) var usage: Usage?
  /// How many choices it holds.
  public internal(set) var choiceCount = 0
  /// Why the choices ended.
  public internal(set) var finish = FinishList()
  /// The model that answered, as the engine names it.
  public internal(set) var model: String?

  init() {}
}

/// Reads whole answers.
public enum AnswerScan {
  /// Reads the body of an answer.
  /// - Returns: nil when it is not a well-formed JSON object.
  public static func scan(body: RawSpan) -> AnswerFacts? {
    do throws(JSONProblem) {
      return try read(body)
    } catch {
      return nil
    }
  }

  private static func read(_ body: RawSpan) throws(JSONProblem) -> AnswerFacts {
    var facts = AnswerFacts()
    var cursor = JSONCursor(duplicates: .accept)
    var choices = ChoicesWalk()
    var error = ErrorMarks()
    try cursor.start(body)
    var frame = try cursor.enterObject(body)
    while let token = try cursor.nextMember(body, &frame) {
      let name = MemberName(body, token)
      switch name.count {
      case 5 where name == .error: try error.readError(body, &cursor)
      case 5 where name == .usage && cursor.peek(body) == .object: facts.usage = try Usage.read(body, &cursor)
      case 5 where name == .model && cursor.peek(body) == .string: facts.model = try cursor.decodedString(body)
      case 6 where name == .object: try error.readObject(body, &cursor)
      case 7 where name == .choices: try choices.read(body, &cursor)
      default: try cursor.skipValue(body)
      }
    }
    try cursor.finish(body)
    facts.isError = error.isError
    facts.choiceCount = choices.count
    facts.finish = choices.finish
    return facts
  }
}
