/// A list of faults with their arguments, as a client or a script wrote it: `cut=5`, `429=3,once`.
public struct SimulatorFaults: Sendable, Hashable {
  /// Why a text is no list of faults; the message names the known ones.
  public struct Unknown: Error, CustomStringConvertible {
    /// The item at fault.
    public var item: String

    /// What a client is told.
    public var description: String {
      let known = SimulatorFault.allCases.map { $0.argumentName.isEmpty ? $0.rawValue : "\($0.rawValue)=\($0.argumentName)" }
      return "Unknown simulator fault '\(item)'. Known faults: \(known.joined(separator: ", "))."
    }
  }

  private var arguments: [SimulatorFault: Int?] = [:]
  /// Only the first request with this key is to suffer.
  private(set) var onceKey: String?

  /// No faults.
  public init() {}

  /// The list in `text`: items `NAME` or `NAME=ARGUMENT`, separated by commas.
  public init(parsing text: String) throws(Unknown) {
    for part in text.split(separator: ",") {
      try add(Self.trimmed(part))
    }
    if onceKey == "" { onceKey = text }
  }

  /// `text` without the blanks around it.
  private static func trimmed(_ text: Substring) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }), let last = text.lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(text[first...last])
  }

  private mutating func add(_ item: String) throws(Unknown) {
    let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, let fault = SimulatorFault(rawValue: String(name)) else { throw Unknown(item: item) }
    let argument = parts.count > 1 ? String(parts[1]) : nil
    switch fault {
    case .once: onceKey = argument ?? ""
    case .serverErrorOnce:
      onceKey = argument ?? ""
      arguments[.serverError] = .some(nil)
    default:
      guard let argument else {
        arguments[fault] = .some(nil)
        return
      }
      guard !fault.argumentName.isEmpty, let number = Int(argument), (0...1_000_000_000).contains(number) else { throw Unknown(item: item) }
      arguments[fault] = .some(number)
    }
  }

  /// Whether there is none.
  public var isEmpty: Bool { arguments.isEmpty }

  /// Whether `fault` is to happen.
  func has(_ fault: SimulatorFault) -> Bool { arguments[fault] != nil }

  /// The number given with `fault`, or its default; nil when `fault` is not to happen.
  subscript(fault: SimulatorFault) -> Int? { arguments[fault].map { $0 ?? fault.defaultArgument } }

  /// The number given with `fault`, nil when there was none.
  func given(_ fault: SimulatorFault) -> Int? { arguments[fault] ?? nil }

  /// These and `more`; of two arguments for one fault that of `more` counts.
  func merging(_ more: SimulatorFaults) -> SimulatorFaults {
    var merged = self
    merged.arguments.merge(more.arguments) { $1 }
    return merged
  }
}
