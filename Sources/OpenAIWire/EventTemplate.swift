/// The event of a stream that was read last, to recognise the next one by: in a stream one event differs from another in nothing but one string, as a rule.
///
/// Bytes that are the same in front of a string and behind it make the same document around it. So an event that has them, and between them the content of one string, is
/// read as the last one was, with another string. Nothing else is assumed: what does not fit is read in full.
struct EventTemplate: Sendable {
  private var data: [UInt8] = []
  /// How many bytes there are up to the content of the string, and from its closing quote on.
  private var headCount = 0
  private var tailCount = 0
  /// Whether the last event can be recognised.
  private var isKnown = false

  /// Forgets the last event.
  mutating func forget() { isKnown = false }

  /// Keeps an event that was read, if it is one that others may differ from in its text only: it has one, and nothing that depends on it or on what stands behind it.
  mutating func learn(_ event: RawSpan, _ texts: AnswerTexts) {
    isKnown = false
    guard texts.texts.count == 1, texts.repetitions.isEmpty, texts.facts.usage == nil, texts.finish.isEmpty, !texts.facts.hasError else {
      return
    }
    let content = texts.texts[0].token.content
    data.removeAll(keepingCapacity: true)
    event.append(event.byteOffsets, to: &data)
    headCount = content.lowerBound
    tailCount = event.byteCount &- content.upperBound
    isKnown = true
  }

  /// The string of an event that differs from the last one in nothing else; nil when it does, or its string is empty or none.
  func string(in event: RawSpan) -> StringToken? {
    let end = event.byteCount &- tailCount
    guard isKnown, end > headCount, event.byteCount < 1 << 30 else { return nil }
    let known = data.span.bytes
    guard event.same(0, known, 0, count: headCount), event.same(end, known, known.byteCount &- tailCount, count: tailCount) else {
      return nil
    }
    var cursor = JSONCursor(duplicates: .accept)
    cursor.offset = headCount &- 1
    cursor.acceptsHalves = true
    do throws(JSONProblem) {
      let token = try cursor.string(event)
      return token.content.upperBound == end ? token : nil
    } catch {
      return nil
    }
  }
}
