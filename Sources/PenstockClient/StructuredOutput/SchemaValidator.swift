/// Compares one value with a schema that was checked.
///
/// Every place of the value is compared once with what each `$ref` leads to: the time is bounded by the value's size times the schema's, however forms of `anyOf` and `oneOf` lead back to one another.
struct SchemaValidator {
  let root: JSONValue
  private let memory = Memory()

  init(root: JSONValue) { self.root = root }

  /// What is known of this value already.
  private final class Memory {
    /// By the reference and the place; nil where the value keeps to the schema.
    var verdicts: [Reference: SchemaViolation?] = [:]
    /// Patterns as they were read; nil where that failed.
    var patterns: [String: Regex<AnyRegexOutput>?] = [:]
  }

  private struct Reference: Hashable {
    let name: String
    let path: String
  }

  /// A place in the value, and how far the schema was followed.
  struct Place {
    static let deepest = 600
    static let tooDeep = "the schema refers to itself without end"
    var path = "$"
    var depth = 0

    func member(_ name: String) -> Place {
      let isPlain = !name.isEmpty && name.utf8.allSatisfy { $0 == 0x5f || (0x30...0x39).contains($0) || (0x41...0x5a).contains($0 & 0xdf) }
      return Place(path: path + (isPlain ? ".\(name)" : "[\(JSONValue.string(name))]"), depth: depth + 1)
    }

    func element(_ index: Int) -> Place { Place(path: "\(path)[\(index)]", depth: depth + 1) }
    var deeper: Place { Place(path: path, depth: depth + 1) }
    func violation(_ reason: String) -> SchemaViolation { SchemaViolation(path: path, reason: reason) }
  }

  func validate(_ value: JSONValue, _ schema: JSONValue, _ place: Place) throws(SchemaViolation) {
    guard place.depth < Place.deepest else { throw place.violation(Place.tooDeep) }
    if let verdict = schema.boolValue {
      if !verdict { throw place.violation("nothing is allowed here") }
      return
    }
    guard let schema = schema.objectValue else { return }
    if let reference = schema["$ref"]?.stringValue, let target = SchemaReferences.resolve(reference, in: root) {
      try validate(value, target, as: reference, place)
    }
    try checkType(value, schema, place)
    if let choices = schema["enum"]?.arrayValue, !choices.contains(value) {
      throw place.violation("\(value) is not one of \(choices.map(\.description).joined(separator: ", "))")
    }
    if let constant = schema["const"], constant != value { throw place.violation("\(value) is not \(constant)") }
    try checkCombinations(value, schema, place)
    switch value {
    case .object(let object): try checkObject(object, schema, place)
    case .array(let elements): try checkArray(elements, schema, place)
    case .string(let text): try checkString(text, schema, place)
    case .number(let number): try checkNumber(number, schema, place)
    case .bool, .null: break
    }
  }

  /// Compares with what a reference leads to, once for each place.
  private func validate(_ value: JSONValue, _ target: JSONValue, as reference: String, _ place: Place) throws(SchemaViolation) {
    let key = Reference(name: reference, path: place.path)
    if let verdict = memory.verdicts[key] {
      if let verdict { throw verdict }
      return
    }
    do throws(SchemaViolation) {
      try validate(value, target, place.deeper)
      memory.verdicts[key] = .some(nil)
    } catch {
      // How deep a place is depends on the way to it, and so does this alone.
      if error.reason != Place.tooDeep { memory.verdicts[key] = error }
      throw error
    }
  }

  private func holds(_ value: JSONValue, _ schema: JSONValue, _ place: Place) -> Bool {
    (try? validate(value, schema, place.deeper)) != nil
  }

  private func checkType(_ value: JSONValue, _ schema: JSONObject, _ place: Place) throws(SchemaViolation) {
    guard let type = schema["type"] else { return }
    let names = (type.arrayValue ?? [type]).compactMap(\.stringValue)
    guard names.contains(where: { Self.isA(value, $0) }) else {
      throw place.violation("\(Self.kind(value)) where \(names.joined(separator: " or ")) is demanded")
    }
  }

  private static func isA(_ value: JSONValue, _ type: String) -> Bool {
    if type == "integer", case .number(let number) = value { return number.isWhole }
    return kind(value) == type
  }

