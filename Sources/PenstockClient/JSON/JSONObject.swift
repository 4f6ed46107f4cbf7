/// A JSON object that keeps the order of its members. Names are unique, compared by their bytes.
///
/// Two objects are equal when they have equal members, in whatever order.
public struct JSONObject: Sendable {
  /// One member.
  public struct Member: Sendable {
    /// The name.
    public let name: String
    /// The value.
    public var value: JSONValue
  }

  /// The members, in their order.
  public private(set) var members: [Member] = []
  /// Where names are found, once there are more members than are worth looking through.
  private var places: [Name: Int]?

  /// A name that is equal only to the same bytes: two spellings of `é` are two names.
  private struct Name: Hashable {
    let text: String
    static func == (left: Name, right: Name) -> Bool { left.text.hasSameBytes(as: right.text) }
    func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }
  }

  /// An object without members.
  public init() {}

  /// An object of these members; of those with one name the last one counts, at the place of the first.
  public init(_ members: some Sequence<(String, JSONValue)>) {
    for (name, value) in members { self[name] = value }
  }

  /// How many members there are.
  public var count: Int { members.count }
  /// Whether there are no members.
  public var isEmpty: Bool { members.isEmpty }
  /// The names, in their order.
  public var names: [String] { members.map(\.name) }

  /// The value of the member with this name; nil when there is none. Setting it adds the member at the end or changes it in place; setting nil
  /// removes it.
  public subscript(name: String) -> JSONValue? {
    get { place(of: name).map { members[$0].value } }
    set {
      switch (place(of: name), newValue) {
      case (let place?, let value?): members[place].value = value
      case (nil, let value?):
        members.append(Member(name: name, value: value))
        if places != nil { places?[Name(text: name)] = members.count - 1 } else if members.count > 16 { index() }
      case (let place?, nil):
        members.remove(at: place)
        places = nil
        if members.count > 16 { index() }
      case (nil, nil): break
      }
    }
  }

  private func place(of name: String) -> Int? {
    if let places { return places[Name(text: name)] }
    return members.firstIndex { $0.name.hasSameBytes(as: name) }
  }

  private mutating func index() {
    var found: [Name: Int] = [:]
    for (place, member) in members.enumerated() { found[Name(text: member.name)] = place }
    places = found
  }
}

extension JSONObject: Hashable {
  /// Whether both have equal members, in whatever order.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count && left.members.allSatisfy { right[$0.name] == $0.value }
  }

  /// Feeds the members, in an order of their own.
  public func hash(into hasher: inout Hasher) {
    for member in sortedMembers {
      hasher.combine(member.name)
      hasher.combine(member.value)
    }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// An object of these members.
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}

extension String {
  /// Whether both are the same bytes; `==` would also take canonically equivalent texts for equal.
  func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }

  /// The order of UTF-8 bytes, which is that of code points.
  static func bytesPrecede(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }
}
