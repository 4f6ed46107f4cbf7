import CTextScan
internal import GatewayCore
internal import OpenAIWire

/// A text as it is for matching, with the way back to the text as it came.
///
/// Per character, so that it does not matter in which pieces the text comes: what looks like ASCII is ASCII (full width, mathematical and circled letters, accents, Cyrillic
/// and Greek look-alikes), digits of every script are `0` to `9`, blanks, dashes and quotes are the plain ones, what is invisible is gone (control characters too), and everything else is itself.
/// Case is kept. In JSON source text the escapes of strings stand for their characters too.
///
/// Tag characters, which spell ASCII invisibly, are gone like all that is invisible. What they spell is a reading of its own (``init(tagsOf:from:)``): there they are their letters, and every
/// other character that shows is a NUL, where a text ends for a detector.
///
/// As long as everything is ASCII the folded text is the text, and there is no map.
public struct FoldedText: Sendable {
  /// The folded text, from what ``removeFirst(_:)`` left.
  public private(set) var bytes: [UInt8] = []
  private let isJSON: Bool
  /// Whether it is what tag characters spell.
  let readsTags: Bool
  /// Where the text's first tag character that spells something begins.
  private(set) var firstTag: Int?
  /// Where the first of `bytes` came from, while there is no map.
  private var base = 0
  /// For every folded byte, the range of the text that it came from; empty while the folded text is the text.
  private var starts: [Int] = []
  private var ends: [Int] = []
  private var isMapped = false
  /// The beginning of a character or an escape whose rest has not come yet.
  private var pending: [UInt8] = []
  /// The bytes of the text that were folded.
  public private(set) var originalCount = 0

  /// An empty text; `isJSON` when it is JSON source.
  public init(isJSON: Bool = false) {
    self.isJSON = isJSON
    readsTags = false
  }

  /// What the tag characters of a text spell, from an offset on.
  init(tagsOf isJSON: Bool, from offset: Int) {
    self.isJSON = isJSON
    readsTags = true
    isMapped = true
    originalCount = offset
  }

  /// Where the text that a folded byte stands for begins.
  public func originalStart(_ index: Int) -> Int { isMapped ? starts[index] : base &+ index }

  /// Where it ends.
  public func originalEnd(_ index: Int) -> Int { isMapped ? ends[index] : base &+ index &+ 1 }

  /// Forgets the first folded bytes.
  public mutating func removeFirst(_ count: Int) {
    let count = min(max(count, 0), bytes.count)
    bytes.removeFirst(count)
    base &+= count
    guard isMapped else { return }
    starts.removeFirst(count)
    ends.removeFirst(count)
  }

  /// Adds the next piece of the text.
  public mutating func append(_ piece: Span<UInt8>) { append(piece.bytes) }

  /// Adds the next piece of the text.
  mutating func append(_ piece: RawSpan) {
    if !isMapped, pending.isEmpty, Self.isPlain(piece, isJSON) {
      bytes.append(piece)
      originalCount &+= piece.byteCount
      return
    }
    map()
    var text = pending
    text.append(piece)
    pending = []
    fold(text, isFinal: false)
  }

  /// The text is over.
  public mutating func finish() {
    guard !pending.isEmpty else { return }
    let text = pending
    pending = []
    fold(text, isFinal: true)
  }

  /// Whether a text is the same when it is folded, for it is ASCII, without control characters that do not show, and has no backslash in JSON source.
  static func isPlain(_ piece: RawSpan, _ isJSON: Bool) -> Bool {
    let backslash = UInt8(ascii: "\\")
    return hasOnlyPlain(piece, but: isJSON ? backslash : 0) { $0 < 0x80 && !isHidden($0) && !(isJSON && $0 == backslash) }
  }

  /// Whether an ASCII text has control characters that do not show.
  static func hasHidden(_ text: RawSpan) -> Bool { !hasOnlyPlain(text, but: 0) { !isHidden($0) } }

