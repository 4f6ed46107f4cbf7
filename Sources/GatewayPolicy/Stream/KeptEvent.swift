internal import OpenAIWire

/// An event that outlives its read: one that waits, and the one that others are made in the likeness of.
///
/// Most that wait go out untouched. So there is no more in it than that needs; its texts are read again if they are needed after all.
final class KeptEvent: Sendable {
  /// The event as it came.
  let bytes: [UInt8]
  let kind: TakenEvents.Kind
  let pieces: [TakenEvents.Piece]
  private let place: Range<Int>
  private let joined: [UInt8]?
  private let known: AnswerTexts?

  /// A copy of an event; nil when it has no data. Of one that is not plain the texts are kept; `texts` may have them.
  init?(_ event: RawSpan, _ kind: TakenEvents.Kind, pieces: [TakenEvents.Piece], texts: AnswerTexts?) {
    switch SSEEvent.parse(event).data {
    case .none: return nil
    case .range(let range): (place, joined) = (range, nil)
    case .joined(let data): (place, joined) = (0..<0, data)
    }
    bytes = event.array(event.byteOffsets)
    self.kind = kind
    self.pieces = pieces
    if kind == .plain {
      known = nil
    } else {
      guard let texts = texts ?? Self.texts(of: joined ?? Array(bytes[place])) else { return nil }
      known = texts
    }
  }

  /// Its data.
  var data: [UInt8] { joined ?? Array(bytes[place]) }

  /// Its texts.
  var texts: AnswerTexts? { known ?? Self.texts(of: data) }

  /// The texts of an event's data; nil when they cannot be read.
  private static func texts(of data: [UInt8]) -> AnswerTexts? {
    do throws(JSONProblem) { return try AnswerTexts.scan(data.span.bytes, isPiece: true) } catch { return nil }
  }
}
