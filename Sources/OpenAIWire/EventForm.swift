/// An event with one text, kept to know the next ones by: the events of a stream are mostly alike in all but their text.
///
/// An event has the form if it is byte for byte the one that was kept, in front of the text and behind it, and has a string between the two. A reader of the whole
/// event comes to that string in the same state, and goes on behind it with the same bytes: what it tells of the one event holds for the other, and only what stands
/// behind the text has moved. So nothing else of the event is read, not even its end is looked for: a string holds no line break, and the kept event ends with a blank line that
/// no further byte can belong to.
struct EventForm: Sendable {
  /// Events in a row that did not have the form. Where they differ in more than their texts, looking for a form is given up.
  private static let patience = 8
  /// The longest event that is kept or compared.
  private static let maxLength = 1 << 16

  private var bytes: [UInt8] = []
  /// Where the kept event's text stands in it; nil as long as none is kept.
  private var content: Range<Int>?
  private var misses = 0

  /// Whether looking for a form has been given up.
  var isGivenUp: Bool { misses >= Self.patience }

  /// Keeps an event whose data stand at an offset and have these texts. Only one with a single text in a choice, nothing that repeats it, and nothing else that anybody must know, can be kept.
  /// - Returns: whether it was kept.
  mutating func learn(_ event: RawSpan, dataOffset: Int, _ texts: AnswerTexts) -> Bool {
    misses &+= 1
    let facts = texts.facts
    guard !isGivenUp, event.byteCount <= Self.maxLength, Self.endsForGood(event), let text = texts.texts.first, texts.texts.count == 1
    else { return false }
    guard texts.repetitions.isEmpty, !texts.holdsUninspectable, texts.choicesRange != nil else { return false }
    guard facts.finish.isEmpty, facts.usage == nil, !facts.hasError, !facts.isDone else { return false }
    content = text.token.moved(by: dataOffset).content
    bytes.removeAll(keepingCapacity: true)
    event.append(event.byteOffsets, to: &bytes)
    return true
  }

  /// The event that begins at an offset of a stream, if it has the form and is there to its end.
  @inline(__always)
  mutating func read(_ stream: RawSpan, from: Int) -> LikeEvent? {
    guard let content, !isGivenUp, let token = token(stream, from, content) else { return nil }
    misses = 0
    return LikeEvent(place: from..<token.content.upperBound &+ (bytes.count &- content.upperBound), text: token)
  }

  @inline(__always)
  private func token(_ stream: RawSpan, _ from: Int, _ content: Range<Int>) -> StringToken? {
    let form = bytes.span.bytes
    let (start, end) = (content.lowerBound, content.upperBound)
    let tail = form.byteCount &- end
    guard stream.byteCount &- from > start &+ tail, stream.isEqual(from..<from &+ start, to: form, at: 0) else { return nil }
    // An empty string is no text.
    guard let token = JSONCursor.string(stream, at: from &+ start &- 1), !token.content.isEmpty else { return nil }
    let behind = token.content.upperBound
    guard stream.byteCount &- behind >= tail, behind &+ tail &- from <= Self.maxLength,
      stream.isEqual(behind..<behind &+ tail, to: form, at: end)
    else { return nil }
    return token
  }

  /// Whether an event ends with a blank line that no further byte can belong to.
  private static func endsForGood(_ event: RawSpan) -> Bool {
    let count = event.byteCount
    guard count >= 4, event.byte(count &- 1) == 0x0a else { return false }
    return event.byte(count &- 2) == 0x0a || event.four(count &- 4) == 0x0a0d_0a0d
  }
}

/// An event that is like an earlier one in all but its text.
public struct LikeEvent: Hashable, Sendable {
  /// Where it stands.
  public let place: Range<Int>
  /// Its text, which is not empty. It stands in the same bytes as the event.
  public let text: StringToken
}
