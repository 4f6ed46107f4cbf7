/// Who is asked where, by the byte at a position and the next one: a number for every pair of bytes, which stands for a list of detectors.
struct StartTable: Sendable {
  private var members: [(index: UInt16, starts: StartSet)] = []
  /// For every pair of bytes the number of a list; 0 is the empty one.
  private var pairs: [UInt16] = []
  /// For every byte the list of all that may be asked there, while the next byte is not known.
  private var unknown: [UInt16] = []
  private var lists: [[UInt16]] = [[]]

  /// Whether nobody is asked anywhere.
  var isEmpty: Bool { pairs.isEmpty }

  /// Adds a detector.
  mutating func add(_ index: UInt16, _ starts: StartSet) { members.append((index, starts)) }

  /// Makes the table of what was added.
  mutating func finish() {
    guard !members.isEmpty else { return }
    pairs = [UInt16](repeating: 0, count: 1 << 16)
    unknown = [UInt16](repeating: 0, count: 256)
    var numbers: [[UInt16]: UInt16] = [[]: 0]
    for first in UInt8.min...UInt8.max {
      let asked = members.filter { $0.starts.first.contains(first) }
      guard !asked.isEmpty else { continue }
      unknown[Int(first)] = number(asked.map(\.index), &numbers)
      let all = asked.filter { $0.starts.second == .all }
      let whole = number(all.map(\.index), &numbers)
      var second = 0
      while second < 256 {
        if all.count == asked.count {
          pairs[Int(first) << 8 | second] = whole
        } else {
          let list = asked.filter { $0.starts.second.contains(UInt8(second)) }.map(\.index)
          pairs[Int(first) << 8 | second] = number(list, &numbers)
        }
        second &+= 1
      }
    }
    members = []
  }

  private mutating func number(_ list: [UInt16], _ numbers: inout [[UInt16]: UInt16]) -> UInt16 {
    if let known = numbers[list] { return known }
    guard lists.count < Int(UInt16.max) else { return 0 }
    let number = UInt16(lists.count)
    numbers[list] = number
    lists.append(list)
    return number
  }

  /// The number of the list for a pair of bytes; 0 for nobody.
  @inline(__always)
  func list(_ first: UInt8, _ second: UInt8, isUnknown: Bool) -> Int {
    guard !pairs.isEmpty else { return 0 }
    return Int(isUnknown ? unknown[Int(first)] : pairs[Int(first) << 8 | Int(second)])
  }

  /// The detectors of a list.
  @inline(__always)
  func members(_ list: Int) -> [UInt16] { lists[list] }
}
