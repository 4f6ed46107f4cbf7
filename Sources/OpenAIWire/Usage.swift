/// The token counts that an upstream reports.
public struct Usage: Hashable, Sendable {
  /// Tokens of the prompt.
  public var promptTokens: Int
  /// Generated tokens.
  public var completionTokens: Int
  /// Both together, as reported; their sum if it was not reported.
  public var totalTokens: Int
  /// Tokens of the prompt that came from a cache, if reported.
  public var cachedTokens: Int?

  /// Counts.
  public init(promptTokens: Int, completionTokens: Int, totalTokens: Int? = nil, cachedTokens: Int? = nil) {
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    let (sum, overflow) = promptTokens.addingReportingOverflow(completionTokens)
    self.totalTokens = totalTokens ?? (overflow ? .max : sum)
    self.cachedTokens = cachedTokens
  }

  /// Reads the object at the cursor; nil if it has none of the three counts. Counts that are not integers, or negative, are as good as absent.
  static func read(_ bytes: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> Usage? {
    var prompt: Int?
    var completion: Int?
    var total: Int?
    var cached: Int?
    var frame = try cursor.enterObject(bytes)
    while let token = try cursor.nextMember(bytes, &frame) {
      let name = MemberName(bytes, token)
      switch name.count {
      case 12 where name == .totalTokens: total = try count(bytes, &cursor)
      case 13 where name == .promptTokens: prompt = try count(bytes, &cursor)
      case 17 where name == .completionTokens: completion = try count(bytes, &cursor)
      case 21 where name == .promptTokensDetails: cached = try details(bytes, &cursor)
      default: try cursor.skipValue(bytes)
      }
    }
    guard prompt != nil || completion != nil || total != nil else { return nil }
    return Usage(promptTokens: prompt ?? 0, completionTokens: completion ?? 0, totalTokens: total, cachedTokens: cached)
  }

  private static func details(_ bytes: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> Int? {
    guard cursor.peek(bytes) == .object else {
      try cursor.skipValue(bytes)
      return nil
    }
    var cached: Int?
    var frame = try cursor.enterObject(bytes)
    while let token = try cursor.nextMember(bytes, &frame) {
      if MemberName(bytes, token) == .cachedTokens {
        cached = try count(bytes, &cursor)
      } else {
        try cursor.skipValue(bytes)
      }
    }
    return cached
  }

  private static func count(_ bytes: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> Int? {
    guard cursor.peek(bytes) == .number else {
      try cursor.skipValue(bytes)
      return nil
    }
    guard let value = try cursor.number(bytes), value >= 0 else { return nil }
    return value
  }
}
