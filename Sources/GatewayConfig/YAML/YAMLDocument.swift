internal import Yams

/// The YAML text of one file, composed to a single root node.
///
/// The YAML library stops at the first mapping with a duplicate key and names only the first of the two places. So that every duplicate is
/// reported with both places, and together with all other errors, the first of the two keys is marked with characters of the private use area and
/// the text is composed again; ``original(key:)`` and ``place(_:)`` undo what that does to keys and columns.
struct YAMLDocument {
  /// What composing came to.
  enum Outcome {
    case root(Node)
    case empty
    case problem(line: Int, column: Int, message: String)
  }

  /// A mark put in front of a key: where it stands in the file and how many characters it has.
  private struct Mark {
    var line: Int
    var column: Int
    var length: Int
  }

  private static let marker: Unicode.Scalar = "\u{E000}"
  private static let maximumMarks = 20
  /// The largest text that is composed more than once.
  private static let maximumMarkedSize = 1 << 18

  private var text: String
  /// Where the file's last line with something in it ends: the library may place what is missing at its end behind that.
  private let end: (line: Int, column: Int)
  private var marks: [Mark] = []

  /// A document with the text of a file, without a byte order mark.
  init(text: String) {
    end = Self.end(of: text)
    // The library keeps a pointer into the string's storage, which a string of 15 bytes or fewer does not have.
    self.text = text.utf8.count < 64 ? text + "\n#" + String(repeating: " ", count: 64) : text
    self.text.makeContiguousUTF8()
  }

  private static func end(of text: String) -> (line: Int, column: Int) {
    var (line, column) = (1, 1)
    var end = (line: 1, column: 1)
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        (line, column) = (line + 1, 1)
      } else {
        column += 1
        if scalar != "\r" && scalar != " " { end = (line, column) }
      }
    }
    return end
  }

  /// Composes the text, marking duplicate keys on the way.
  mutating func compose() -> Outcome {
    while true {
      do {
        let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
        guard let root = try parser.nextRoot() else { return .empty }
        if let second = try parser.nextRoot() {
          let place = place(second.mark)
          return .problem(line: place.line, column: place.column, message: "a second YAML document begins here; a file holds one")
        }
        return .root(root)
      } catch let error as YamlError {
        if case .duplicatedKeysInMapping(_, let context) = error, mark(key: context.mark) { continue }
        return problem(error)
      } catch {
        return .problem(line: 1, column: 1, message: "not valid YAML")
      }
    }
  }

  /// The place in the file of a place in the marked text.
  func place(_ mark: Yams.Mark?) -> (line: Int, column: Int) {
    guard let mark else { return (1, 1) }
    var column = mark.column
    for earlier in marks where earlier.line == mark.line && earlier.column < column {
      column -= min(earlier.length, column - earlier.column)
    }
    return (mark.line, column)
  }

  /// The key as the file has it.
  func original(key: String) -> String {
    guard !marks.isEmpty, key.unicodeScalars.first == Self.marker else { return key }
    return String(String.UnicodeScalarView(key.unicodeScalars.drop { $0 == Self.marker }))
  }

  /// Puts a mark into the key at `place`; false when that is not possible.
  private mutating func mark(key place: Yams.Mark) -> Bool {
    guard marks.count < Self.maximumMarks, text.utf8.count <= Self.maximumMarkedSize,
      var index = index(line: place.line, column: place.column)
    else { return false }
    let scalars = text.unicodeScalars
    switch scalars[index] {
    case "\"", "'": index = scalars.index(after: index)
    case "&", "!", "*", "|", ">", "?": return false
    default: break
    }
    let length = marks.count + 1
    let original = self.place(place)
    text.unicodeScalars.insert(contentsOf: repeatElement(Self.marker, count: length), at: index)
    marks.append(Mark(line: original.line, column: original.column, length: length))
    marks.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    return true
  }

  private func index(line: Int, column: Int) -> String.Index? {
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    var current = 1
    while current < line {
      guard let lineEnd = scalars[index...].firstIndex(of: "\n") else { return nil }
      index = scalars.index(after: lineEnd)
      current += 1
    }
    guard let found = scalars.index(index, offsetBy: column - 1, limitedBy: scalars.endIndex), found < scalars.endIndex else { return nil }
    return found
  }
}

extension YAMLDocument {
  private func problem(_ error: YamlError) -> Outcome {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let found = place(mark)
      let place = found < end ? found : end
      return .problem(line: place.line, column: place.column, message: message(problem, context, at: mark, line: place.line))
    case .reader(let problem, let offset, _, _):
      let place = place(offset: offset)
      return .problem(line: place.line, column: place.column, message: "not valid YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      let place = place(context.mark)
      let name = original(key: keys.first ?? "").prefix(64)
      return .problem(line: place.line, column: place.column, message: "the key \"\(name)\" is given more than once in this mapping")
    default:
      return .problem(line: 1, column: 1, message: "not valid YAML")
    }
  }

  private func message(_ problem: String, _ context: YamlError.Context?, at mark: Yams.Mark, line: Int) -> String {
    if index(line: mark.line, column: mark.column).map({ self.text.unicodeScalars[$0] == "\t" }) == true || isIndentedByTab(mark.line) {
      return "not valid YAML: a tab stands where only spaces may; indent with spaces"
    }
    if problem.hasPrefix("Maximum nesting level") { return "nested too deeply" }
    var text = "not valid YAML: \(problem)"
    if problem.hasPrefix("mapping values are not allowed") { text += "; check the indentation, and quote text that holds \": \"" }
    if let context {
      text += " (\(context.text)"
      text += context.mark.line < line ? " that begins at line \(context.mark.line))" : ")"
    }
    return text
  }

  /// Whether a tab stands before the first character of a line, or of the last one before it that is not blank.
  private func isIndentedByTab(_ line: Int) -> Bool {
    for line in stride(from: line, through: max(1, line - 2), by: -1) {
      guard let start = index(line: line, column: 1) else { continue }
      let indentation = text.unicodeScalars[start...].prefix { $0 == " " || $0 == "\t" }
      if indentation.contains("\t") { return true }
      let end = text.unicodeScalars.index(start, offsetBy: indentation.count)
      if end < text.unicodeScalars.endIndex, !["\n", "\r"].contains(text.unicodeScalars[end]) { return false }
    }
    return false
  }

  private func place(offset: Int?) -> (line: Int, column: Int) {
    guard let offset, let end = text.index(text.startIndex, offsetBy: offset, limitedBy: text.endIndex) else { return (1, 1) }
    var line = 1
    var column = 1
    for scalar in text[..<end].unicodeScalars {
      column += 1
      if scalar == "\n" { (line, column) = (line + 1, 1) }
    }
    return (line, column)
  }
}
