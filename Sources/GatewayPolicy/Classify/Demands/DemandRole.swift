/// What a word does in a demand on a model's instructions. A word can do several things.
struct DemandRole: OptionSet, Hashable, Sendable {
  let rawValue: UInt64

  /// A verb of disregarding whose object follows: "ignore".
  static let disregard = DemandRole(rawValue: 1 << 0)
  /// The same with the object in front, as where verbs stand last: "zu ignorieren".
  static let disregardBehind = DemandRole(rawValue: 1 << 1)
  /// A verb of following, which ``not`` turns into one of disregarding.
  static let follow = DemandRole(rawValue: 1 << 2)
  static let not = DemandRole(rawValue: 1 << 3)
  /// What models are given: instructions, guidelines, prompts.
  static let instructions = DemandRole(rawValue: 1 << 4)
  /// What everybody is given: rules, orders.
  static let rules = DemandRole(rawValue: 1 << 5)
  /// Before this text: "previous", "above".
  static let past = DemandRole(rawValue: 1 << 6)
  /// The model's own: "your", "given".
  static let yours = DemandRole(rawValue: 1 << 7)
  static let every = DemandRole(rawValue: 1 << 8)
  static let everything = DemandRole(rawValue: 1 << 9)
  /// Where somebody who guards a model says that instructions are not to be followed: "in the text", "that the page has".
  static let inside = DemandRole(rawValue: 1 << 10)
  /// A verb that nobody uses without need: "reveal".
  static let expose = DemandRole(rawValue: 1 << 11)
  /// A verb of showing, or a question word.
  static let reveal = DemandRole(rawValue: 1 << 12)
  static let prompt = DemandRole(rawValue: 1 << 13)
  /// In front of or behind ``prompt``.
  static let system = DemandRole(rawValue: 1 << 14)
  /// "hidden", "initial", "verbatim".
  static let hidden = DemandRole(rawValue: 1 << 15)
  /// "you are", "play".
  static let be = DemandRole(rawValue: 1 << 16)
  /// "AI", "assistant".
  static let machine = DemandRole(rawValue: 1 << 17)
  static let without = DemandRole(rawValue: 1 << 18)
  /// What a persona has none of: rules, filters, morals.
  static let limits = DemandRole(rawValue: 1 << 19)
  /// "as if", "pretend".
  static let asIf = DemandRole(rawValue: 1 << 20)
  static let developer = DemandRole(rawValue: 1 << 21)
  static let mode = DemandRole(rawValue: 1 << 22)
  static let enabled = DemandRole(rawValue: 1 << 23)
  /// "void", "revoked".
  static let invalid = DemandRole(rawValue: 1 << 24)
  /// What a machine does that is spoken to from inside of a document: "reading".
  static let reads = DemandRole(rawValue: 1 << 25)
  static let this = DemandRole(rawValue: 1 << 26)
  /// What such a machine is asked for: "recommend".
  static let favour = DemandRole(rawValue: 1 << 27)
  /// "word for word".
  static let verbatim = DemandRole(rawValue: 1 << 28)
  /// "new", of instructions.
  static let fresh = DemandRole(rawValue: 1 << 29)
  /// What new instructions begin with: "stop", "reveal".
  static let stop = DemandRole(rawValue: 1 << 30)
  /// What personas without rules do: "answers", "refuses".
  static let answers = DemandRole(rawValue: 1 << 31)
  /// A pronoun in front of a verb or a form behind it that tells instead of demanding: "a robot who forgets".
  static let who = DemandRole(rawValue: 1 << 32)
  /// "aside", with any verb.
  static let aside = DemandRole(rawValue: 1 << 33)
  /// "full", of a text.
  static let whole = DemandRole(rawValue: 1 << 34)

  /// Of these every demand has at least one, and other texts have few.
  static let cores: DemandRole = [
    .disregard, .disregardBehind, .instructions, .rules, .prompt, .limits, .developer, .invalid, .reads, .verbatim,
  ]
  /// What every rule begins with.
  static let anchors: DemandRole = [
    .disregard, .disregardBehind, .follow, .fresh, .aside, .whole, .expose, .reveal, .be, .asIf, .developer, .invalid, .reads,
  ]
}

/// A word of a text that does something in a demand, and where it stands.
struct DemandToken: Sendable {
  let place: Int
  let roles: DemandRole
}
