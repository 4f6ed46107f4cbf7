/// The states of a regular expression: a nondeterministic automaton, and the deterministic one that is made of it.
struct PatternAutomaton: Sendable {
  /// The most states of the deterministic automaton. A pattern that needs more is refused: that is what keeps matching at one table look-up a byte.
  static let stateLimit = 6000
  private static let positionLimit = 6000

  /// Where a state leads for a class of bytes; 0 is the dead state.
  private let table: [UInt16]
  private let classes: [UInt8]
  private let classCount: Int
  private let accepts: [Bool]

  /// The state in which a match begins.
  let start = 1
  /// The bytes with which a match may begin.
  let first: ByteSet

  init(_ node: PatternNode) throws(PatternProblem) {
    var builder = Builder()
    let entry = try builder.add(node, then: 0)
    let (classes, classCount) = builder.byteClasses()
    var states: [[Int]: Int] = [:]
    var queue: [[Int]] = []
    var table = [UInt16](repeating: 0, count: classCount)
    var accepts = [false]
    func number(_ set: [Int]) -> Int? {
      if set.isEmpty { return 0 }
      if let known = states[set] { return known }
      guard accepts.count < Self.stateLimit else { return nil }
      states[set] = accepts.count
      queue.append(set)
      accepts.append(set.contains(0))
      return accepts.count - 1
    }
    _ = number(builder.closure([entry]))
    var done = 0
    let samples = (0..<classCount).map { index in classes.firstIndex(of: UInt8(index)).map { UInt8($0) } ?? 0 }
    while done < queue.count {
      let set = queue[done]
      done += 1
      for sample in samples {
        guard let target = number(builder.closure(builder.step(set, sample))) else {
          throw PatternProblem(
            offset: 0, reason: "the pattern is too complex: it needs more than \(Self.stateLimit) states; make it shorter, or split it")
        }
        table.append(UInt16(target))
      }
    }
    self.table = table
    self.accepts = accepts
    self.classes = classes
    self.classCount = classCount
    let startRow = table[classCount..<(2 * classCount)]
    first = ByteSet { byte in startRow[startRow.startIndex + Int(classes[Int(byte)])] != 0 }
  }

  /// The state behind a byte; 0 when nothing can match any more.
  @inline(__always)
  func next(_ state: Int, _ byte: UInt8) -> Int { Int(table[state &* classCount &+ Int(classes[Int(byte)])]) }

  /// Whether a match ends in a state.
  @inline(__always)
  func isAccepting(_ state: Int) -> Bool { accepts[state] }

  /// How many states there are; 0 is the one without a way on.
  var stateCount: Int { accepts.count }

  /// The bytes with which a match that is in an accepting state is still one and in that state; all bytes beyond ASCII, if any character beyond ASCII may follow.
  func loop(_ state: Int) -> ByteSet {
    guard accepts[state] else { return ByteSet() }
    let goesBeyond = (UInt8(0x80)...0xff).contains { next(state, $0) != 0 }
    return ByteSet { byte in byte < 0x80 ? next(state, byte) == state : goesBeyond }
  }

  /// The nondeterministic automaton, built from the end: position 0 is the match's end.
  private struct Builder {
    enum Position {
      case end
      case bytes(ByteSet, Int)
      case split([Int])
    }

    private var positions: [Position] = [.end]

    private mutating func append(_ position: Position) throws(PatternProblem) -> Int {
      guard positions.count < positionLimit else {
        throw PatternProblem(offset: 0, reason: "the pattern is too long: its repetitions unfold to more than \(positionLimit) positions")
      }
      positions.append(position)
      return positions.count - 1
    }

    /// Adds a node in front of a position, and gives the position where it begins.
    mutating func add(_ node: PatternNode, then next: Int) throws(PatternProblem) -> Int {
      switch node {
      case .empty, .assertion: return next
      case .bytes(let set): return try append(.bytes(set, next))
      case .sequence(let nodes):
        var target = next
        for node in nodes.reversed() { target = try add(node, then: target) }
        return target
      case .choice(let nodes):
        var targets: [Int] = []
        for node in nodes { targets.append(try add(node, then: next)) }
        return try append(.split(targets))
      case .loop(let node, let least, let most):
        var target = next
        if let most {
          for _ in 0..<(most - least) { target = try append(.split([add(node, then: target), next])) }
        } else {
          let head = try append(.split([]))
          positions[head] = .split([try add(node, then: head), next])
          target = head
        }
        for _ in 0..<least { target = try add(node, then: target) }
        return target
      }
    }

    /// Bytes that no position tells apart are one class.
    func byteClasses() -> (classes: [UInt8], count: Int) {
      var sets: [ByteSet] = []
      for case .bytes(let set, _) in positions where !sets.contains(set) { sets.append(set) }
      var numbers: [[Bool]: Int] = [:]
      let classes = (0...255).map { byte in
        let signature = sets.map { $0.contains(UInt8(byte)) }
        if let known = numbers[signature] { return UInt8(known) }
        let number = numbers.count
        numbers[signature] = number
        return UInt8(number)
      }
      return (classes, numbers.count)
    }

    func step(_ set: [Int], _ byte: UInt8) -> [Int] {
      var targets: [Int] = []
      for index in set { if case .bytes(let bytes, let next) = positions[index], bytes.contains(byte) { targets.append(next) } }
      return targets
    }

    /// All positions that can be reached without a byte, but for the ones that only lead on.
    func closure(_ set: [Int]) -> [Int] {
      var seen = Set<Int>()
      var stack = set
      var result = Set<Int>()
      while let index = stack.popLast() {
        guard seen.insert(index).inserted else { continue }
        if case .split(let targets) = positions[index] { stack += targets } else { result.insert(index) }
      }
      return result.sorted()
    }
  }
}
