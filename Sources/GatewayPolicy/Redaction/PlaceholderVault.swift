/// The values that were taken out of a request reversibly, and the placeholders that stand for them: `[EMAIL_1]`.
///
/// It lives as long as the request, in memory only. The same value of the same kind has the same placeholder everywhere in the request.
public struct PlaceholderVault: Sendable {
  /// By placeholder, the value.
  private var values: [ArraySlice<UInt8>: [UInt8]] = [:]
  /// By label: two kinds may have the same one.
  private var counts: [[UInt8]: Int] = [:]
  /// By kind and value, the placeholder.
  private var known: [String: [[UInt8]: [UInt8]]] = [:]
  /// What looks like a placeholder and stands in the request itself: such a name is not given to a value, or the answer would mix them up.
  private var literals: Set<ArraySlice<UInt8>> = []

  /// No values.
  public init() {}

  /// Whether there is nothing to put back.
  public var isEmpty: Bool { values.isEmpty }

  /// Keeps the names that a text of the request has already from being given to values. To be told of all texts before the first value is taken out.
  mutating func avoid(_ text: [UInt8]) {
    var index = text.startIndex
    while let start = text[index...].firstIndex(of: 0x5b) {
      index = start + 1
      guard let end = text[index...].prefix(PlaceholderDetector.longest).firstIndex(where: { !PlaceholderDetector.isInside($0) }) else {
        continue
      }
      if text[end] == 0x5d, ByteClass.isDigit(text[end - 1]) { literals.insert(text[start...end]) }
      index = end
    }
  }

  /// The placeholder of a value.
  mutating func placeholder(for name: String, value: [UInt8]) -> [UInt8] {
    if let placeholder = known[name]?[value] { return placeholder }
    let label = Marker.label(name)
    var placeholder: [UInt8]
    repeat {
      counts[label, default: 0] += 1
      placeholder = label.dropLast() + Array("_\(counts[label, default: 0])]".utf8)
    } while literals.contains(placeholder[...])
    known[name, default: [:]][value] = placeholder
    values[placeholder[...]] = value
    return placeholder
  }

  /// The value that a placeholder stands for.
  func value(of placeholder: ArraySlice<UInt8>) -> [UInt8]? { values[placeholder] }
}
