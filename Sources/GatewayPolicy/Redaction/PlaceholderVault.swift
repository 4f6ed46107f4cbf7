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

  /// No values.
  public init() {}

  /// Whether there is nothing to put back.
  public var isEmpty: Bool { values.isEmpty }

  /// The placeholder of a value.
  mutating func placeholder(for name: String, value: [UInt8]) -> [UInt8] {
    if let placeholder = known[name]?[value] { return placeholder }
    let label = Marker.label(name)
    let number = counts[label, default: 0] + 1
    counts[label] = number
    let placeholder = label.dropLast() + Array("_\(number)]".utf8)
    known[name, default: [:]][value] = placeholder
    values[placeholder[...]] = value
    return placeholder
  }

  /// The value that a placeholder stands for.
  func value(of placeholder: ArraySlice<UInt8>) -> [UInt8]? { values[placeholder] }
}
