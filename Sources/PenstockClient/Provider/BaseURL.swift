/// The address that paths such as `/v1/chat/completions` are appended to.
struct BaseURL: Sendable, Hashable {
  /// The address without a slash at its end.
  let text: String

  /// - Throws: ``ConfigurationError`` when paths cannot be appended to it, or would be wrong.
  init(_ given: String) throws(ConfigurationError) {
    let end = given.firstIndex { $0 == "?" || $0 == "#" } ?? given.endIndex
    var address = given[..<end]
    while address.utf8.last == 0x2f { address.removeLast() }
    let authority = (address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address).prefix { $0 != "/" }
    if authority.contains("@") {
      throw ConfigurationError("baseURL must not contain a user or password: pass apiKey, or header fields")
    }
    let lowered = address.lowercased()
    guard let scheme = ["http://", "https://"].first(where: lowered.hasPrefix), address.utf8.count > scheme.utf8.count else {
      throw ConfigurationError("baseURL must be an http or https address of a host, such as http://localhost:8000; it is \"\(given)\"")
    }
    guard given.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
      throw ConfigurationError("baseURL must be ASCII without blanks: \"\(given)\"")
    }
    let path = address.dropFirst(scheme.count).drop { $0 != "/" }
    if path.hasSuffix("/v1") {
      throw ConfigurationError(
        """
        baseURL must not end with '/v1': the provider appends '/v1/chat/completions' and its other paths itself, so that requests would go to \
        '/v1/v1/…'. Pass the host's root, such as http://localhost:8000
        """)
    }
    if end != given.endIndex { throw ConfigurationError("baseURL must have no query and no fragment: paths are appended to it") }
    text = String(address)
  }
}
