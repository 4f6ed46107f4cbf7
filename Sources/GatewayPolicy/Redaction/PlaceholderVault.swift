/// The values that were taken out of a request reversibly, and the placeholders that stand for them: `[EMAIL_1]`.
///
/// It lives as long as the request, in memory only. The same value of the same kind has the same placeholder everywhere in the request.
public struct PlaceholderVault: Sendable {
  private struct Entry {
    let placeholder: [UInt8]
    let value: [UInt8]
  }

  private var entries: [Entry] = []
  private var counts: [String: Int] = [:]
  private var known: [String: [[UInt8]: Int]] = [:]

  /// No values.
  public init() {}

  /// Whether there is nothing to put back.
  public var isEmpty: Bool { entries.isEmpty }

  /// The placeholder of a value.
  mutating func placeholder(for name: String, value: [UInt8]) -> [UInt8] {
    if let index = known[name]?[value] { return entries[index].placeholder }
    let number = counts[name, default: 0] + 1
    counts[name] = number
    var placeholder = Marker.label(name)
    placeholder.removeLast()
    placeholder += Array("_\(number)]".utf8)
    known[name, default: [:]][value] = entries.count
    entries.append(Entry(placeholder: placeholder, value: value))
    return placeholder
  }

  /// The value that a placeholder stands for.
  func value(of placeholder: ArraySlice<UInt8>) -> [UInt8]? {
    entries.first { $0.placeholder.elementsEqual(placeholder) }?.value
  }
}
