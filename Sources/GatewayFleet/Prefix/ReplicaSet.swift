/// A set of replicas, by their numbers from 0 to 127, in two words.
public struct ReplicaSet: Sendable, Hashable {
  /// How many replicas a set can tell apart.
  public static let limit = 128

  var low: UInt64
  var high: UInt64

  /// The empty set.
  public init() { (low, high) = (0, 0) }

  @inline(__always)
  init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }

  /// The numbers from 0 up to, not including, `count`.
  static func first(_ count: Int) -> ReplicaSet {
    let (low, high) = (min(max(count, 0), 64), min(max(count - 64, 0), 64))
    return ReplicaSet(low: low == 64 ? .max : 1 << low - 1, high: high == 64 ? .max : 1 << high - 1)
  }

  /// Whether there is none.
  @inline(__always)
  public var isEmpty: Bool { low | high == 0 }

  /// How many there are.
  public var count: Int { low.nonzeroBitCount + high.nonzeroBitCount }

  /// Whether a replica is in the set.
  @inline(__always)
  public func contains(_ replica: Int) -> Bool {
    switch replica {
    case 0..<64: low &>> UInt64(truncatingIfNeeded: replica) & 1 == 1
    case 64..<128: high &>> UInt64(truncatingIfNeeded: replica &- 64) & 1 == 1
    default: false
    }
  }

  /// Adds a replica; a number beyond the limit is passed over.
  @inline(__always)
  public mutating func insert(_ replica: Int) {
    switch replica {
    case 0..<64: low |= 1 &<< UInt64(truncatingIfNeeded: replica)
    case 64..<128: high |= 1 &<< UInt64(truncatingIfNeeded: replica &- 64)
    default: break
    }
  }

  /// Removes a replica.
  @inline(__always)
  public mutating func remove(_ replica: Int) {
    switch replica {
    case 0..<64: low &= ~(1 &<< UInt64(truncatingIfNeeded: replica))
    case 64..<128: high &= ~(1 &<< UInt64(truncatingIfNeeded: replica &- 64))
    default: break
    }
  }

  /// Calls `body` with each number, the smallest first.
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    var word = low
    while word != 0 {
      body(word.trailingZeroBitCount)
      word &= word &- 1
    }
    word = high
    while word != 0 {
      body(64 &+ word.trailingZeroBitCount)
      word &= word &- 1
    }
  }

  /// Those in both sets.
  @inline(__always)
  static func & (left: ReplicaSet, right: ReplicaSet) -> ReplicaSet { ReplicaSet(low: left.low & right.low, high: left.high & right.high) }

  /// Those in the first set only.
  @inline(__always)
  static func - (left: ReplicaSet, right: ReplicaSet) -> ReplicaSet {
    ReplicaSet(low: left.low & ~right.low, high: left.high & ~right.high)
  }
}
