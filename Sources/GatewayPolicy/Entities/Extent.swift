/// How far a span goes that begins with a word of a label.
struct Extent {
  let label: WordLabel
  let classifier: WordClassifier

  /// The offset behind the span's last word.
  func end(_ window: inout WordWindow, _ probe: inout Probe) -> Int {
    var last = WordWindow.start
    var end = window.word(last, &probe).end
    if label == .occupation { return occupation(&window, &probe) }
    if label == .nationality { return end }
    let limit = last &+ 6
    while last < limit {
      let next = window.word(last &+ 1, &probe)
      if isPart(last &+ 1, next, after: window.word(last, &probe), &window, &probe) {
        last &+= 1
      } else if let name = behindParticles(last &+ 1, &window, &probe) {
        last = name
      } else {
        break
      }
      end = window.word(last, &probe).end
    }
    return end
  }

  /// The index of the name behind one or two particles.
  private func behindParticles(_ index: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Int? {
    guard isParticle(window.word(index, &probe), &probe) else { return nil }
    let name = isParticle(window.word(index &+ 1, &probe), &probe) ? index &+ 2 : index &+ 1
    return isPart(name, window.word(name, &probe), after: window.word(name &- 1, &probe), &window, &probe) ? name : nil
  }

  private func isPart(_ index: Int, _ word: Word, after last: Word, _ window: inout WordWindow, _ probe: inout Probe) -> Bool {
    guard word.gapLength > 0, word.gapLength <= 3, isJoint(word.gap, after: last) else { return false }
    if label == .address, word.shape == .number || word.shape == .code { return true }
    if label == .person, word.shape == .initial {
      let next = window.word(index &+ 1, &probe)
      return next.isCapital && next.gapLength <= 2 && next.gap.isSubset(of: [.blank, .period]) && !next.classes.contains(.stop)
    }
    guard word.isCapital, !word.classes.contains(.stop) else { return false }
    if label == .person {
      if Self.suffixes.contains(word.hash) { return true }
      // Behind a given name stands a family name, unless something says that it is an organization's.
      let next = window.word(index &+ 1, &probe)
      let isName = word.classes.isEmpty || !word.classes.isDisjoint(with: [.surname, .given])
      if last.classes.contains(.given), isName, next.classes.isDisjoint(with: [.legalForm, .organizationWord]) || !next.isCapital {
        return true
      }
    }
    return classifier.label(index, in: &window, &probe).label == label
  }

  private static let suffixes = WordHashSet("jr sr ii iii iv md phd dds dvm esq")

  private func isJoint(_ gap: Gap, after last: Word) -> Bool {
    if gap == .blank { return true }
    if label == .person, last.shape == .initial { return gap.isSubset(of: [.blank, .period]) }
    return label == .organization && gap.isSubset(of: [.blank, .comma, .other]) && !gap.contains(.newline)
  }

  /// `van`, `de la`, `of`: lower-case words inside names.
  private func isParticle(_ word: Word, _ probe: inout Probe) -> Bool {
    guard word.shape == .lower, word.length <= 3, word.length >= 1, word.gap == .blank else { return false }
    var letters: UInt32 = 0
    for offset in word.offset..<word.end { letters = letters << 8 | UInt32(probe[offset]) }
    switch letters {
    case 0x76616e, 0x766f6e, 0x6465, 0x646572, 0x64656e, 0x6461, 0x646f73, 0x646173, 0x6469, 0x64656c, 0x62696e, 0x616c, 0x656c, 0x6c61,
      0x6c65,
      0x746572, 0x74656e, 0x6475, 0x646573, 0x646f:  // van von de der den da dos das di del bin al el la le ter ten du des do
      return label != .organization
    case 0x616e64, 0x6f66: return label == .organization  // and, of
    default: return false
    }
  }

  /// `Cable line installer`: up to the head noun.
  private func occupation(_ window: inout WordWindow, _ probe: inout Probe) -> Int {
    var index = WordWindow.start
    var end = window.word(index, &probe).end
    while index < WordWindow.start &+ 4 {
      let word = window.word(index, &probe)
      if word.classes.contains(.job) { end = word.end }
      let next = window.word(index &+ 1, &probe)
      guard next.gap == .blank || next.gap.isSubset(of: [.blank, .other]) && next.gapLength == 1, next.shape == .lower || next.isCapital
      else { break }
      index &+= 1
    }
    return end
  }
}
