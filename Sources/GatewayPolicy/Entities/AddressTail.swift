/// What follows a street in an address: unit, town, state, postcode, country, on one line or several.
///
/// Parts are taken while they look like parts of an address. A town alone is taken on approval: it counts when something surer follows, or when it stands for itself between commas
/// or on a line of its own.
enum AddressTail {
  /// The offset behind the address whose street ends with the word at an index.
  static func end(behind street: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Int {
    var index = street
    var end = window.word(street, &probe).end
    var parts = 0
    while parts < 9, let part = part(behind: index, &window, &probe) {
      index = part.last
      if part.isSure { end = window.word(index, &probe).end }
      parts &+= 1
    }
    return end
  }

  private struct Part {
    var last: Int
    /// Whether it belongs to the address whatever follows.
    var isSure: Bool
  }

  private static func part(behind last: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Part? {
    let next = window.word(last &+ 1, &probe)
    guard next.shape != .none, next.gapLength > 0, next.gapLength <= 10 else { return nil }
    guard next.gap.isSubset(of: [.blank, .newline, .comma, .period, .other]), !next.gap.isSubset(of: [.other]) else { return nil }
    // A full stop ends the address, behind anything but an abbreviation.
    if next.gap.contains(.period), window.word(last, &probe).length > 4, !next.gap.contains(.comma) { return nil }
    if let unit = StreetShape.unit(last &+ 1, &window, &probe) { return Part(last: unit, isSure: true) }
    if let box = StreetShape.box(last &+ 1, &window, &probe) { return Part(last: box, isSure: true) }
    if let code = Postcode.end(at: last &+ 1, &window, &probe) { return postcode(code, behind: last, next, &window, &probe) }
    if next.shape == .upper, next.length == 2, window.word(last &+ 2, &probe).shape != .lower { return Part(last: last &+ 1, isSure: true) }
    guard next.isCapital else { return nil }
    let phrase = window.placePhrase(at: last &+ 1, &probe)
    if phrase > 1 { return Part(last: last &+ phrase, isSure: true) }
    guard !next.classes.isOrdinary, !next.classes.contains(.stop) else { return nil }
    return town(last &+ 1, next, &window, &probe)
  }

  /// A postcode: behind a town or a state, on a line of its own, or in front of a town.
  private static func postcode(_ code: Int, behind last: Int, _ next: Word, _ window: inout WordWindow, _ probe: inout Probe) -> Part? {
    let after = window.word(code &+ 1, &probe)
    let hasTown = after.isCapital && after.gap == .blank && !after.classes.isOrdinary
    if hasTown { return Part(last: code, isSure: true) }
    if next.gap.contains(.comma), !next.gap.contains(.newline), next.shape == .number { return nil }
    return window.word(last, &probe).isCapital || next.gap.contains(.newline) || next.shape == .code ? Part(last: code, isSure: true) : nil
  }

  /// One to four capitalised words.
  private static func town(_ start: Int, _ first: Word, _ window: inout WordWindow, _ probe: inout Probe) -> Part? {
    var last = start
    while last < start &+ 4 {
      let next = window.word(last &+ 1, &probe)
      if next.gap == .blank, next.gapLength <= 2, next.isCapital, !next.classes.isOrdinary, !(next.shape == .upper && next.length == 2),
        StreetShape.unit(last &+ 1, &window, &probe) == nil, window.placePhrase(at: last &+ 1, &probe) < 2
      {
        last &+= 1
      } else if next.gap == .blank, next.shape == .lower, next.length <= 3, window.word(last &+ 2, &probe).isCapital,
        window.word(last &+ 2, &probe).gap == .blank, !next.classes.contains(.calendar), isParticle(next)
      {
        last &+= 2
      } else {
        break
      }
    }
    if first.classes.contains(.place), last == start { return Part(last: last, isSure: true) }
    let isOnNewLine = first.gap.contains(.newline)
    // A person on the next line is another matter.
    if isOnNewLine, last > start, first.classes.contains(.given), !first.classes.contains(.place) { return Part(last: last, isSure: false) }
    let after = window.word(last &+ 1, &probe)
    let standsAlone = after.shape == .none || after.gap.contains(.comma) || after.gap.contains(.newline) || after.gap.contains(.period)
    // `Apt. 5 Springfield`
    let isBehindUnit = window.word(start &- 2, &probe).classes.contains(.unit) && first.gap == .blank
    let isSure = isBehindUnit || standsAlone && (isOnNewLine || first.gap.contains(.comma)) || first.shape == .upper && first.length > 2
    return Part(last: last, isSure: isSure)
  }

  private static func isParticle(_ word: Word) -> Bool { particles.contains(word.hash) }

  private static let particles = WordHashSet("de do da la le of am an del di du der den sur en nad pod u v na pri ob upon")
}