  private static func kind(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  private func checkCombinations(_ value: JSONValue, _ schema: JSONObject, _ place: Place) throws(SchemaViolation) {
    for part in schema["allOf"]?.arrayValue ?? [] { try validate(value, part, place.deeper) }
    if let parts = schema["anyOf"]?.arrayValue {
      var first: SchemaViolation?
      for part in parts {
        do throws(SchemaViolation) {
          try validate(value, part, place.deeper)
          first = nil
          break
        } catch { first = first ?? error }
      }
      if let first { throw place.violation("keeps to none of the allowed forms (\(first))") }
    }
    if let parts = schema["oneOf"]?.arrayValue {
      let count = parts.count { holds(value, $0, place) }
      if count != 1 { throw place.violation("keeps to \(count) of the allowed forms, and must to exactly one") }
    }
    if let part = schema["not"], holds(value, part, place) { throw place.violation("has a form that is not allowed") }
  }

  private func checkObject(_ object: JSONObject, _ schema: JSONObject, _ place: Place) throws(SchemaViolation) {
    for name in (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue) where object[name] == nil {
      throw place.violation("the required member \"\(name)\" is missing")
    }
    try checkCount(object.count, schema, "minProperties", "maxProperties", "members", place)
    let properties = schema["properties"]?.objectValue ?? [:]
    let patterns = schema["patternProperties"]?.objectValue?.members ?? []
    for member in object.members {
      var isKnown = false
      if let part = properties[member.name] {
        isKnown = true
        try validate(member.value, part, place.member(member.name))
      }
      for pattern in patterns where matches(member.name, pattern.name) ?? false {
        isKnown = true
        try validate(member.value, pattern.value, place.member(member.name))
      }
      guard !isKnown, let rest = schema["additionalProperties"] else { continue }
      if rest.boolValue == false { throw place.violation("the member \"\(member.name)\" is not allowed") }
      try validate(member.value, rest, place.member(member.name))
    }
  }

  private func checkArray(_ elements: [JSONValue], _ schema: JSONObject, _ place: Place) throws(SchemaViolation) {
    try checkCount(elements.count, schema, "minItems", "maxItems", "elements", place)
    let first = schema["prefixItems"]?.arrayValue ?? []
    for (index, element) in elements.enumerated() {
      guard let part = index < first.count ? first[index] : schema["items"] else { continue }
      try validate(element, part, place.element(index))
    }
    if schema["uniqueItems"]?.boolValue == true, Set(elements).count != elements.count { throw place.violation("elements are not unique") }
  }

  private func checkString(_ text: String, _ schema: JSONObject, _ place: Place) throws(SchemaViolation) {
    if schema["minLength"] != nil || schema["maxLength"] != nil {
      try checkCount(text.unicodeScalars.count, schema, "minLength", "maxLength", "characters", place)
    }
    if let pattern = schema["pattern"]?.stringValue, matches(text, pattern) == false {
      throw place.violation("does not match the pattern \(pattern)")
    }
  }

  /// Nil when the pattern cannot be read.
  private func matches(_ text: String, _ pattern: String) -> Bool? {
    regex(pattern).map { text.firstMatch(of: $0) != nil }
  }

  private func regex(_ pattern: String) -> Regex<AnyRegexOutput>? {
    if let known = memory.patterns[pattern] { return known }
    let regex = try? Regex(pattern).matchingSemantics(.unicodeScalar)
    memory.patterns[pattern] = .some(regex)
    return regex
  }

  private func checkCount(
    _ count: Int, _ schema: JSONObject, _ least: String, _ most: String, _ unit: String, _ place: Place
  ) throws(SchemaViolation) {
    if let bound = schema[least]?.intValue, count < bound { throw place.violation("\(count) \(unit), at least \(bound) are demanded") }
    if let bound = schema[most]?.intValue, count > bound { throw place.violation("\(count) \(unit), at most \(bound) are allowed") }
  }

  private func checkNumber(_ number: JSONNumber, _ schema: JSONObject, _ place: Place) throws(SchemaViolation) {
    func bound(_ name: String) -> JSONNumber? { if case .number(let bound) = schema[name] { bound } else { nil } }
    if let bound = bound("minimum"), number < bound { throw place.violation("\(number) is less than \(bound)") }
    if let bound = bound("maximum"), bound < number { throw place.violation("\(number) is more than \(bound)") }
    if let bound = bound("exclusiveMinimum"), !(bound < number) { throw place.violation("\(number) is not more than \(bound)") }
    if let bound = bound("exclusiveMaximum"), !(number < bound) { throw place.violation("\(number) is not less than \(bound)") }
    if let step = bound("multipleOf")?.doubleValue, step > 0 {
      let quotient = number.doubleValue / step
      if abs(quotient - quotient.rounded()) > 1e-9 * max(1, abs(quotient)) {
        throw place.violation("\(number) is not a multiple of \(step)")
      }
    }
  }
}

extension JSONNumber: Comparable {
  /// Whether the left value is the smaller one; exactly for whole numbers that fit into `Int`, else as doubles.
  public static func < (left: JSONNumber, right: JSONNumber) -> Bool {
    if let left = left.intValue, let right = right.intValue { return left < right }
    return left.doubleValue < right.doubleValue
  }
}
