/// Finds names of persons, places, organizations, nationalities and occupations, and forms of address.
///
/// What is no ordinary word is judged by a linear classifier over the word, its spelling and two words on both sides; the words behind are judged in the same way, and belong to
/// the span while they have its label.
struct NameFinder: Sendable {
  private let classifier: WordClassifier

  init(_ classifier: WordClassifier = .shared) { self.classifier = classifier }

  /// Looks for spans that begin with the window's first word, which is capitalised and not ordinary.
  func find(_ window: inout WordWindow, _ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let word = window.startWord
    if word.classes.contains(.title), let length = title(word, &window, &probe) {
      matches.append(SpanMatch(.title, length: length, score: 90))
      return
    }
    let phrase = window.placePhrase(at: WordWindow.start, &probe)
    if phrase < 2, word.classes.contains(.stop) { return }
    let judged = judge(&window, &probe)
    if let length = organization(judged.label == .organization, &window, &probe) {
      matches.append(SpanMatch(.organization, length: length, score: 85))
    } else if phrase > 1 {
      matches.append(SpanMatch(.location, length: window.word(WordWindow.start &+ phrase &- 1, &probe).end, score: 80))
    } else if let entity = Self.entity(judged.label) {
      let span = Extent(label: judged.label, classifier: classifier).end(&window, &probe)
      // One letter is no name by itself.
      if word.shape == .initial, span <= 4 { return }
      if entity == .streetAddress, !Self.looksLikeStreet(span, &window, &probe), judged.margin < 400 { return }
      matches.append(SpanMatch(entity, length: span, score: min(95, 57 &+ judged.margin / 16)))
    }
  }

  /// The label of the word at the start.
  private func judge(_ window: inout WordWindow, _ probe: inout Probe) -> (label: WordLabel, margin: Int) {
    let start = WordWindow.start
    let judged = classifier.label(start, in: &window, &probe)
    let word = window.word(start, &probe)
    if judged.label == .address, word.classes.contains(.place) { return (.location, judged.margin) }
    if word.classes.contains(.nationality), judged.label == .none || judged.label == .location || judged.label == .address {
      let next = window.word(start &+ 1, &probe)
      let isPart = next.isCapital && next.gap == .blank || next.shape == .number && next.gap == .blank
      return isPart || word.classes.contains(.surname) && judged.label == .none ? judged : (.nationality, 400)
    }
    guard judged.label != .person, word.classes.contains(.given) else { return judged }
    // A given name in front of a word that is surely part of a person's.
    let next = window.word(start &+ 1, &probe)
    guard next.isCapital, next.gap == .blank, next.gapLength <= 2, next.classes.isDisjoint(with: [.stop, .common]) else { return judged }
    let behind = classifier.label(start &+ 1, in: &window, &probe)
    return behind.label == .person ? (.person, behind.margin) : judged
  }

  /// Whether an address that only the classifier sees has something of one: a word of street names, or a number.
  private static func looksLikeStreet(_ length: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Bool {
    var index = WordWindow.start
    while index < WordWindow.capacity {
      let word = window.word(index, &probe)
      if word.shape == .none || word.end > length { return false }
      if !word.classes.isDisjoint(with: [.streetWord, .streetLead, .streetTail]) { return true }
      if word.shape == .number, word.length > 1, index > WordWindow.start { return true }
      index &+= 1
    }
    return false
  }

  private static func entity(_ label: WordLabel) -> Entity? {
    switch label {
    case .none: nil
    case .person: .person
    case .location: .location
    case .organization: .organization
    case .nationality: .nationality
    case .occupation: .title
    case .address: .streetAddress
    }
  }

  /// `Mr.`, `Dr`: a form of address in front of a name.
  private func title(_ word: Word, _ window: inout WordWindow, _ probe: inout Probe) -> Int? {
    let next = window.word(WordWindow.start &+ 1, &probe)
    guard next.isCapital, next.gapLength <= 3, next.gap.isSubset(of: [.blank, .period]), !next.classes.contains(.stop) else { return nil }
    // Long forms are ordinary words as well (`Judge Not`): only in front of what may be a name.
    if word.length > 4, next.classes.isOrdinary { return nil }
    return next.gap.contains(.period) ? word.end &+ 1 : word.end
  }

  /// `Miller Ltd.`, `Weber & Sons GmbH`: up to five words and a legal form behind them.
  private func organization(_ isLikely: Bool, _ window: inout WordWindow, _ probe: inout Probe) -> Int? {
    var index = WordWindow.start
    while index < WordWindow.start &+ 5 {
      let next = window.word(index &+ 1, &probe)
      let last = window.word(index, &probe)
      guard next.gapLength <= 3, !next.gap.contains(.newline), next.isCapital || Self.joins(next, behind: last, &probe) else { return nil }
      if next.gap.contains(.period) || next.gap.contains(.colon) || next.gap.contains(.possessive) { return nil }
      if next.isCapital, next.classes.contains(.legalForm), Self.isLegalForm(next, isLikely) {
        let hasPeriod = probe[next.end] == 0x2e && next.length <= 4 && next.shape == .capitalized
        return hasPeriod ? next.end &+ 1 : next.end
      }
      if next.isCapital, next.gap == .blank, next.classes.contains(.organizationWord), Self.isOrganizationWord(next, index, &window, &probe)
      {
        return next.end
      }
      if next.gap.contains(.comma) { return nil }
      index &+= 1
    }
    return nil
  }

  /// Short forms are words of other languages as well: `SE`, `AS` only in capitals and where the classifier agrees.
  private static func isLegalForm(_ word: Word, _ isLikely: Bool) -> Bool { word.length > 2 || word.shape == .upper && isLikely }

  /// Whether a word like `Technologies` ends a name: the words in front of it are no ordinary ones, and none like it follows.
  private static func isOrganizationWord(_ word: Word, _ last: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Bool {
    guard word.classes.isDisjoint(with: [.given, .surname, .streetWord]), word.shape == .capitalized else { return false }
    for index in WordWindow.start...last where !window.word(index, &probe).classes.isDisjoint(with: [.common, .stop, .title, .calendar]) {
      return false
    }
    let next = window.word(last &+ 2, &probe)
    return !(next.isCapital && next.gap == .blank && !next.classes.isDisjoint(with: [.organizationWord, .legalForm]))
  }

  /// `and`, and `of` behind words like `Bank`.
  private static func joins(_ word: Word, behind last: Word, _ probe: inout Probe) -> Bool {
    guard word.shape == .lower, word.length <= 3, word.gap == .blank else { return false }
    if word.length == 2, probe[word.offset] == 0x6f { return last.classes.contains(.organizationWord) }
    return word.length == 3 && probe[word.offset] == 0x61 && probe[word.offset &+ 1] == 0x6e
  }
}
