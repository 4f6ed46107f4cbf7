internal import OpenAIWire

/// The events of one read that were taken and are not settled yet. They stand in the read; nothing of them is copied.
struct TakenEvents: Sendable {
  /// A text of an event.
  struct Piece: Sendable {
    let lane: Int
    let token: StringToken
    /// Where in the lane.
    let range: Range<Int>
    /// Whether the string is cut inside of a character, so that what goes out is not what came.
    let isCut: Bool
  }

  /// What has to be done with an event.
  enum Kind: Sendable {
    /// It has texts and nothing else to look at.
    case plain
    /// It repeats texts in another form.
    case repetition
    /// It ends choices.
    case end
    /// It has no texts, or none that can be read: it goes out as it came.
    case opaque
  }

  /// An event.
  struct Event: Sendable {
    /// Where in the read it stands.
    let place: Range<Int>
    /// Which of ``TakenEvents/pieces`` are its texts.
    let pieces: Range<Int>
    let kind: Kind
  }

  /// The last events: they all carry one text each, of the same lane.
  struct Tail: Sendable {
    /// The first of them.
    var start: Int
    /// The lane; nil when no event with texts is among them.
    var lane: Int?
  }

  private(set) var events: [Event] = []
  private(set) var pieces: [Piece] = []
  /// The first piece of the event that comes next.
  private var firstPiece = 0

  /// Adds a text to the event that comes next.
  mutating func append(_ piece: Piece) { pieces.append(piece) }

  /// Adds an event, with the pieces that were appended since the last one.
  mutating func append(_ place: Range<Int>, _ kind: Kind) {
    events.append(Event(place: place, pieces: firstPiece..<pieces.count, kind: kind))
    firstPiece = pieces.count
  }

  /// Forgets all events, and keeps the memory.
  mutating func removeAll() {
    events.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
    firstPiece = 0
  }

  /// The longest tail. Opaque events say nothing for or against it.
  var tail: Tail {
    var tail = Tail(start: events.count)
    while tail.start > 0 {
      let event = events[tail.start &- 1]
      if event.kind != .opaque {
        guard event.kind != .end, event.pieces.count == 1 else { break }
        let lane = pieces[event.pieces.lowerBound].lane
        guard tail.lane == nil || tail.lane == lane else { break }
        tail.lane = lane
      }
      tail.start &-= 1
    }
    return tail
  }
}
