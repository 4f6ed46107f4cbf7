/// Finds what a `$ref` means.
enum SchemaReferences {
  /// The place in the document that `#`, `#/…` or `#anchor` leads to; nil when there is none.
  static func resolve(_ reference: String, in root: JSONValue) -> JSONValue? {
    guard reference.utf8.first == 0x23 else { return nil }
    let fragment = reference.dropFirst()
    if fragment.isEmpty { return root }
    guard fragment.utf8.first == 0x2f else { return anchor(String(fragment), in: root, depth: 0) }
    var place = root
    for part in fragment.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      let name = unescaped(part)
      if let next = place[name] {
        place = next
      } else if let index = Int(name), let next = place[index] {
        place = next
      } else {
        return nil
      }
    }
    return place
  }

  private static func anchor(_ name: String, in value: JSONValue, depth: Int) -> JSONValue? {
    guard depth < 64 else { return nil }
    if value["$anchor"]?.stringValue == name { return value }
    let inner = value.arrayValue ?? value.objectValue?.members.map(\.value) ?? []
    return inner.lazy.compactMap { anchor(name, in: $0, depth: depth + 1) }.first
  }

  /// Undoes the escapes of URIs, and then those of JSON pointers.
  private static func unescaped(_ part: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = part.utf8
    while let byte = rest.popFirst() {
      if byte == 0x25, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    var result = ""
    var isEscaped = false
    for character in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch (isEscaped, character) {
      case (true, "0"): result += "~"
      case (true, "1"): result += "/"
      case (false, "~"):
        isEscaped = true
        continue
      default: result.unicodeScalars.append(character)
      }
      isEscaped = false
    }
    return result
  }
}
