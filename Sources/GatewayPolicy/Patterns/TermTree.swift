/// Terms by their letters: terms that begin alike share a path, so that a text is compared with all of them at once.
struct TermTree: Sendable {
  /// One letter of the terms that go through it. The nodes stand in order of depth, and those below a node in one run, in order of their letters; so what stands below a node
  /// stands behind what stands below an earlier one.
  private struct Node {
    let letter: UInt32
    var firstChild: Int32 = 0
    var childEnd: Int32 = 0
    /// The most errors that the term may be found with that ends here; -1: none ends.
    var ownDistance: Int8 = -1
    /// The most errors here of all terms that end here or below.
    var distance: Int8 = -1
  }

  /// What is known of a node behind some letters of a text.
  struct State {
    let node: Int
    /// The fewest letters that must be changed, added or left out to make the text's letters those of the path to the node.
    let errors: Int
  }

  private var nodes: [Node] = [Node(letter: 0)]
  /// What is known in front of a text: letters of the terms may be left out.
  private(set) var beginning = [State(node: 0, errors: 0)]

  /// With how many letters of the terms a text is compared from one start where there can be errors: the most of some samples.
  private(set) var effort = 0

  /// The tree of some terms with their most errors, at most 100. The same term twice counts once.
  init(_ terms: some Sequence<(letters: [UInt32], distance: Int)>) {
    let terms = terms.sorted { $0.letters.lexicographicallyPrecedes($1.letters) }
    // What ends at a node or below it is a run of the sorted terms.
    var below = [terms.indices]
    var depths = [0]
    var index = 0
    while index < nodes.count {
      var rest = below[index]
      while let term = rest.first, terms[term].letters.count == depths[index] {
        nodes[index].ownDistance = Int8(clamping: min(terms[term].distance, 100))
        rest.removeFirst()
      }
      nodes[index].firstChild = Int32(nodes.count)
      while let first = rest.first {
        let letter = terms[first].letters[depths[index]]
        let run = rest.prefix { terms[$0].letters[depths[index]] == letter }
        nodes.append(Node(letter: letter))
        below.append(run)
        depths.append(depths[index] + 1)
        rest.removeFirst(run.count)
      }
      nodes[index].childEnd = Int32(nodes.count)
      index += 1
    }
    for index in nodes.indices.reversed() {
      nodes[index].distance = children(of: index).reduce(nodes[index].ownDistance) { max($0, nodes[$1].distance) }
    }
    for index in nodes.indices { nodes[index].distance = min(nodes[index].distance, Int8(clamping: Self.errors(within: depths[index]))) }
    step([], nil, &beginning)
    if nodes[0].distance > 0 {
      effort = effort(of: stride(from: 0, to: terms.count, by: max(1, terms.count / 32)).map { terms[$0].letters })
    }
  }

  /// The most errors within the first letters of a term: as many as all of it may have would make every text begin like every term.
  static func errors(within letters: Int) -> Int { 2 + letters / 3 }

  /// How many letters of the terms a text is compared with, from one start, that says what some of them say: the most of some.
  private func effort(of texts: some Sequence<[UInt32]>) -> Int {
    texts.reduce(0) { most, text in
      var (states, before, effort): ([State], [State], Int) = (beginning, [], 0)
      for letter in text where !states.isEmpty {
        effort += states.reduce(0) { $0 + children(of: $1.node).count }
        swap(&states, &before)
        advance(before, by: letter, &states)
      }
      return max(most, effort)
    }
  }

  private func children(of node: Int) -> Range<Int> { Int(nodes[node].firstChild)..<Int(nodes[node].childEnd) }

  /// The node below one for a letter.
  func child(of node: Int, _ letter: UInt32) -> Int? {
    let children = children(of: node)
    var (low, high) = (children.lowerBound, children.upperBound)
    while low < high {
      let middle = (low &+ high) / 2
      if nodes[middle].letter < letter { low = middle &+ 1 } else { high = middle }
    }
    return low < children.upperBound && nodes[low].letter == letter ? low : nil
  }

  /// The most errors of the term that ends at a node; nil when none does.
  func distance(of node: Int) -> Int? { nodes[node].ownDistance < 0 ? nil : Int(nodes[node].ownDistance) }

  /// What is known behind one more letter, of which `states` are to be what was known before it: the nodes that a term can still be reached from, in order.
  func advance(_ before: [State], by letter: UInt32, _ states: inout [State]) {
    states.removeAll(keepingCapacity: true)
    step(before, letter, &states)
  }

  /// Adds, in order, the nodes of `before`, where the letter is one too many; those below them, to which the letter leads or which have another one; and those below all that are added,
  /// whose own letter is left out. What stands below a node comes behind what stands below an earlier one: everything can be taken as it comes.
  private func step(_ before: [State], _ letter: UInt32?, _ states: inout [State]) {
    var (parent, added, old) = (0, 0, 0)
    func keep(upTo limit: Int) {
      while old < before.count, before[old].node < limit {
        add(before[old].node, before[old].errors &+ 1, &states)
        old &+= 1
      }
    }
    while parent < before.count || added < states.count {
      let node = min(parent < before.count ? before[parent].node : .max, added < states.count ? states[added].node : .max)
      keep(upTo: node &+ 1)
      var (matched, leftOut) = (Self.many, Self.many)
      if parent < before.count, before[parent].node == node {
        matched = before[parent].errors
        parent &+= 1
      }
      if added < states.count, states[added].node == node {
        leftOut = states[added].errors &+ 1
        added &+= 1
      }
      for child in children(of: node) {
        keep(upTo: child)
        var errors = min(nodes[child].letter == letter ? matched : matched &+ 1, leftOut)
        if old < before.count, before[old].node == child {
          errors = min(errors, before[old].errors &+ 1)
          old &+= 1
        }
        add(child, errors, &states)
      }
    }
  }

  private func add(_ node: Int, _ errors: Int, _ states: inout [State]) {
    if errors <= Int(nodes[node].distance) { states.append(State(node: node, errors: errors)) }
  }

  /// More errors than any term may have.
  private static let many = 1_000
}
