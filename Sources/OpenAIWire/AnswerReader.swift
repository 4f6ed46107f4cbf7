/// Reads the events of one stream, one after the other: each once, for what the gateway must know of it and for its texts together. The memory of one event serves the next.
public struct AnswerReader: Sendable {
  private var walk = AnswerWalk(isPiece: true)
  /// What ``walk`` has read last.
  private var template = EventTemplate()

  /// Why the texts of the last event cannot be told; nil when ``texts`` has them.
  public private(set) var problem: JSONProblem?

  /// A reader in front of a stream.
  public init() {}

  /// The texts of the last event.
  public var texts: AnswerTexts { _read { yield walk.result } }

  /// Reads the data of an event.
  /// - Returns: what ``ChunkScan/scan(data:)`` tells of it. The texts want a stricter JSON than that: an event that has facts may have a ``problem``.
  public mutating func read(_ data: RawSpan) -> ChunkFacts? {
    problem = nil
    if let token = template.string(in: data) {
      walk.replaceText(with: token)
      return walk.result.facts
    }
    template.forget()
    if ChunkScan.isDone(data) { return ChunkScan.scan(data: data) }
    do throws(JSONProblem) {
      try walk.run(data)
      template.learn(data, walk.result)
      return walk.result.facts
    } catch {
      problem = error
      return ChunkScan.scan(data: data)
    }
  }
}
