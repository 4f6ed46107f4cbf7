/// PLACEHOLDER
public struct FoldedText: Sendable {
  public private(set) var bytes: [UInt8] = []
  private var base = 0
  public init(isJSON: Bool = false) {}
  public mutating func append(_ text: Span<UInt8>) { for i in text.indices { bytes.append(text[i]) } }
  public mutating func finish() {}
  public func originalStart(_ index: Int) -> Int { base + index }
  public func originalEnd(_ index: Int) -> Int { base + index + 1 }
  public var originalCount: Int { base + bytes.count }
  public mutating func removeFirst(_ count: Int) { bytes.removeFirst(count); base += count }
}
