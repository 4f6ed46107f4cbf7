/// The address of an OpenAI-compatible server, normalised: with or without `/v1`, with or without a slash at its end, it means the same.
public struct BaseURL: Sendable, Hashable, CustomStringConvertible {
  /// Whether the connection is TLS (`https`).
  public let isTLS: Bool
  /// The host name or address, without the brackets of IPv6.
  public let host: String
  /// The port; 80 or 443 when the URL names none.
  public let port: Int
  /// The path in front of the endpoint's own, always ending in `/v1`: `/v1`, `/team-a/v1`.
  public let pathPrefix: String

  /// Parses an absolute `http` or `https` URL without user, query and fragment.
  /// - Throws: ``Problem``, whose text says what is wrong and how to mend it.
  public init(_ text: String) throws(Problem) {
    let rest: Substring
    if text.hasPrefix("http://") {
      isTLS = false
      rest = text.dropFirst(7)
    } else if text.hasPrefix("https://") {
      isTLS = true
      rest = text.dropFirst(8)
    } else {
      throw Problem(reason: "is not an http:// or https:// URL")
    }
    for scalar in text.unicodeScalars where scalar.value <= 0x20 || scalar.value >= 0x7f || scalar == "\"" || scalar == "\\" {
      throw Problem(reason: "holds a character that a URL cannot hold")
    }
    guard !rest.contains("?"), !rest.contains("#") else { throw Problem(reason: "has a query or a fragment; give the address alone") }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let authority = rest[..<slash]
    guard !authority.contains("@") else {
      throw Problem(reason: "holds a user name or password; use secret_key_ref for credentials")
    }
    (host, port) = try Self.split(authority: authority, defaultPort: isTLS ? 443 : 80)
    var path = rest[slash...]
    while path.hasSuffix("/") { path.removeLast() }
    pathPrefix = path.hasSuffix("/v1") ? String(path) : String(path) + "/v1"
  }

  /// A plain-HTTP base URL of a server on this machine.
  public init(loopbackPort port: Int) {
    isTLS = false
    host = "127.0.0.1"
    self.port = port
    pathPrefix = "/v1"
  }

  private static func split(authority: Substring, defaultPort: Int) throws(Problem) -> (host: String, port: Int) {
    var host = authority
    var portText: Substring?
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { throw Problem(reason: "has an IPv6 address without its closing bracket") }
      host = authority[authority.index(after: authority.startIndex)..<close]
      let after = authority[authority.index(after: close)...]
      guard after.isEmpty || after.hasPrefix(":") else { throw Problem(reason: "has something other than a port after its address") }
      portText = after.isEmpty ? nil : after.dropFirst()
    } else if let colon = authority.firstIndex(of: ":") {
      host = authority[..<colon]
      portText = authority[authority.index(after: colon)...]
    }
    guard !host.isEmpty else { throw Problem(reason: "names no host") }
    guard let portText else { return (String(host), defaultPort) }
    guard portText.allSatisfy({ $0.isASCII && $0.isNumber }), let port = Int(portText), (1...65535).contains(port) else {
      throw Problem(reason: "has a port that is not a number from 1 to 65535")
    }
    return (String(host), port)
  }

  /// `host:port` as the `Host` header spells it: without the port where it is the scheme's own, IPv6 addresses in brackets.
  public var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isTLS ? 443 : 80) ? name : "\(name):\(port)"
  }

  /// The URL in its normal form, ending in `/v1`.
  public var description: String { "\(isTLS ? "https" : "http")://\(authority)\(pathPrefix)" }

  /// Why a text is not a base URL.
  public struct Problem: Error, Hashable {
    /// The rest of a sentence that begins with the URL: "is not an http:// or https:// URL".
    public let reason: String
  }
}
