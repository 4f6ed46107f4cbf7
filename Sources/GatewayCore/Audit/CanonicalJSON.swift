internal import OpenAIWire

/// Writes one JSON object in the form of RFC 8785: no white space, members sorted by name, only the escapes that JSON demands, integers only.
///
/// The caller writes the members in the order of their names.
public struct CanonicalJSON {
  /// What was written.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// An empty writer.
  public init() { bytes.reserveCapacity(1024) }

  /// Writes `{`, the members that `members` writes, and `}`.
  public mutating func object(_ members: (inout CanonicalJSON) -> Void) {
    open(0x7b)
    members(&self)
    close(0x7d)
  }

  /// Writes `[`, one element for each of `elements`, and `]`.
  public mutating func array<Element>(_ elements: some Sequence<Element>, _ write: (inout CanonicalJSON, Element) -> Void) {
    open(0x5b)
    for element in elements { write(&self, element) }
    close(0x5d)
  }

  /// Begins a member whose name needs no escape; its value follows.
  public mutating func key(_ name: StaticString) {
    comma()
    bytes.append(0x22)
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(0x22)
    bytes.append(0x3a)
  }

  /// Begins a member with any name; its value follows.
  public mutating func key(any name: String) {
    comma()
    JSONText.appendQuoted(name, to: &bytes)
    bytes.append(0x3a)
  }

  /// Writes a string.
  public mutating func value(_ text: String) {
    comma()
    JSONText.appendQuoted(text, to: &bytes)
    needsComma = true
  }

  /// Writes an integer.
  public mutating func value(_ number: Int) {
    comma()
    if number < 0 { bytes.append(0x2d) }
    let start = bytes.count
    var rest = number.magnitude
    repeat {
      bytes.append(0x30 &+ UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
    needsComma = true
  }

  /// Writes `true` or `false`.
  public mutating func value(_ flag: Bool) {
    comma()
    bytes += flag ? Array("true".utf8) : Array("false".utf8)
    needsComma = true
  }

  /// Writes a member with a string, unless it is nil.
  public mutating func member(_ name: StaticString, _ text: String?) {
    guard let text else { return }
    key(name)
    value(text)
  }

  /// Writes a member with an integer, unless it is nil.
  public mutating func member(_ name: StaticString, _ number: Int?) {
    guard let number else { return }
    key(name)
    value(number)
  }

  /// Writes a member with a flag.
  public mutating func member(_ name: StaticString, flag: Bool) {
    key(name)
    value(flag)
  }

  private mutating func comma() {
    if needsComma { bytes.append(0x2c) }
    needsComma = false
  }

  private mutating func open(_ bracket: UInt8) {
    comma()
    bytes.append(bracket)
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }
}
