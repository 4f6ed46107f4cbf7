/// What a detector reads: the folded text of one lane, from one start position on.
///
/// A probe makes exact streaming possible without any work of the detectors. It knows where the known text ends, and it notices when somebody looks past that end: then what
/// was found may depend on text that has not come yet, and the scanner asks again when it has. A detector that did not look past the end has decided for every
/// continuation of the text. What a detector may see is bounded on both sides, so that text is never held back longer than the bound, and never kept longer.
///
/// The text is folded (see ``TextFold``): compatibility forms, digits of other scripts and accented Latin letters are ASCII, invisible characters are gone, other characters
/// are UTF-8 bytes from 0x80 on. Case is kept. Offsets are in folded bytes, relative to the start.
public struct Probe: ~Escapable {
  private let text: Span<UInt8>
  /// Where in the text offset 0 lies.
  public let start: Int
  /// The first offset that cannot be read, known or not.
  public let lookahead: Int
  /// The first offset backwards that cannot be read.
  public let lookbehind: Int
  private let isFinal: Bool
  /// How many bytes from the start on are known and can be read.
  private let known: Int
  /// Whether an offset was read behind the known text, while more may come.
  public private(set) var lookedPastEnd = false

  /// A probe at `start` of what is known of a text. `isFinal` says that nothing more will come.
  @_lifetime(copy text)
  public init(_ text: Span<UInt8>, at start: Int, lookahead: Int, lookbehind: Int = Probe.lookbehind, isFinal: Bool) {
    self.text = text
    self.start = start
    self.lookahead = lookahead
    self.lookbehind = lookbehind
    self.isFinal = isFinal
    known = start < 0 ? 0 : max(0, min(lookahead, text.count &- start))
  }

  /// How far back every detector may look.
  public static let lookbehind = 96

  /// The byte at an offset from the start; 0 behind the text's end, behind the lookahead, and before the lookbehind. A text that holds a NUL ends there, for a detector.
  @inline(__always)
  public subscript(_ offset: Int) -> UInt8 {
    mutating get {
      // SAFETY: 0 ≤ offset < known, and start + known ≤ text.count.
      if UInt(bitPattern: offset) < UInt(bitPattern: known) { return unsafe text[unchecked: start &+ offset] }
      if offset >= 0 {
        if offset < lookahead, !isFinal { lookedPastEnd = true }
        return 0
      }
      let index = start &+ offset
      return index >= 0 && 0 &- offset <= lookbehind ? text[index] : 0
    }
  }

  /// The byte at a negative offset: as the other subscript, for loops that only look back.
  @inline(__always)
  subscript(back offset: Int) -> UInt8 {
    let index = start &+ offset
    // SAFETY: 0 ≤ index < text.count.
    return index >= 0 && index < text.count && 0 &- offset <= lookbehind ? unsafe text[unchecked: index] : 0
  }

  /// The eight bytes that end with the one at a negative offset, that one in the highest bits: as ``subscript(back:)`` has them, but that what lies before the lookbehind may
  /// be there, too.
  @inline(__always)
  func eight(back offset: Int) -> UInt64 {
    let index = start &+ offset
    guard index >= 7, index < text.count else { return upToEight(back: offset) }
    // SAFETY: 0 ≤ index - 7, index < text.count, and every bit pattern is a UInt64.
    return UInt64(littleEndian: unsafe text.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index &- 7, as: UInt64.self))
  }

  // Not inlined: only the text's beginning needs it.
  @inline(never)
  private func upToEight(back offset: Int) -> UInt64 {
    (0..<8).reduce(0) { $0 | UInt64(self[back: offset &- $1]) &<< UInt64(56 &- $1 &* 8) }
  }

  /// Whether all offsets from one to another are known and can be read: then ``subscript(known:)`` may read them.
  @inline(__always)
  func isKnown(_ from: Int, _ end: Int) -> Bool {
    from >= 0 &- lookbehind && start &+ from >= 0 && from <= end && end <= known && start &+ end <= text.count
  }

  /// The byte at an offset that ``isKnown(_:_:)`` has allowed.
  @inline(__always)
  subscript(known offset: Int) -> UInt8 {
    // SAFETY: the caller has asked; then 0 ≤ start + offset < text.count.
    unsafe text[unchecked: start &+ offset]
  }

  /// The byte before the start; 0 at the text's beginning.
  @inline(__always)
  public var previous: UInt8 { start > 0 && start <= text.count ? text[start &- 1] : 0 }
}
