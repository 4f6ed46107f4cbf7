/// Reads the events of one stream, one after the other: each once, for what the gateway must know of it and for its texts together. The memory of one event serves the next,
/// and of an event that is like an earlier one only the text is read.
public struct AnswerReader: ~Copyable, Sendable {
  private var walk = AnswerWalk(isPiece: true)
  private var form = EventForm()

  /// Why the texts of the last event cannot be told; nil when ``texts`` has them.
  public private(set) var problem: JSONProblem?

  /// The texts of the last event that ``read(_:)`` has read. It is stored here so that whoever asks for a part of it gets no copy of the rest.
  public private(set) var texts = AnswerTexts()
  /// Grows with every event whose texts are read: who has taken those of one can tell whether they are still there.
  public private(set) var readings = 0
  /// Whether ``texts`` are those of the last event.
  private var hasTexts = false

  /// A reader in front of a stream.
  public init() {}

  /// The event that begins at an offset of what has come of the stream, if it is like the one that was learned in all but its text, and there to its end. It carries that one text in that one lane, and
  /// nothing else that ``ChunkFacts`` tells of.
  @inline(__always)
  public mutating func like(_ stream: RawSpan, from: Int) -> LikeEvent? { form.read(stream, from: from) }

  /// Keeps the event whose data was read last, to know others by: ``like(_:from:)``.
  /// - Parameter data: where its data stand in it.
  /// - Returns: whether it was kept. Those that are like it have their text in its lane.
  @discardableResult
  public mutating func learn(_ event: RawSpan, data: Range<Int>) -> Bool {
    hasTexts && form.learn(event, dataOffset: data.lowerBound, texts)
  }

  /// Reads the data of an event.
  /// - Returns: what ``ChunkScan/scan(data:)`` tells of it. The texts want a stricter JSON than that: an event that has facts may have a ``problem``.
  public mutating func read(_ data: RawSpan) -> ChunkFacts? {
    problem = nil
    hasTexts = false
    if ChunkScan.isDone(data) { return ChunkScan.scan(data: data) }
    readings &+= 1
    // The walk fills what it holds.
    swap(&walk.result, &texts)
    defer { swap(&walk.result, &texts) }
    do throws(JSONProblem) {
      try walk.run(data)
      hasTexts = true
      return walk.result.facts
    } catch {
      problem = error
      return ChunkScan.scan(data: data)
    }
  }

  /// Reads the data of an event whose texts nobody wants to know: ``texts`` need not tell them.
  /// - Returns: what ``ChunkScan/scan(data:)`` tells of it.
  public mutating func facts(_ data: RawSpan) -> ChunkFacts? {
    guard form.isGivenUp else { return read(data) }
    hasTexts = false
    return ChunkScan.scan(data: data)
  }
}
