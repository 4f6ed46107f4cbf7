internal import ArgumentParser

/// The header fields of a request that is tried.
struct HeaderOptions: ParsableArguments {
  @Option(help: "A header field of the request, as 'X-User-ID: u1'; may be repeated.") var header: [String] = []

  func validate() throws { _ = try fields() }

  /// The fields by name.
  /// - Throws: `ValidationError` for one without a name, and for two with the same one.
  func fields() throws -> [String: String] {
    var fields: [String: String] = [:]
    for text in header {
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts[0].trimmingPrefix { $0 == " " }
      guard parts.count == 2, !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
        throw ValidationError("--header is a field with its value: --header 'X-User-ID: u1'")
      }
      guard !fields.keys.contains(where: { $0.lowercased() == name.lowercased() }) else {
        throw ValidationError("--header names \(name) twice")
      }
      var value = parts[1].drop { $0 == " " }
      while value.last == " " { value.removeLast() }
      fields[String(name)] = String(value)
    }
    return fields
  }
}
