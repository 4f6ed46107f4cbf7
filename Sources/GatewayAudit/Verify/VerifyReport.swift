/// What a verification found.
public struct VerifyReport: Sendable, Hashable {
  /// What is wrong with a record.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Its bytes are not those that were hashed, or it is not the record that its successor was chained to.
    case altered
    /// A record, or a whole segment, is not there.
    case missing
    /// It stands in another place than it was written to.
    case reordered
    /// It is not one that the log wrote in this place.
    case inserted
    /// The log, or a line, ends too early.
    case truncated
    /// A checkpoint was not signed by the owner of the key.
    case wrongSignature = "wrong_signature"
  }

  /// The first bad record.
  public struct Problem: Sendable, Hashable {
    /// What is wrong.
    public var kind: Kind
    /// The segment file.
    public var file: String
    /// The line in it, from 1.
    public var line: Int
    /// The sequence number that belongs there, or that is there.
    public var sequence: UInt64
    /// In words.
    public var message: String
  }

  /// The first bad record; nil when the log is intact.
  public var problem: Problem?
  /// Records that were read and are good.
  public var records = 0
  /// Segments that were read.
  public var segments = 0
  /// The sequence number of the first record.
  public var first: UInt64?
  /// The last good record.
  public var head: ChainHead?
  /// Checkpoints whose signature holds.
  public var checkpoints = 0
  /// The sequence number up to which records are vouched for by a signature.
  public var signedThrough: UInt64 = 0
  /// What a reader should know although it is no error.
  public var notes: [String] = []

  /// Whether nothing is wrong.
  public var isIntact: Bool { problem == nil }
}
