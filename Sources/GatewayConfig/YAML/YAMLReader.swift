internal import Yams

/// Turns the bytes of one file into a ``ConfigNode``: UTF-8, YAML, one document, plain keys, no duplicates, a bounded number of nodes.
struct YAMLReader {
  /// The most nodes that a file may have after its aliases are expanded.
  static let maximumNodes = 100_000
  /// The deepest nesting.
  static let maximumDepth = 64

  private let file: String
  private var document: YAMLDocument
  private var nodes = 0
  private var gaveUp = false
  private var diagnostics: [Diagnostic] = []

  /// Reads `source`. The node is nil when there is nothing that could be decoded; then there is at least one error.
  static func read(_ source: ConfigSource) -> (node: ConfigNode?, diagnostics: [Diagnostic]) {
    func failure(_ message: String, line: Int = 0, column: Int = 0) -> (ConfigNode?, [Diagnostic]) {
      (nil, [Diagnostic(severity: .error, file: source.path, line: line, column: column, message: message)])
    }
    guard source.bytes.count <= ConfigSource.maximumSize else { return failure("the file is larger than 4 MiB") }
    var bytes = source.bytes[...]
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes = bytes.dropFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let place = placeOfInvalidByte(bytes)
      return failure("the file is not UTF-8 text", line: place.line, column: place.column)
    }
    guard !AliasGuard.refuses(Array(bytes)) else { return failure("the file has too many aliases that refer to aliases; write them out") }
    var reader = YAMLReader(file: source.path, document: YAMLDocument(text: text))
    switch reader.document.compose() {
    case .empty: return failure("the file is empty; `penstock init` writes one to start from")
    case .problem(let line, let column, let message): return failure(message, line: line, column: column)
    case .root(let root):
      let node = reader.convert(root, depth: 0)
      if let node, case .null = node.value { return failure("the file is empty; `penstock init` writes one to start from") }
      return (reader.gaveUp ? nil : node, reader.diagnostics)
    }
  }

  private init(file: String, document: YAMLDocument) {
    self.file = file
    self.document = document
  }

  private static func placeOfInvalidByte(_ bytes: ArraySlice<UInt8>) -> (line: Int, column: Int) {
    var (line, lineStart) = (1, bytes.startIndex)
    for (index, byte) in zip(bytes.indices, bytes) where byte == 0x0a {
      if String(validating: bytes[lineStart...index], as: UTF8.self) == nil { break }
      (line, lineStart) = (line + 1, index + 1)
    }
    var length = 0
    var column = 1
    let rest = bytes[lineStart...].prefix(4096)
    while length < rest.count {
      let step = (1...4).first { String(validating: rest.dropFirst(length).prefix($0), as: UTF8.self) != nil }
      guard let step else { break }
      length += step
      column += 1
    }
    return (line, column)
  }

  private func place(_ mark: Mark?) -> ConfigPlace {
    let place = document.place(mark)
    return ConfigPlace(file: file, line: place.line, column: place.column)
  }

  private mutating func error(_ place: ConfigPlace, _ message: String) {
    guard diagnostics.count < DecodeContext.maximumDiagnostics else { return }
    diagnostics.append(Diagnostic(severity: .error, file: file, line: place.line, column: place.column, message: message))
  }

  private mutating func convert(_ node: Node, depth: Int) -> ConfigNode? {
    guard !gaveUp else { return nil }
    nodes += 1
    let place = place(node.mark)
    guard nodes <= Self.maximumNodes, depth <= Self.maximumDepth else {
      gaveUp = true
      error(place, depth > Self.maximumDepth ? "nested too deeply" : "more than 100000 values after aliases are expanded")
      return nil
    }
    switch node {
    case .scalar(let scalar): return convert(scalar, at: place)
    case .sequence(let sequence):
      guard checkTag(sequence.tag.rawValue, at: place) else { return nil }
      return ConfigNode(value: .list(sequence.compactMap { convert($0, depth: depth + 1) }), place: place)
    case .mapping(let mapping):
      guard checkTag(mapping.tag.rawValue, at: place) else { return nil }
      return ConfigNode(value: .mapping(convert(mapping, depth: depth)), place: place)
    case .alias:
      error(place, "an alias that cannot be followed")
      return nil
    }
  }

  private mutating func convert(_ scalar: Node.Scalar, at place: ConfigPlace) -> ConfigNode? {
    let tag = scalar.tag.rawValue
    guard checkTag(tag, at: place) else { return nil }
    let isPlain = tag != Tag.Name.str.rawValue && scalar.style == .plain
    return ConfigNode(value: isPlain ? .init(plain: scalar.string) : .text(scalar.string), place: place, spelling: scalar.string)
  }

  private mutating func checkTag(_ tag: String, at place: ConfigPlace) -> Bool {
    if tag.isEmpty || tag == "!" || tag.hasPrefix("tag:yaml.org,2002:") { return true }
    error(place, "YAML tags such as !name have no meaning here")
    return false
  }

  private mutating func convert(_ mapping: Node.Mapping, depth: Int) -> [ConfigNode.Member] {
    var members: [ConfigNode.Member] = []
    var lines: [String: Int] = [:]
    var inherited: [ConfigNode.Member] = []
    for (keyNode, valueNode) in mapping {
      let keyPlace = place(keyNode.mark)
      guard case .scalar(let scalar) = keyNode else {
        error(keyPlace, "a key must be plain text, not a list, a mapping or an alias")
        continue
      }
      guard let value = convert(valueNode, depth: depth + 1) else { continue }
      let key = document.original(key: scalar.string)
      if key == "<<", scalar.style == .plain {
        inherited += merged(value, at: keyPlace)
      } else if let line = lines[key] {
        error(keyPlace, "the key \"\(key.prefix(64))\" is given twice in this mapping; the first is at line \(line)")
      } else {
        lines[key] = keyPlace.line
        members.append(.init(key: key, keyPlace: keyPlace, value: value))
      }
    }
    for member in inherited where lines[member.key] == nil {
      lines[member.key] = member.keyPlace.line
      members.append(member)
    }
    return members
  }

  /// The members that a merge key brings: those of a mapping, or of every mapping of a list.
  private mutating func merged(_ value: ConfigNode, at place: ConfigPlace) -> [ConfigNode.Member] {
    switch value.value {
    case .mapping(let members): return members
    case .list(let list):
      return list.flatMap { item in
        if case .mapping(let members) = item.value { return members }
        error(place, "the merge key << takes a mapping or a list of mappings")
        return []
      }
    default:
      error(place, "the merge key << takes a mapping or a list of mappings")
      return []
    }
  }
}
