/// What the gateway must know of one event of a chat completions or completions stream, whose bytes it forwards untouched.
public struct ChunkFacts: Hashable, Sendable {
  /// Whether the data is `[DONE]`.
  public internal(set) var isDone = false
  /// Whether the chunk is an error: it has a member `error` that is an object or a string, or it is an error object itself.
  public internal(set) var hasError = false
  /// How many choices it holds.
  public internal(set) var choiceCount = 0
  /// The counts that it reports; nil for none and for `null`.
  public internal(set) var usage: Usage?
  /// The choices that it ends.
  public internal(set) var finish = FinishList()
  /// Whether it is the chunk that `include_usage` asks for: `choices` is an empty list and `usage` an object.
  public internal(set) var isUsageOnly = false

  init() {}
}

/// Reads chunks.
public enum ChunkScan {
  /// Whether the data of an event is `[DONE]`.
  @inline(__always)
  static func isDone(_ data: RawSpan) -> Bool { data.byteCount == 6 && data.eight(0, count: 6) == 0x5d45_4e4f_445b }

  /// Reads the data of one event.
  /// - Returns: nil when it is neither `[DONE]` nor a well-formed JSON object. Of duplicate members the last one counts, as with most parsers.
  public static func scan(data: RawSpan) -> ChunkFacts? {
    var facts = ChunkFacts()
    if isDone(data) {
      facts.isDone = true
      return facts
    }
    do throws(JSONProblem) {
      try read(data, &facts)
      return facts
    } catch {
      return nil
    }
  }

  private static func read(_ data: RawSpan, _ facts: inout ChunkFacts) throws(JSONProblem) {
    var cursor = JSONCursor(duplicates: .accept)
    // An engine may cut a text between the halves of a surrogate pair: the client joins them, or the policies do.
    cursor.acceptsHalves = true
    var choices = ChoicesWalk()
    var hasUsageObject = false
    var error = ErrorMarks()
    try cursor.start(data)
    var frame = try cursor.enterObject(data)
    while let token = try cursor.nextMember(data, &frame) {
      let name = MemberName(data, token)
      switch name.count {
      case 5 where name == .error: try error.readError(data, &cursor)
      case 5 where name == .usage:
        hasUsageObject = cursor.peek(data) == .object
        if hasUsageObject {
          facts.usage = try Usage.read(data, &cursor)
        } else {
          facts.usage = nil
          try cursor.skipValue(data)
        }
      case 6 where name == .object: try error.readObject(data, &cursor)
      case 7 where name == .choices: try choices.read(data, &cursor)
      default: try cursor.skipValue(data)
      }
    }
    try cursor.finish(data)
    facts.hasError = error.isError
    facts.choiceCount = choices.count
    facts.finish = choices.finish
    facts.isUsageOnly = choices.isEmptyList && hasUsageObject
  }
}

/// The two ways in which an object says that it is an error.
struct ErrorMarks: Sendable {
  private var hasError = false
  private var isErrorObject = false

  var isError: Bool { hasError || isErrorObject }

  /// Reads the value of `error`.
  mutating func readError(_ bytes: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) {
    noteError(cursor.peek(bytes))
    try cursor.skipValue(bytes)
  }

  /// Notes the kind of the value of `error`.
  mutating func noteError(_ kind: JSONCursor.Kind) { hasError = kind == .object || kind == .string }

  /// Reads the value of `object`.
  @inline(__always)
  mutating func readObject(_ bytes: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) {
    isErrorObject = false
    guard cursor.peek(bytes) == .string else {
      try cursor.skipValue(bytes)
      return
    }
    let token = try cursor.string(bytes)
    isErrorObject = token.utf8Count == 5 && MemberName(bytes, token) == .error
  }
}
