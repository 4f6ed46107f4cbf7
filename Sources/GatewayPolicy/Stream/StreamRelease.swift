internal import OpenAIWire

/// What may be sent of a piece of a stream: events of it as they came, and bytes of the policies' own, in order.
public struct StreamRelease: Sendable {
  /// A part of what is sent.
  public enum Part: Hashable, Sendable {
    /// A range of the piece, as it came.
    case forwarded(Range<Int>)
    /// A range of ``StreamRelease/bytes``.
    case own(Range<Int>)
  }

  /// Events of the piece that go out as they came, each with the number of own bytes in front of it. Neighbours are one.
  private var runs: [(ownCount: Int, range: Range<Int>)] = []
  /// The bytes of the policies' own.
  public internal(set) var bytes: [UInt8] = []

  /// Nothing.
  public init() {}

  /// Sends a range of the piece as it came.
  mutating func forward(_ range: Range<Int>) {
    if let last = runs.last, last.ownCount == bytes.count, last.range.upperBound == range.lowerBound {
      runs[runs.count &- 1].range = last.range.lowerBound..<range.upperBound
    } else {
      runs.append((bytes.count, range))
    }
  }

  /// Calls the body with every part, in order.
  public func forEach(_ body: (Part) -> Void) {
    var start = 0
    for run in runs {
      if run.ownCount > start { body(.own(start..<run.ownCount)) }
      start = run.ownCount
      body(.forwarded(run.range))
    }
    if bytes.count > start { body(.own(start..<bytes.count)) }
  }

  /// Appends all of it to `output`, and forgets it.
  mutating func move(of piece: RawSpan, to output: inout [UInt8]) {
    forEach { part in
      switch part {
      case .forwarded(let range): piece.append(range, to: &output)
      case .own(let range): output += bytes[range]
      }
    }
    removeAll()
  }

  /// Forgets everything, and keeps the memory.
  public mutating func removeAll() {
    runs.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }
}
