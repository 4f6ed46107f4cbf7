/// The shapes of a street with its number: `12 Oak Street`, `Lindenweg 4`, `Rue de Rivoli 12`, `P.O. Box 12`.
enum StreetShape {
  /// The word that a shape ends with, and how sure it is.
  struct Core {
    var last: Int
    var score: Int
  }

  /// How much a run of words looks like a street.
  private enum Strength: Int {
    /// Capitalised words.
    case weak
    /// A word that ends like a street's name, or a word that is part of streets' names among others.
    case medium
    /// `Street`, `Rue`.
    case strong
  }

  private struct Street {
    var last: Int
    var strength: Strength
  }

  /// The shape at the window's start.
  static func match(_ window: inout WordWindow, _ probe: inout Probe) -> Core? {
    let start = WordWindow.start
    let first = window.word(start, &probe)
    if let last = box(start, &window, &probe) { return Core(last: last, score: 85) }
    if first.isCapital {
      if first.classes.contains(.unit), let last = unit(start, &window, &probe) {
        return first.shape == .lower ? nil : Core(last: last, score: first.length > 2 ? 70 : 55)
      }
      return streetFirst(start, &window, &probe)
    }
    guard first.shape == .number || first.length <= 5 else { return nil }
    return numberFirst(start, &window, &probe)
  }

