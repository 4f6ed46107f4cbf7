/// Reads the events of one stream, one after the other: each once, for what the gateway must know of it and for its texts together. The memory of one event serves the next,
/// and of an event that is like an earlier one only the text is read.
public struct AnswerReader: ~Copyable, Sendable {
  private var walk = AnswerWalk(isPiece: true)
  private var form = ChunkForm()

  /// Why the texts of the last event cannot be told; nil when ``texts`` has them.
  public private(set) var problem: JSONProblem?

  /// The texts of the last event. It is stored here so that whoever asks for a part of it gets no copy of the rest.
  public private(set) var texts = AnswerTexts()

  /// A reader in front of a stream.
  public init() {}

  /// Reads the data of an event.
  /// - Returns: what ``ChunkScan/scan(data:)`` tells of it. The texts want a stricter JSON than that: an event that has facts may have a ``problem``.
  public mutating func read(_ data: RawSpan) -> ChunkFacts? {
    problem = nil
    if let like = form.read(data) {
      form.fill(&texts, like.text)
      return like.facts
    }
    return readWhole(data)
  }

  /// Reads the data of an event whose texts nobody wants to know: ``texts`` does not tell them.
  /// - Returns: what ``ChunkScan/scan(data:)`` tells of it.
  public mutating func facts(_ data: RawSpan) -> ChunkFacts? {
    if let like = form.read(data) { return like.facts }
    return form.isGivenUp ? ChunkScan.scan(data: data) : readWhole(data)
  }

  private mutating func readWhole(_ data: RawSpan) -> ChunkFacts? {
    if ChunkScan.isDone(data) { return ChunkScan.scan(data: data) }
    // The walk fills what it holds.
    swap(&walk.result, &texts)
    defer { swap(&walk.result, &texts) }
    do throws(JSONProblem) {
      try walk.run(data)
      form.learn(data, walk.result)
      return walk.result.facts
    } catch {
      problem = error
      return ChunkScan.scan(data: data)
    }
  }
}