  /// Whether all bytes of a text are plain. Sixteen at a time, those that show, blanks, tabs and line breaks are, but for one; where there are others, `isPlain` says it of each byte.
  @inline(__always)
  private static func hasOnlyPlain(_ text: RawSpan, but mark: UInt8, _ isPlain: (UInt8) -> Bool) -> Bool {
    let count = text.byteCount
    var index = 0
    while index < count {
      // SAFETY: `count - index` bytes are there.
      index &+= unsafe text.withUnsafeBytes { buffer in
        unsafe CTextPlain(buffer.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self) + index, count &- index, mark)
      }
      let end = min(index &+ 16, count)
      while index < end {
        if !isPlain(text.byte(index)) { return false }
        index &+= 1
      }
    }
    return true
  }

  /// Whether an ASCII character does not show, and separates nothing: all controls but tabs and line breaks.
  @inline(__always)
  static func isHidden(_ byte: UInt8) -> Bool { byte < 0x20 && !(0x09...0x0d ~= byte) || byte == 0x7f }

  private mutating func map() {
    guard !isMapped else { return }
    isMapped = true
    starts = (0..<bytes.count).map { base &+ $0 }
    ends = starts.map { $0 &+ 1 }
  }

  private mutating func add(_ byte: UInt8, from start: Int, to end: Int) { append(readsTags ? 0 : byte, from: start, to: end) }

  private mutating func addTag(_ byte: UInt8, from start: Int, to end: Int) {
    if firstTag == nil { firstTag = start }
    if readsTags { append(byte, from: start, to: end) }
  }

  private mutating func append(_ byte: UInt8, from start: Int, to end: Int) {
    bytes.append(byte)
    starts.append(start)
    ends.append(end)
  }

  /// `originalCount` is the offset of `text`.
  private mutating func fold(_ text: [UInt8], isFinal: Bool) {
    let origin = originalCount
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80, !(isJSON && byte == 0x5c) {
        if !Self.isHidden(byte) { add(byte, from: origin &+ index, to: origin &+ index &+ 1) }
        index &+= 1
        continue
      }
      switch byte == 0x5c ? FoldUnit.escape(text, index) : FoldUnit.character(text.span, index) {
      case .incomplete where !isFinal:
        pending = Array(text[index...])
        originalCount = origin &+ index
        return
      case .incomplete, .invalid:
        // No character: its bytes are themselves.
        add(byte, from: origin &+ index, to: origin &+ index &+ 1)
        index &+= 1
      case .scalar(let scalar, let length):
        add(scalar, text[index..<(index &+ length)], at: origin &+ index, isEscape: byte == 0x5c)
        index &+= length
      }
    }
    originalCount = origin &+ text.count
  }

  private mutating func add(_ scalar: UInt32, _ source: ArraySlice<UInt8>, at start: Int, isEscape: Bool) {
    let end = start &+ source.count
    if scalar < 0x80 {
      let byte = UInt8(truncatingIfNeeded: scalar)
      if !Self.isHidden(byte) { add(byte, from: start, to: end) }
      return
    }
    if let letter = FoldMap.tagged(scalar) { return addTag(letter, from: start, to: end) }
    switch FoldMap.folding(of: scalar) {
    case .text(let text): for byte in text { add(byte, from: start, to: end) }
    case .itself where !isEscape: for byte in source { add(byte, from: start, to: end) }
    case .itself: for byte in FoldUnit.utf8(scalar) { add(byte, from: start, to: end) }
    }
  }
}

/// One character of a text, or one escape of JSON source.
enum FoldUnit {
  case scalar(UInt32, length: Int)
  /// More bytes are needed.
  case incomplete
  /// There is none.
  case invalid

  /// The character in UTF-8 at an index.
  static func character(_ text: Span<UInt8>, _ index: Int) -> FoldUnit {
    let first = text[index]
    let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
    guard 0xc2...0xf4 ~= first else { return .invalid }
    var scalar = UInt32(first) & (0x7f >> UInt32(length))
    for offset in 1..<length {
      guard index &+ offset < text.count else { return .incomplete }
      let byte = text[index &+ offset]
      guard byte & 0xc0 == 0x80 else { return .invalid }
      scalar = scalar << 6 | UInt32(byte & 0x3f)
    }
    return .scalar(scalar, length: length)
  }

  /// The escape whose backslash stands at an index. What is none stands for its backslash.
  static func escape(_ text: [UInt8], _ index: Int) -> FoldUnit {
    guard index &+ 1 < text.count else { return .incomplete }
    switch text[index &+ 1] {
    case 0x22: return .scalar(0x22, length: 2)
    case 0x5c: return .scalar(0x5c, length: 2)
    case 0x2f: return .scalar(0x2f, length: 2)
    case 0x62, 0x66: return .scalar(0x20, length: 2)
    case 0x6e: return .scalar(0x0a, length: 2)
    case 0x72: return .scalar(0x0d, length: 2)
    case 0x74: return .scalar(0x09, length: 2)
    case 0x75: return unicode(text, index)
    default: return .invalid
    }
  }

  private static func unicode(_ text: [UInt8], _ index: Int) -> FoldUnit {
    guard let first = unit(text, index) else { return text.count < index &+ 6 ? .incomplete : .invalid }
    guard first & 0xfc00 == 0xd800 else { return first & 0xfc00 == 0xdc00 ? .scalar(0xfffd, length: 6) : .scalar(first, length: 6) }
    if text.count > index &+ 6, text[index &+ 6] != 0x5c || text.count > index &+ 7 && text[index &+ 7] != 0x75 {
      return .scalar(0xfffd, length: 6)
    }
    guard text.count >= index &+ 12 else { return .incomplete }
    guard let second = unit(text, index &+ 6), second & 0xfc00 == 0xdc00 else { return .scalar(0xfffd, length: 6) }
    return .scalar(joined(first, second), length: 12)
  }

  /// The character of the two halves of a surrogate pair.
  static func joined(_ first: UInt32, _ second: UInt32) -> UInt32 { 0x10000 &+ ((first & 0x3ff) << 10 | second & 0x3ff) }

  private static func unit(_ text: [UInt8], _ index: Int) -> UInt32? {
    guard text.count >= index &+ 6, text[index] == 0x5c, text[index &+ 1] == 0x75 else { return nil }
    var value: UInt32 = 0
    for byte in text[(index &+ 2)..<(index &+ 6)] {
      guard let digit = HexText.value(byte) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// A scalar in UTF-8.
  static func utf8(_ scalar: UInt32) -> [UInt8] { Array(String(Unicode.Scalar(scalar) ?? "\u{fffd}").utf8) }
}
