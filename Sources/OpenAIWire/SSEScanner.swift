/// Finds where the events of a server-sent event stream end. Lines may end with LF, CRLF or CR, mixed.
///
/// It holds no bytes: the caller keeps a buffer that begins at an event's start and asks again when the buffer has grown; what was looked at is
/// not looked at again. Events, put together, are exactly the stream, however it was cut into pieces.
///
/// A CR that ends a blank line at the very end of the buffer is not yet an event's end, because an LF may follow that belongs to it.
public struct SSEScanner: Hashable, Sendable {
  /// Where to go on looking.
  private var position = 0
  /// Where the line begins that `position` is in.
  private var lineStart = 0
  private var isFirstEvent = true

  /// A scanner at the start of a stream.
  public init() {}

  /// Whether it has not looked at the event that comes next.
  public var isAtStart: Bool { position == 0 }

  /// The offset just past the blank line that ends the first event of the buffer; nil if there is none yet.
  /// - Parameter bytes: all bytes since the last event's end.
  /// - Parameter isFinal: whether the stream has ended, so that no LF can follow a last CR. An event that lacks its blank line is no event.
  @inline(__always)
  public mutating func nextEventEnd(in bytes: RawSpan, isFinal: Bool = false) -> Int? {
    let count = bytes.byteCount
    while true {
      let end = Self.lineEnd(bytes, from: position)
      guard end < count else {
        position = max(position, count)
        return nil
      }
      var next = end &+ 1
      if bytes.byte(end) == 0x0d {
        if next < count {
          if bytes.byte(next) == 0x0a { next &+= 1 }
        } else if !isFinal {
          position = end
          return nil
        }
      }
      let isBlank = end == lineStart || isFirstEvent && end == 3 && lineStart == 0 && Self.hasMark(bytes)
      position = next
      lineStart = next
      if isBlank { return next }
    }
  }

  /// To be called when the bytes up to the last event's end have been taken from the buffer.
  public mutating func consumed() {
    position = 0
    lineStart = 0
    isFirstEvent = false
  }

  /// Whether the bytes begin with a byte order mark.
  static func hasMark(_ bytes: RawSpan) -> Bool {
    bytes.byteCount >= 3 && bytes.byte(0) == 0xef && bytes.byte(1) == 0xbb && bytes.byte(2) == 0xbf
  }

  /// The first LF or CR from `from` on, or the number of bytes. 32 bytes at a time, as long as there are no control characters.
  @inline(__always)
  static func lineEnd(_ bytes: RawSpan, from: Int) -> Int {
    let count = bytes.byteCount
    var index = from
    while index &+ 32 <= count {
      let first = controls(bytes.eight(index)) | controls(bytes.eight(index &+ 8))
      let second = controls(bytes.eight(index &+ 16)) | controls(bytes.eight(index &+ 24))
      if first | second != 0 { break }
      index &+= 32
    }
    while index &+ 8 <= count {
      let word = bytes.eight(index)
      if controls(word) != 0 {
        let flags = (zeros(word ^ 0x0a0a_0a0a_0a0a_0a0a) | zeros(word ^ 0x0d0d_0d0d_0d0d_0d0d))
        if flags != 0 { return index &+ flags.trailingZeroBitCount >> 3 }
      }
      index &+= 8
    }
    while index < count {
      let byte = bytes.byte(index)
      if byte == 0x0a || byte == 0x0d { return index }
      index &+= 1
    }
    return count
  }

  /// Not zero if a byte is below 0x20.
  @inline(__always)
  private static func controls(_ word: UInt64) -> UInt64 {
    (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
  }

  /// The lowest flag is the lowest byte that is zero.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
