/// What stands in the place of a redacted span.
public struct Marker: Hashable, Sendable {
  /// How it is written.
  public enum Format: String, CaseIterable, Hashable, Sendable {
    /// The kind in capitals: `[CREDIT_CARD]`.
    case label
    /// `****`
    case asterisks
    /// The last four letters or digits stay, of an e-mail address the first one and the domain: `************1111`, `j****@example.com`. Short values become asterisks.
    case partial
  }

  /// How it is written.
  public var format: Format
  /// Texts of the configuration's own, by the kind's name.
  public var custom: [String: String]
  /// Whether the marker has as many characters as what it replaces: then it is made of asterisks, whatever the format (`partial` keeps what it keeps).
  public var preservesLength: Bool

  /// A marker of its parts.
  public init(_ format: Format = .label, custom: [String: String] = [:], preservesLength: Bool = false) {
    self.format = format
    self.custom = custom
    self.preservesLength = preservesLength
  }

  /// The marker for a value.
  /// - Parameters:
  ///   - name: The name of its kind: ``Entity/name``, or the name of a rule.
  ///   - value: The value in UTF-8.
  public func text(for name: String, value: some Collection<UInt8>) -> [UInt8] {
    if let custom = custom[name] { return Array(custom.utf8) }
    switch format {
    case .partial: return partial(Array(value))
    case .asterisks: return Self.asterisks(preservesLength ? Self.characters(value) : 4)
    case .label: return preservesLength ? Self.asterisks(Self.characters(value)) : Self.label(name)
    }
  }

  /// The label of a kind: its name in capitals, in brackets.
  public static func label(_ name: String) -> [UInt8] {
    var result: [UInt8] = [0x5b]
    for byte in name.utf8 { result.append(ByteClass.isLower(byte) ? byte & 0xdf : ByteClass.isAlphanumeric(byte) ? byte : 0x5f) }
    result.append(0x5d)
    return result
  }

  /// What stands for the rest of a span that overlaps an earlier one.
  func remainder(_ value: some Collection<UInt8>) -> [UInt8] { preservesLength ? Self.asterisks(Self.characters(value)) : [] }

  private static func asterisks(_ count: Int) -> [UInt8] { [UInt8](repeating: 0x2a, count: count) }

  private static func characters(_ value: some Collection<UInt8>) -> Int { value.count { $0 & 0xc0 != 0x80 } }

  private func partial(_ value: [UInt8]) -> [UInt8] {
    if let at = value.lastIndex(of: 0x40), at > 0, value[0] < 0x80 {
      return [value[0]] + Self.asterisks(preservesLength ? max(Self.characters(value[..<at]) - 1, 0) : 4) + value[at...]
    }
    let kept = value.count(where: ByteClass.isAlphanumeric) >= 9 && value.allSatisfy { $0 < 0x80 } ? 4 : 0
    var left = kept
    var result: [UInt8] = []
    for byte in value.reversed() where byte & 0xc0 != 0x80 {
      if left > 0, ByteClass.isAlphanumeric(byte) {
        result.append(byte)
        left -= 1
      } else {
        result.append(0x2a)
      }
    }
    if !preservesLength, kept == 0 { return Self.asterisks(4) }
    return result.reversed()
  }
}
