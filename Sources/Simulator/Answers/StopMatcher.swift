/// Looks for stop strings in a growing text, and holds back what may be the beginning of one, as vLLM does: as many characters as the
/// longest stop string has, less one.
struct StopMatcher: Sendable {
  private let stops: [[Unicode.Scalar]]
  private let held: Int
  private let includesStop: Bool
  private var pending: [Unicode.Scalar] = []
  private var released = 0

  /// A matcher for `stops`, none of them empty.
  init(stops: [String], includesStop: Bool) {
    self.stops = stops.map { Array($0.unicodeScalars) }
    self.includesStop = includesStop
    held = max(0, (self.stops.map(\.count).max() ?? 0) - 1)
  }

  /// Adds `piece`; gives the text that is certain now, and the stop string if one was found.
  mutating func feed(_ piece: String) -> (text: String, stop: String?) {
    guard !stops.isEmpty else { return (piece, nil) }
    pending.append(contentsOf: piece.unicodeScalars)
    for stop in stops {
      guard let start = find(stop) else { continue }
      let end = includesStop ? start + stop.count : start
      return (Self.text(pending[..<end]), Self.text(stop[...]))
    }
    let certain = max(0, pending.count - held)
    let text = Self.text(pending[..<certain])
    pending.removeFirst(certain)
    return (text, nil)
  }

  /// What is held back, at the end.
  mutating func flush() -> String {
    defer { pending = [] }
    return Self.text(pending[...])
  }

  private func find(_ stop: [Unicode.Scalar]) -> Int? {
    guard !stop.isEmpty, pending.count >= stop.count else { return nil }
    return (0...pending.count - stop.count).first { pending[$0...].starts(with: stop) }
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
