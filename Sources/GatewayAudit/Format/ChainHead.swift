/// The last record of a chain: what the next one continues.
public struct ChainHead: Sendable, Hashable {
  /// Its sequence number; 0 before the first record.
  public var sequence: UInt64
  /// Its hash: 64 hexadecimal digits, zeros before the first record.
  public var hash: [UInt8]

  /// The head of a chain without records.
  public static let origin = ChainHead(sequence: 0, hash: [UInt8](repeating: 0x30, count: 64))

  /// A head of its parts.
  public init(sequence: UInt64, hash: [UInt8]) {
    self.sequence = sequence
    self.hash = hash
  }

  /// The hash as text.
  public var hashText: String { String(decoding: hash, as: UTF8.self) }
}
