/// One change of a document: these bytes instead of those.
public struct BytePatch: Hashable, Sendable {
  /// The bytes that go; empty for an insertion.
  public let range: Range<Int>
  /// The bytes that come in their place.
  public let replacement: [UInt8]

  /// A change of a document.
  public init(range: Range<Int>, replacement: [UInt8]) {
    self.range = range
    self.replacement = replacement
  }
}

/// The changes of one document, in its order and without overlap. What no patch touches stays byte for byte.
public struct PatchList: Hashable, Sendable {
  /// A piece of the patched document.
  public enum Segment: Hashable, Sendable {
    /// Bytes of the original.
    case copy(Range<Int>)
    /// New bytes.
    case bytes([UInt8])
  }

  /// The patches, in the document's order.
  public private(set) var patches: [BytePatch] = []

  /// No patches.
  public init() {}

  /// Whether the document stays as it is.
  public var isEmpty: Bool { patches.isEmpty }

  /// Replaces a range. An empty range is an insertion; insertions at one offset keep the order in which they were added, and come before a
  /// replacement that begins there.
  /// - Returns: false, and nothing is changed, if an earlier patch touches the range.
  @discardableResult
  public mutating func replace(_ range: Range<Int>, with replacement: [UInt8]) -> Bool {
    guard range.lowerBound >= 0 else { return false }
    var index = patches.endIndex
    while index > 0, Self.precedes(range, patches[index &- 1].range) { index &-= 1 }
    if index > 0, patches[index &- 1].range.upperBound > range.lowerBound { return false }
    if index < patches.endIndex, range.upperBound > patches[index].range.lowerBound { return false }
    patches.insert(BytePatch(range: range, replacement: replacement), at: index)
    return true
  }

  /// Inserts bytes in front of the byte at an offset.
  /// - Returns: false, and nothing is changed, if the offset is inside of a replaced range.
  @discardableResult
  public mutating func insert(_ bytes: [UInt8], at offset: Int) -> Bool {
    guard offset >= 0 else { return false }
    return replace(offset..<offset, with: bytes)
  }

  /// Whether something is inserted at an offset.
  public func hasInsertion(at offset: Int) -> Bool {
    patches.contains { $0.range.isEmpty && $0.range.lowerBound == offset }
  }

  /// The pieces of the patched document, for an original of that many bytes. Patches behind its end are put at its end.
  public func segments(of count: Int) -> [Segment] {
    var result: [Segment] = []
    result.reserveCapacity(patches.count &* 2 &+ 1)
    var position = 0
    for patch in patches {
      let start = min(patch.range.lowerBound, max(count, 0))
      if start > position { result.append(.copy(position..<start)) }
      if !patch.replacement.isEmpty { result.append(.bytes(patch.replacement)) }
      position = max(position, min(patch.range.upperBound, max(count, 0)))
    }
    if position < count { result.append(.copy(position..<count)) }
    return result
  }

  /// The length of the patched document, for an original of that many bytes.
  public func patchedCount(of count: Int) -> Int {
    var result = max(count, 0)
    for patch in patches {
      result &-= patch.range.clamped(to: 0..<max(count, 0)).count
      result &+= patch.replacement.count
    }
    return result
  }

  /// The patched document.
  public func applied(to bytes: RawSpan) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(patchedCount(of: bytes.byteCount))
    for segment in segments(of: bytes.byteCount) {
      switch segment {
      case .copy(let range): bytes.append(range, to: &result)
      case .bytes(let new): result += new
      }
    }
    return result
  }

  /// Whether a new range goes in front of an earlier one.
  private static func precedes(_ new: Range<Int>, _ earlier: Range<Int>) -> Bool {
    if new.lowerBound != earlier.lowerBound { return new.lowerBound < earlier.lowerBound }
    return new.isEmpty && !earlier.isEmpty
  }
}