  /// `12 Oak Street`, `12 Rue de Rivoli`, `4844 Lindenweg 52`.
  private static func numberFirst(_ start: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Core? {
    let next = window.word(start &+ 1, &probe)
    guard next.gap.isSubset(of: [.blank, .comma]), next.gapLength > 0, next.gapLength <= 2 else { return nil }
    if let last = box(start &+ 1, &window, &probe) { return Core(last: last, score: 85) }
    // `12 34 Oak Street`: two numbers are taken for one.
    let isPair = next.shape == .number && next.gap == .blank && next.length <= 4
    let index = isPair ? start &+ 2 : start &+ 1
    let head = window.word(index, &probe)
    if isPair, head.gap != .blank { return nil }
    guard head.isCapital || isOrdinal(head) || isLowerLead(head) else { return nil }
    guard let street = mainStreet(index, &window, &probe) ?? street(index, &window, &probe) else { return nil }
    if isPair, street.strength == .weak { return nil }
    let number = houseNumber(behind: street.last, &window, &probe)
    switch street.strength {
    case .strong: return Core(last: number ?? street.last, score: 85)
    case .medium: return Core(last: number ?? street.last, score: number == nil ? 70 : 85)
    case .weak:
      if let number { return Core(last: number, score: 70) }
      return unit(street.last &+ 1, &window, &probe).map { Core(last: $0, score: 70) }
    }
  }

  /// `Lindenweg 4`, `Calle Mayor, 5`, `Oak Street`.
  private static func streetFirst(_ start: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Core? {
    guard let street = street(start, &window, &probe) else { return nil }
    let number = houseNumber(behind: street.last, &window, &probe)
    switch street.strength {
    case .strong: return Core(last: number ?? street.last, score: number == nil ? 65 : 85)
    case .medium: return number.map { Core(last: $0, score: 75) }
    case .weak: return nil
    }
  }

  /// `Main Street`, `State Road`: a word that mostly is no name, but is one between a number and the kind of a street.
  private static func mainStreet(_ start: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Street? {
    let first = window.word(start, &probe)
    guard first.classes.contains(.stop), first.isCapital, first.length > 3, first.gap == .blank else { return nil }
    let next = window.word(start &+ 1, &probe)
    guard next.isCapital, next.gap == .blank, next.classes.contains(.streetWord), strong.contains(next.hash) else { return nil }
    return Street(last: start &+ 1, strength: .strong)
  }

  /// The words of a street's name from an index on.
  private static func street(_ start: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Street? {
    let first = window.word(start, &probe)
    if first.classes.contains(.stop) && !isLowerLead(first) || first.classes.contains(.calendar) && !first.classes.contains(.given) {
      return nil
    }
    if first.classes.contains(.streetLead), let street = led(start, &window, &probe) { return street }
    var result: Street? = Street(last: start, strength: strength(first, isFirst: true, &probe))
    var index = start
    while index < start &+ 5 {
      let next = window.word(index &+ 1, &probe)
      let last = window.word(index, &probe)
      guard next.gapLength > 0, next.gapLength <= 2, next.isCapital || isOrdinal(next), joins(next.gap, behind: last) else { break }
      if next.classes.contains(.stop) && !next.classes.contains(.streetWord)
        || next.classes.contains(.unit) && !next.classes.contains(.streetWord)
      {
        break
      }
      index &+= 1
      let strength = strength(next, isFirst: false, &probe)
      let best = result?.strength ?? .weak
      if strength.rawValue >= best.rawValue { result = Street(last: index, strength: strength) }
      if strength == .strong { break }
      if best == .weak, strength == .weak, next.classes.contains(.legalForm) || next.classes.contains(.organizationWord) { return nil }
    }
    if let tail = lowerTail(behind: index, &window, &probe) { return Street(last: tail, strength: .strong) }
    if result?.strength == .weak, !first.classes.isDisjoint(with: [.common, .organization, .organizationWord, .title]) { return nil }
    return result
  }

  /// A street that begins with its kind: `Rue de la Paix`, `Via Roma`, `Avenida Brasil`.
  private static func led(_ start: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Street? {
    let first = window.word(start, &probe)
    var index = start
    var hasName = false
    while index < start &+ 6 {
      let next = window.word(index &+ 1, &probe)
      guard next.gapLength > 0, next.gapLength <= 2, next.gap.isSubset(of: [.blank, .period]), !next.gap.contains(.newline) else { break }
      let isParticle = next.length <= 5 && particles.contains(next.hash)
      let follows = window.word(index, &probe).shape == .lower && next.shape == .lower && !next.classes.contains(.stop)
      guard next.isCapital && !next.classes.contains(.stop) || isParticle || follows && !hasName else { break }
      if next.classes.contains(.unit), !isParticle, hasName { break }
      index &+= 1
      hasName = hasName || !isParticle
    }
    guard hasName else { return nil }
    let isForeign = first.classes.isDisjoint(with: [.common, .given, .surname]) && first.length > 1
    return Street(last: index, strength: isForeign && first.length > 2 ? .strong : .medium)
  }

  private static func strength(_ word: Word, isFirst: Bool, _ probe: inout Probe) -> Strength {
    if word.classes.contains(.streetTail), word.classes.isDisjoint(with: [.common, .given, .surname, .place]), word.length >= 5 {
      return .medium
    }
    guard !isFirst, word.classes.contains(.streetWord) else { return .weak }
    return strong.contains(word.hash) ? .strong : .medium
  }

  private static func joins(_ gap: Gap, behind last: Word) -> Bool {
    gap == .blank || last.length <= 3 && gap.isSubset(of: [.blank, .period])
  }

  /// `rue`, `ul`: the kind of a street in lower case, as several languages write it.
  private static func isLowerLead(_ word: Word) -> Bool {
    word.shape == .lower && word.classes.contains(.streetLead) && word.classes.isDisjoint(with: [.common, .stop]) && word.length > 1
  }

  /// `Petőfi utca 3`: the kind of a street in lower case behind its name, in front of a number.
  private static func lowerTail(behind last: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Int? {
    let word = window.word(last &+ 1, &probe)
    guard word.shape == .lower, word.gap == .blank, word.classes.contains(.streetTail) || word.classes.contains(.streetLead),
      word.length <= 8
    else { return nil }
    guard word.classes.isDisjoint(with: [.common, .stop]) || word.length == 1 else { return nil }
    let number = window.word(last &+ 2, &probe)
    return number.shape == .number && number.gapLength <= 2 && number.gap.isSubset(of: [.blank, .period]) ? last &+ 1 : nil
  }

  /// `5th`
  private static func isOrdinal(_ word: Word) -> Bool {
    guard word.shape == .code, word.length >= 3, word.length <= 5 else { return false }
    let end = word.tail & 0xffff
    return end == 0x7374 || end == 0x6e64 || end == 0x7264 || end == 0x7468
  }

  /// The index of a house number behind a street.
  private static func houseNumber(behind last: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Int? {
    let next = window.word(last &+ 1, &probe)
    guard next.gapLength > 0, next.gapLength <= 2, next.gap.isSubset(of: [.blank, .comma, .period]) else { return nil }
    guard next.shape == .number || next.shape == .code && ByteClass.isDigit(probe[next.offset]), next.length <= 4 else { return nil }
    // `Street, 2019 was` is no house number, `Mayor, 5` is.
    return next.gap.contains(.comma) && next.length > 3 ? nil : last &+ 1
  }

  /// `Apt. 12`, `Suite B`, `Flat #3`: the index of the number.
  static func unit(_ index: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Int? {
    let word = window.word(index, &probe)
    guard word.classes.contains(.unit), index == WordWindow.start || word.gapLength > 0 else { return nil }
    let next = window.word(index &+ 1, &probe)
    guard next.gapLength <= 3, next.gap.isSubset(of: [.blank, .period, .other]), !next.gap.contains(.newline) else { return nil }
    let isNumber = next.shape == .number || next.shape == .code || next.shape == .initial
    return isNumber && next.length <= 5 ? index &+ 1 : nil
  }

  /// `P.O. Box 12`, `Postfach 12`, `PSC 12, Box 34`, `Unit 12 Box 34`, `USS Name` in front of a field post office: the index of the last word.
  static func box(_ start: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Int? {
    let first = window.word(start, &probe)
    if first.shape == .number || !boxStarts.contains(first.hash) { return nil }
    if boxes.contains(first.hash), let number = number(start &+ 1, &window, &probe) { return number }
    if first.hash == po || first.hash == p {
      let step = first.length == 1 ? 2 : 1
      guard step == 1 || window.word(start &+ 1, &probe).hash == o else { return nil }
      guard window.word(start &+ step, &probe).hash == postBox else { return nil }
      return number(start &+ step &+ 1, &window, &probe)
    }
    if fieldPost.contains(first.hash), let unit = number(start &+ 1, &window, &probe),
      window.word(unit &+ 1, &probe).hash == postBox
    {
      return number(unit &+ 2, &window, &probe)
    }
    if ships.contains(first.hash), first.shape == .upper, window.word(start &+ 1, &probe).isCapital,
      fieldOffices.contains(window.word(start &+ 2, &probe).hash)
    {
      return start &+ 2
    }
    return nil
  }

  private static func number(_ index: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Int? {
    let word = window.word(index, &probe)
    return word.shape == .number && word.gapLength <= 3 && word.gapLength > 0 && word.length <= 7 && !word.gap.contains(.newline)
      ? index : nil
  }

  // MARK: Words

  private static let strong = WordHashSet(
    "street st avenue ave av road rd boulevard blvd lane ln drive dr court ct place pl square sq terrace crescent parkway pkwy highway hwy circle cir mews way trail"
  )
  private static let particles = WordHashSet(
    "de du des la le les del della delle dei degli do da dos das di el los las d l von van den der et e")
  private static let (po, p, o, postBox) = (WordHash("po"), WordHash("p"), WordHash("o"), WordHash("box"))
  /// What a box begins with: ``boxes``, ``fieldPost``, ``ships``, ``po`` and ``p``.
  private static let boxStarts = WordHashSet(
    "postfach postboks postbus pob casella apartado boks psc unit cmr uss usns usnv uscgc usnr hms po p")
  private static let boxes = WordHashSet("postfach postboks postbus pob casella apartado boks")
  private static let fieldPost = WordHashSet("psc unit cmr")
  private static let ships = WordHashSet("uss usns usnv uscgc usnr hms")
  static let fieldOffices = WordHashSet("apo fpo dpo")
}

extension WordHash {
  /// The hash of a word in lower case.
  init(_ word: StaticString) {
    self.init()
    var hash = self
    word.withUTF8Buffer { buffer in
      // SAFETY: the buffer is read inside of the closure only.
      for byte in unsafe buffer { hash.add(byte) }
    }
    self = hash
  }
}
