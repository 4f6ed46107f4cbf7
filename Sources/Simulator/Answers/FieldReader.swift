/// Reads the fields of a body as leniently as pydantic does, and refuses them in its words.
struct FieldReader {
  let body: JSONValue

  /// An integer, also when it is written as a string or as 6.0.
  func integer(_ name: String) throws(WireError) -> Int? {
    guard let value = body.present(name) else { return nil }
    switch value {
    case .integer(let number): return number
    case .number(let number):
      guard number == number.rounded() else {
        throw .invalid(
          "int_from_float", at: "body.\(name)", "Input should be a valid integer, got a number with a fractional part", input: value)
      }
      return Int(exactly: number)
    case .string(let text):
      guard let number = Int(text) else {
        throw .invalid(
          "int_parsing", at: "body.\(name)", "Input should be a valid integer, unable to parse string as an integer", input: value)
      }
      return number
    case .bool(let flag): return flag ? 1 : 0
    default: throw .invalid("int_type", at: "body.\(name)", "Input should be a valid integer", input: value)
    }
  }

  /// A number, also when it is written as a string.
  func number(_ name: String) throws(WireError) -> Double? {
    guard let value = body.present(name) else { return nil }
    switch value {
    case .integer(let number): return Double(number)
    case .number(let number): return number
    case .string(let text):
      guard let number = Double(text) else {
        throw .invalid(
          "float_parsing", at: "body.\(name)", "Input should be a valid number, unable to parse string as a number", input: value)
      }
      return number
    default: throw .invalid("float_type", at: "body.\(name)", "Input should be a valid number", input: value)
    }
  }

  /// True or false; missing and null are false.
  func flag(_ name: String) throws(WireError) -> Bool {
    guard let value = body.present(name) else { return false }
    guard let flag = value.lenientBool else {
      throw .invalid(
        "bool_parsing", at: "body.\(name)", "Input should be a valid boolean, unable to interpret input", input: value)
    }
    return flag
  }

  /// A string.
  func string(_ name: String) throws(WireError) -> String? {
    guard let value = body.present(name) else { return nil }
    guard let text = value.string else { throw .invalid("string_type", at: "body.\(name)", "Input should be a valid string", input: value) }
    return text
  }

  /// One string or a list of strings, as `stop` is.
  func strings(_ name: String) throws(WireError) -> [String] {
    guard let value = body.present(name) else { return [] }
    if let text = value.string { return [text] }
    let texts = value.array?.compactMap(\.string)
    guard let texts, texts.count == value.array?.count else {
      throw .invalid("string_type", at: "body.\(name)", "Input should be a valid string", input: value)
    }
    return texts
  }
}
