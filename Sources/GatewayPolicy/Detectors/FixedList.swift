/// A short list without an allocation: at most `capacity` elements, and a range of them that is in view.
///
/// An index outside of it gives some element of the list; it never traps.
struct FixedList<let capacity: Int, Element: BitwiseCopyable & Sendable>: RandomAccessCollection, Sendable {
  private var storage: InlineArray<capacity, Element>
  private(set) var startIndex = 0
  private(set) var endIndex = 0

  /// An empty list; the element fills the places that are not in use.
  init(filler: Element) { storage = InlineArray(repeating: filler) }

  /// Adds an element; a full list stays as it is.
  mutating func append(_ element: Element) {
    guard endIndex < capacity else { return }
    storage[endIndex] = element
    endIndex &+= 1
  }

  subscript(index: Int) -> Element {
    @inline(__always)
    get { storage[Swift.max(0, Swift.min(index, capacity &- 1))] }
  }

  subscript(bounds: Range<Int>) -> FixedList {
    var result = self
    result.startIndex = Swift.max(startIndex, Swift.min(bounds.lowerBound, endIndex))
    result.endIndex = Swift.max(result.startIndex, Swift.min(bounds.upperBound, endIndex))
    return result
  }
}
