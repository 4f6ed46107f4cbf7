/// One entry of `GET /v1/models`.
public struct ModelCard: Hashable, Sendable {
  /// The name under which it is asked for.
  public internal(set) var id = ""
  /// Where its weights come from.
  public internal(set) var root: String?
  /// The model that an adapter belongs to.
  public internal(set) var parent: String?
  /// The longest sequence of tokens, prompt and answer together; vLLM tells none for adapters.
  public internal(set) var maxModelLength: Int?
  /// When it was made, in seconds since 1970; vLLM says "now" at every call.
  public internal(set) var created: Int?
  /// Whom it belongs to.
  public internal(set) var ownedBy: String?
  /// The card as it was reported, byte for byte.
  public internal(set) var json: [UInt8] = []

  init() {}
}

/// Reads the answer to `GET /v1/models`.
public enum ModelList {
  /// The longest list that is read.
  public static let limit = 10_000

  /// Reads a list. Entries without a name are left out.
  /// - Throws: ``JSONProblem`` when it is not an object with a list `data`, or longer than ``limit``.
  public static func parse(_ body: RawSpan) throws(JSONProblem) -> [ModelCard] {
    var cursor = JSONCursor(duplicates: .accept)
    var cards: [ModelCard]?
    try cursor.start(body)
    var frame = try cursor.enterObject(body)
    while let token = try cursor.nextMember(body, &frame) {
      if MemberName(body, token) == .data {
        cards = try list(body, &cursor)
      } else {
        try cursor.skipValue(body)
      }
    }
    try cursor.finish(body)
    guard let cards else { throw JSONProblem(offset: 0, reason: "no member `data`", path: "data") }
    return cards
  }

  private static func list(_ body: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> [ModelCard] {
    guard cursor.peek(body) == .array else { throw cursor.problem("`data` must be a list", path: "data") }
    var cards: [ModelCard] = []
    var count = 0
    var frame = try cursor.enterArray(body)
    while try cursor.nextElement(body, &frame) {
      count &+= 1
      guard count <= limit else { throw cursor.problem("more than \(limit) models", path: "data") }
      guard cursor.peek(body) == .object else {
        try cursor.skipValue(body)
        continue
      }
      let card = try card(body, &cursor)
      if !card.id.isEmpty { cards.append(card) }
    }
    return cards
  }

  private static func card(_ body: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> ModelCard {
    var card = ModelCard()
    let start = cursor.offset
    var frame = try cursor.enterObject(body)
    while let token = try cursor.nextMember(body, &frame) {
      let name = MemberName(body, token)
      switch name.count {
      case 2 where name == .id: card.id = try string(body, &cursor) ?? ""
      case 4 where name == .root: card.root = try string(body, &cursor)
      case 6 where name == .parent: card.parent = try string(body, &cursor)
      case 7 where name == .created: card.created = try integer(body, &cursor)
      case 8 where name == .ownedBy: card.ownedBy = try string(body, &cursor)
      case 13 where name == .maxModelLength: card.maxModelLength = try integer(body, &cursor)
      default: try cursor.skipValue(body)
      }
    }
    card.json = body.array(start..<cursor.offset)
    return card
  }

  private static func string(_ body: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> String? {
    guard cursor.peek(body) == .string else {
      try cursor.skipValue(body)
      return nil
    }
    return try cursor.decodedString(body)
  }

  private static func integer(_ body: RawSpan, _ cursor: inout JSONCursor) throws(JSONProblem) -> Int? {
    guard cursor.peek(body) == .number else {
      try cursor.skipValue(body)
      return nil
    }
    return try cursor.number(body)
  }
}
