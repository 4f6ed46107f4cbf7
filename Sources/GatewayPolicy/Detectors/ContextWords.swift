/// What the words in front of a start speak of.
struct ContextKinds: OptionSet, Hashable, Sendable {
  let rawValue: UInt64

  private static func bit(_ index: UInt64) -> ContextKinds { ContextKinds(rawValue: 1 &<< index) }

  /// Words that may stand between a label and its value: "number", "is", "my".
  static let filler = bit(0)
  static let card = bit(1), cvv = bit(2), iban = bit(3), swift = bit(4), routing = bit(5), bankAccount = bit(6)
  static let ssn = bit(7), itin = bit(8), passport = bit(9), driverLicense = bit(10), nhs = bit(11), nino = bit(12)
  static let sin = bit(13), steuerID = bit(14), pesel = bit(15), aadhaar = bit(16), pan = bit(17), cpf = bit(18)
  static let taxFile = bit(19), medicare = bit(20), personnummer = bit(21), nationalID = bit(22)
  static let phone = bit(23), phoneHint = bit(24), birth = bit(25), date = bit(26), age = bit(27), ageHint = bit(28)
  static let medicalRecord = bit(29), healthPlan = bit(30), npi = bit(31), dea = bit(32), mbi = bit(33), vin = bit(34)
  static let plate = bit(35), device = bit(36), certificate = bit(37), biometric = bit(38), account = bit(39)
  static let password = bit(40), secret = bit(41), crypto = bit(42), ip = bit(43), version = bit(44), year = bit(45)
  static let cloudSecret = bit(46), expiry = bit(47)
  /// Kinds of small words.
  static var soft: ContextKinds { [.date, .year] }
}

/// What the text in front of a start says.
struct Context: Sendable {
  /// What any of the words is about.
  var all: ContextKinds = []
  /// What the start is labelled as: the nearest word that is no filler, if nothing else stands between.
  var label: ContextKinds = []
}

extension Probe {
  /// Reads the words in front of the start, at most nine of them in at most 90 bytes; for the label alone, no further than it may stand.
  ///
  /// Nothing is looked up ahead, so a context never delays a stream.
  mutating func context(labelOnly: Bool = false) -> Context {
    let vocabulary = ContextVocabulary.shared
    var walk = ContextWalk()
    var offset = -1
    let isKnown = isKnown(-92, 0)
    while offset >= -90, walk.words < 9, walk.isOpen || !labelOnly {
      let end = offset
      var hash = ContextVocabulary.seed
      var byte = isKnown ? self[known: offset] : self[back: offset]
      var info = vocabulary.bytes[byte]
      while info.isWord {
        hash = ContextVocabulary.extend(hash, info.lowered)
        offset &-= 1
        if offset < -90 { return walk.context }
        byte = isKnown ? self[known: offset] : self[back: offset]
        info = vocabulary.bytes[byte]
      }
      if offset < end { walk.take(hash, end &- offset, vocabulary) }
      if byte == 0 { return walk.context }
      walk.pass(byte)
      offset &-= 1
    }
    return walk.context
  }
}

/// The walk back over the words.
private struct ContextWalk {
  var context = Context()
  var words = 0
  private(set) var isLabelOpen = true
  private var isPairOpen = false
  /// Whether the next word may still change the label.
  var isOpen: Bool { isLabelOpen || isPairOpen }
  private var unknown = 0
  private var previous: UInt64 = 0

  /// Takes the next word to the left: one that is known alone or together with the word behind it, a filler, or neither.
  mutating func take(_ hash: UInt64, _ length: Int, _ vocabulary: ContextVocabulary) {
    // The s of a genitive is no word.
    if length == 1, hash == vocabulary.genitive { return }
    words &+= 1
    let pair = previous == 0 ? [] : vocabulary.kinds(ContextVocabulary.pair(hash, previous))
    var kinds = vocabulary.kinds(hash).union(pair)
    previous = hash
    let isFiller = kinds.contains(.filler)
    kinds.remove(.filler)
    context.all.formUnion(kinds)
    guard isLabelOpen else {
      // "licence" closes the label, and "driving" in front of it says which.
      if isPairOpen { context.label.formUnion(pair) }
      isPairOpen = false
      return
    }
    if !kinds.isEmpty {
      context.label.formUnion(kinds)
      // "call me on": small words that a date may stand behind as well leave the label open.
      isLabelOpen = kinds.isSubset(of: .soft)
      isPairOpen = !isLabelOpen
    } else if !isFiller {
      // A word that is not known may be the second half of a label.
      unknown &+= 1
      if unknown > 1 { isLabelOpen = false }
    }
  }

  /// Passes what stands between words.
  mutating func pass(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "<"):
      isLabelOpen = false
      isPairOpen = false
    default: break
    }
  }
}
