/// Postcodes: as part of an address, and by themselves where the text calls them so.
enum Postcode {
  /// A postcode at the window's start that the words before announce: `zip code is 35350`, `PLZ: 10115`.
  static func labelled(_ window: inout WordWindow, _ probe: inout Probe) -> SpanMatch? {
    guard mayBeLabelled(&probe) else { return nil }
    guard let last = end(at: WordWindow.start, &window, &probe) else { return nil }
    let length = window.word(last, &probe).end
    for back in 1...3 {
      let word = window.word(WordWindow.start &- back, &probe)
      if labels.contains(word.hash) { return SpanMatch(.zipCode, length: length, score: 85) }
      let behind = window.word(WordWindow.start &- back &+ 1, &probe)
      if behind.gap.contains(.period) || behind.gap.contains(.newline) || word.shape != .lower && !word.classes.contains(.stop) { break }
    }
    return behindTown(length, &window, &probe)
  }

  /// Whether one of the three words in front begins as a label does, or the nearest one has a capital: most numbers of prose are left here, without reading a word.
  private static func mayBeLabelled(_ probe: inout Probe) -> Bool {
    var words = 0
    var offset = -1
    while offset > -40 {
      let bytes = probe.eight(back: offset)
      // Parts of a word are read one by one.
      if ByteLanes.equal(bytes, UInt8(ascii: "'")) | ByteLanes.equal(bytes, UInt8(ascii: "-")) != 0 { break }
      let inside = ByteLanes.words(bytes)
      let capitals = ByteLanes.range(bytes, 0x41, 0x5a)
      let letters = ByteLanes.lowered(bytes)
      let labels = ByteLanes.equal(letters, 0x63) | ByteLanes.equal(letters, 0x70) | ByteLanes.equal(letters, 0x7a)
      // The first bytes of words, the nearest word's the highest.
      var firsts = inside & ~(inside &<< 8 | (WordReader.isWordByte(probe[back: offset &- 8]) ? 0x80 : 0))
      while firsts != 0 {
        let first: UInt64 = 1 &<< UInt64(63 &- firsts.leadingZeroBitCount)
        if labels & first != 0 || words == 0 && capitals >= first { return true }
        words &+= 1
        if words == 3 { return false }
        firsts ^= first
      }
      if words == 0, capitals != 0 { return true }
      offset &-= 8
    }
    return mayBeLabelledByBytes(&probe)
  }

  /// The same, byte by byte.
  private static func mayBeLabelledByBytes(_ probe: inout Probe) -> Bool {
    var words = 0
    var length = 0
    var offset = -1
    var byte = probe[back: offset]
    while offset > -Probe.lookbehind {
      let previous = probe[back: offset &- 1]
      if WordReader.isWordByte(byte) {
        length &+= 1
        // What is longer is read in parts.
        if length >= WordReader.longest || words == 0 && ByteClass.isUpper(byte) { return true }
        if !WordReader.isWordByte(previous) {
          if isFirstLetter(byte | 0x20) { return true }
          length = 0
          // Parts of a word do not count.
          if previous != 0x27, previous != 0x2d { words &+= 1 }
          if words == 3 { return false }
        }
      }
      byte = previous
      offset &-= 1
    }
    return false
  }

  /// `in Springfield 62704`
  private static func behindTown(_ length: Int, _ window: inout WordWindow, _ probe: inout Probe) -> SpanMatch? {
    let number = window.word(WordWindow.start, &probe)
    let town = window.word(WordWindow.start &- 1, &probe)
    guard number.gap == .blank, number.length >= 4, town.isCapital, town.classes.isDisjoint(with: [.common, .stop, .calendar, .streetTail])
    else { return nil }
    guard town.gap == .blank, !isYear(number, &probe) else { return nil }
    guard prepositions.contains(window.word(WordWindow.start &- 2, &probe).hash) else { return nil }
    let after = window.word(WordWindow.start &+ 1, &probe)
    return after.isCapital && after.gap == .blank ? nil : SpanMatch(.zipCode, length: length, score: 65)
  }

  private static func isYear(_ word: Word, _ probe: inout Probe) -> Bool {
    word.length == 4 && (probe[0] == 0x31 && probe[1] == 0x39 || probe[0] == 0x32 && probe[1] == 0x30)
  }

  /// The index of the last word of a postcode that begins at an index: `12345`, `12345-678`, `394 13`, `1234 AB`, `SW1A 1AA`.
  static func end(at index: Int, _ window: inout WordWindow, _ probe: inout Probe) -> Int? {
    let first = window.word(index, &probe)
    let next = window.word(index &+ 1, &probe)
    if first.shape == .number {
      guard first.length >= 2, first.length <= 6 else { return nil }
      let isHyphen = next.gapLength == 1 && probe[first.end] == 0x2d
      if isHyphen, next.shape == .number, next.length >= 3, next.length <= 4 { return index &+ 1 }
      if next.gap == .blank, next.gapLength == 1 {
        if first.length == 3, next.shape == .number, next.length == 2 { return index &+ 1 }
        if first.length == 4, next.shape == .upper, next.length == 2 { return index &+ 1 }
      }
      // The beginning of a telephone number is none.
      if next.shape == .number, next.gapLength == 1, !next.gap.contains(.newline), !next.gap.contains(.blank) { return nil }
      return first.length >= 3 ? index : nil
    }
    guard first.shape == .code, first.length >= 2, first.length <= 4, ByteClass.isUpper(probe[first.offset]) else { return nil }
    guard next.shape == .code, next.length == 3, next.gap == .blank, ByteClass.isDigit(probe[next.offset]) else { return nil }
    return index &+ 1
  }

  /// Whether a letter is the first one of any of ``labels``.
  private static func isFirstLetter(_ letter: UInt8) -> Bool { letter == 0x63 || letter == 0x70 || letter == 0x7a }

  private static let labels = WordHashSet("zip zipcode zipcodes postcode postal plz postleitzahl cep cap postnummer postnr pincode pin")
  private static let prepositions = WordHashSet("in to from at near of")
}
