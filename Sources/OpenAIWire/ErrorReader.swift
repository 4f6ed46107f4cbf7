/// Reads the JSON shapes of ``UpstreamErrorBody``: nested, flat, a bare text, FastAPI's `detail`, and each of them inside another.
struct ErrorReader {
  private var cursor = JSONCursor(duplicates: .accept)
  /// How many errors one may be wrapped in.
  private static let wrapLimit = 3

  mutating func document(_ body: RawSpan) throws(JSONProblem) -> UpstreamErrorBody {
    try cursor.start(body)
    let result = try value(body, level: 0)
    try cursor.finish(body)
    return result
  }

  /// An error as a value: an object, a text, or FastAPI's list.
  private mutating func value(_ body: RawSpan, level: Int) throws(JSONProblem) -> UpstreamErrorBody {
    var result = UpstreamErrorBody()
    switch cursor.peek(body) {
    case .object where level <= Self.wrapLimit: result = try object(body, level: level)
    case .array where level > 0: result = try details(body)
    case .string:
      result.message = try text(body, limit: UpstreamErrorBody.messageLimit)
      result.status = result.message.flatMap { UpstreamErrorBody.status(ofType: $0) }
    default: try cursor.skipValue(body)
    }
    return result
  }

  private mutating func object(_ body: RawSpan, level: Int) throws(JSONProblem) -> UpstreamErrorBody {
    var own = UpstreamErrorBody()
    var inner = UpstreamErrorBody()
    var frame = try cursor.enterObject(body)
    while let token = try cursor.nextMember(body, &frame) {
      let name = MemberName(body, token)
      switch name.count {
      case 4 where name == .code: try code(body, &own)
      case 4 where name == .type: own.type = try text(body, limit: UpstreamErrorBody.nameLimit)
      case 5 where name == .param: own.param = try text(body, limit: UpstreamErrorBody.nameLimit)
      case 5 where name == .error, 6 where name == .detail: inner = try value(body, level: level &+ 1).merged(over: inner)
      case 7 where name == .message: own.message = try text(body, limit: UpstreamErrorBody.messageLimit)
      default: try cursor.skipValue(body)
      }
    }
    // `{"type":"error","error":{…}}`: a wrapper's type says nothing.
    if own.type == "error" { own.type = nil }
    return inner.merged(over: own)
  }

  private mutating func code(_ body: RawSpan, _ result: inout UpstreamErrorBody) throws(JSONProblem) {
    if cursor.peek(body) == .number {
      result.code = nil
      result.status = try cursor.number(body).flatMap { (400...599).contains($0) ? $0 : nil }
    } else {
      result.code = try text(body, limit: UpstreamErrorBody.nameLimit)
      result.status = result.code.flatMap { Int($0) }.flatMap { (400...599).contains($0) ? $0 : nil }
    }
  }

  /// FastAPI's list of validation errors. Their `input` echoes the request and is left out.
  private mutating func details(_ body: RawSpan) throws(JSONProblem) -> UpstreamErrorBody {
    var result = UpstreamErrorBody()
    var lines: [String] = []
    var count = 0
    var frame = try cursor.enterArray(body)
    while try cursor.nextElement(body, &frame) {
      guard count < UpstreamErrorBody.detailLimit, cursor.peek(body) == .object else {
        try cursor.skipValue(body)
        continue
      }
      let (location, message) = try detail(body)
      if count == 0 { result.param = location }
      count &+= 1
      let line = [location, message].compactMap { $0 }.joined(separator: ": ")
      if !line.isEmpty { lines.append(line) }
    }
    if !lines.isEmpty { result.message = lines.joined(separator: "; ").prefix(utf8: UpstreamErrorBody.messageLimit) }
    return result
  }

  private mutating func detail(_ body: RawSpan) throws(JSONProblem) -> (location: String?, message: String?) {
    var place: String?
    var message: String?
    var frame = try cursor.enterObject(body)
    while let token = try cursor.nextMember(body, &frame) {
      let name = MemberName(body, token)
      switch name.count {
      case 3 where name == .location && cursor.peek(body) == .array: place = try location(body)
      case 3 where name == .msg, 7 where name == .message: message = try text(body, limit: UpstreamErrorBody.messageLimit)
      default: try cursor.skipValue(body)
      }
    }
    return (place, message)
  }

  /// `["body", "messages", 0]` as `body.messages.0`.
  private mutating func location(_ body: RawSpan) throws(JSONProblem) -> String? {
    var parts: [String] = []
    var frame = try cursor.enterArray(body)
    while try cursor.nextElement(body, &frame) {
      switch cursor.peek(body) {
      case .string:
        let part = try cursor.decodedString(body)
        if parts.count < 16 { parts.append(part) }
      case .number:
        if let part = try cursor.number(body), parts.count < 16 { parts.append(String(part)) }
      default: try cursor.skipValue(body)
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: ".").prefix(utf8: UpstreamErrorBody.nameLimit)
  }

  /// A string that is not empty, cut to a length; nil for anything else, which is passed.
  private mutating func text(_ body: RawSpan, limit: Int) throws(JSONProblem) -> String? {
    guard cursor.peek(body) == .string else {
      try cursor.skipValue(body)
      return nil
    }
    let result = try cursor.decodedString(body).prefix(utf8: limit)
    return result.isEmpty ? nil : result
  }
}

extension UpstreamErrorBody {
  /// This error, completed by another.
  fileprivate func merged(over other: UpstreamErrorBody) -> UpstreamErrorBody {
    var result = self
    result.message = message ?? other.message
    result.type = type ?? other.type
    result.param = param ?? other.param
    result.code = code ?? other.code
    result.status = status ?? other.status
    return result
  }
}
