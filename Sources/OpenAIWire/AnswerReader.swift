/// Reads the events of one stream, one after the other: each once, for what the gateway must know of it and for its texts together. The memory of one event serves the next,
/// and of an event that is like an earlier one only the text is read.
public struct AnswerReader: ~Copyable, Sendable {
  private var walk = AnswerWalk(isPiece: true)
  private var form = ChunkForm()

  /// Why the texts of the last event cannot be told; nil when ``texts`` has them.
  public private(set) var problem: JSONProblem?

  /// A reader in front of a stream.
  public init() {}

  /// The texts of the last event.
  public var texts: AnswerTexts { _read { yield walk.result } }

  /// How many texts the last event has, without a copy of them.
  public var textCount: Int { walk.result.texts.count }
  /// One of the texts of the last event, by its place below ``textCount``.
  public func text(at index: Int) -> AnswerText { walk.result.texts[index] }
  /// Whether the last event repeats its texts in another form.
  public var hasRepetitions: Bool { !walk.result.repetitions.isEmpty }
  /// Whether the last event ends a choice.
  public var endsChoice: Bool { !walk.result.facts.finish.isEmpty }
  /// Whether the last event has choices, be they none.
  public var hasChoices: Bool { walk.result.choicesRange != nil }
  /// Whether the last event has something that a client gets and that is no text.
  public var holdsUninspectable: Bool { walk.result.holdsUninspectable }

  /// Reads the data of an event.
  /// - Returns: what ``ChunkScan/scan(data:)`` tells of it. The texts want a stricter JSON than that: an event that has facts may have a ``problem``.
  public mutating func read(_ data: RawSpan) -> ChunkFacts? {
    problem = nil
    if let like = form.read(data) {
      form.fill(&walk.result, like.text)
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
