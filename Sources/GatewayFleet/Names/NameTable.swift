/// The addresses that host names stand for, each of which is a replica: a value without I/O.
///
/// A name that stops resolving keeps its last addresses: a name server that is away takes no engine out of traffic.
public struct NameTable: Sendable, Hashable {
  /// The most addresses of one name; what a name server says beyond them is not used.
  public static let limit = 64

  private var known: [String: [String]] = [:]

  /// A table without names.
  public init() {}

  /// The addresses of a name, in a stable order; none when it has never resolved.
  public func addresses(of name: String) -> [String] { known[name] ?? [] }

  /// What a name resolves to now, as IP addresses in text form. Only one family counts, IPv4 where there is any: a server with an address of each is one server.
  /// - Returns: whether its addresses are others than before.
  @discardableResult
  public mutating func note(_ addresses: [String], of name: String) -> Bool {
    let old = addresses.filter { !$0.contains(":") }
    let fresh = Array(Set(old.isEmpty ? addresses : old).sorted().prefix(Self.limit))
    guard !fresh.isEmpty, known[name] != fresh else { return false }
    known[name] = fresh
    return true
  }

  /// Forgets all other names.
  public mutating func keep(_ names: Set<String>) { known = known.filter { names.contains($0.key) } }
}
