/// What the `choices` of a chunk or of a whole answer tell.
struct ChoicesWalk: Sendable {
  var count = 0
  /// Whether `choices` is a list without elements.
  var isEmptyList = false
  var finish = FinishList()

  /// Reads the value of `choices`; anything but a list of objects is passed over.
  @inline(__always)
  mutating func read(_ bytes: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) {
    self = ChoicesWalk()
    guard cursor.peek(bytes) == .array else {
      try cursor.skipValue(bytes)
      return
    }
    var frame = try cursor.enterArray(bytes)
    while try cursor.nextElement(bytes, &frame) {
      if cursor.peek(bytes) == .object {
        try choice(bytes, &cursor)
      } else {
        try cursor.skipValue(bytes)
      }
      count &+= 1
    }
    isEmptyList = count == 0
  }

  @inline(__always)
  private mutating func choice(_ bytes: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) {
    var index = count
    var reason: FinishReason?
    var frame = try cursor.enterObject(bytes)
    while let token = try cursor.nextMember(bytes, &frame) {
      let name = MemberName(bytes, token)
      switch name.count {
      case 5 where name == .index && cursor.peek(bytes) == .number: index = try cursor.number(bytes) ?? count
      case 13 where name == .finishReason && cursor.peek(bytes) == .string:
        reason = FinishReason(bytes, try cursor.string(bytes))
      default: try cursor.skipValue(bytes)
      }
    }
    if let reason { finish.append(FinishList.Finish(index: index, reason: reason)) }
  }
}
