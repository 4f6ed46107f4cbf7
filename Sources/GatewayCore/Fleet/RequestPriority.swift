/// Who goes first when requests wait for their turn.
public enum RequestPriority: String, Sendable, Hashable, CaseIterable {
  /// Before the others: people who wait for an answer.
  case high
  /// As usual.
  case normal
  /// After the others: batches.
  case low
}

/// What a client may say of the priority of its own requests, with the member `priority` of the body: below 0 is high, above 0 is low.
public enum ClientPriority: String, Sendable, Hashable, CaseIterable {
  /// Nothing.
  case none
  /// It may step back behind others.
  case lower
  /// It may go before others, too: for gateways all of whose clients are trusted.
  case any

  /// Whether a client's value is honoured, here and by the engine.
  /// - Parameter value: nil for what is no integer, which an engine may still read as one.
  public func allows(_ value: Int?) -> Bool {
    guard let value else { return self == .any }
    switch self {
    case .none: return value == 0
    case .lower: return value >= 0
    case .any: return true
    }
  }
}
