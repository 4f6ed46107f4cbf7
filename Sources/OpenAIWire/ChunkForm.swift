/// An event with one text, kept to know the next ones by: the events of a stream are mostly alike in all but their text.
///
/// An event has the form if it is byte for byte the one that was kept, in front of the text and behind it, and has a string between the two. A reader of the whole
/// event comes to that string in the same state, and goes on behind it with the same bytes: what it tells of the one event holds for the other, and only what stands
/// behind the text has moved. So nothing else of the event is read.
struct ChunkForm: Sendable {
  /// Events in a row that did not have the form. Where they differ in more than their texts, looking for a form is given up.
  private static let patience = 8
  /// The longest event that is kept or compared.
  private static let maxLength = 1 << 16

  private var bytes: [UInt8] = []
  private var text: AnswerText?
  private var facts = ChunkFacts()
  private var choicesRange: Range<Int>?
  private var usageRange: Range<Int>?
  private var misses = 0

  /// Whether looking for a form has been given up.
  var isGivenUp: Bool { misses >= Self.patience }

  /// Keeps an event whose texts are known. Only one with a single text, and nothing that repeats it, can be kept.
  mutating func learn(_ data: RawSpan, _ texts: AnswerTexts) {
    misses &+= 1
    guard !isGivenUp, data.byteCount <= Self.maxLength, texts.texts.count == 1, texts.repetitions.isEmpty, !texts.holdsUninspectable else {
      return
    }
    text = texts.texts.first
    (facts, choicesRange, usageRange) = (texts.facts, texts.choicesRange, texts.usageRange)
    bytes.removeAll(keepingCapacity: true)
    data.append(data.byteOffsets, to: &bytes)
  }

  /// The facts of an event that has the form, and its text; nil of any other event.
  @inline(__always)
  mutating func read(_ data: RawSpan) -> (facts: ChunkFacts, text: AnswerText)? {
    guard let text, !isGivenUp, let token = token(data, text.token) else { return nil }
    misses = 0
    return (facts, AnswerText(lane: text.lane, token: token))
  }

  /// What the whole reader would have told of an event that ``read(_:)`` has told of.
  func fill(_ texts: inout AnswerTexts, _ text: AnswerText) {
    texts.reset()
    texts.texts.append(text)
    texts.facts = facts
    texts.choicesRange = choicesRange.map { moved($0, text.token) }
    texts.usageRange = usageRange.map { moved($0, text.token) }
  }

  /// The string of an event that has the form.
  @inline(__always)
  private func token(_ data: RawSpan, _ kept: StringToken) -> StringToken? {
    let form = bytes.span.bytes
    let (start, end) = (kept.content.lowerBound, kept.content.upperBound)
    let tail = form.byteCount &- end
    guard data.byteCount <= Self.maxLength, data.byteCount > start &+ tail, data.isEqual(0..<start, to: form, at: 0) else { return nil }
    // An empty string is no text.
    guard let token = JSONCursor.string(data, at: start &- 1), !token.content.isEmpty else { return nil }
    guard data.byteCount &- token.content.upperBound == tail,
      data.isEqual(token.content.upperBound..<data.byteCount, to: form, at: end)
    else { return nil }
    return token
  }

  /// Where a part of the kept event stands in one with another text.
  private func moved(_ range: Range<Int>, _ token: StringToken) -> Range<Int> {
    guard let end = text?.token.content.upperBound else { return range }
    let by = token.content.upperBound &- end
    return
      (range.lowerBound < end ? range.lowerBound : range.lowerBound &+ by)..<(range.upperBound < end
      ? range.upperBound : range.upperBound &+ by)
  }
}
