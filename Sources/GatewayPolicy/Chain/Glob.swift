/// A name with `*` for any run of characters. Case matters.
struct Glob: Hashable, Sendable {
  private let pattern: [UInt8]

  init(_ pattern: String) { self.pattern = Array(pattern.utf8) }

  /// Whether a name fits. Linear in the name for each `*`.
  func matches(_ name: String) -> Bool {
    let name = Array(name.utf8)
    var (n, p) = (0, 0)
    var retry: (n: Int, p: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == 0x2a {
        retry = (n, p + 1)
        p += 1
      } else if p < pattern.count, pattern[p] == name[n] {
        (n, p) = (n + 1, p + 1)
      } else if let last = retry {
        retry = (last.n + 1, last.p)
        (n, p) = (last.n + 1, last.p)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == 0x2a }
  }
}

/// Which names may pass: allow and deny lists of globs.
struct NameRules: Hashable, Sendable {
  private let allowed: [Glob]?
  private let denied: [Glob]

  init(allowed: [String]?, denied: [String]) {
    self.allowed = allowed?.map(Glob.init)
    self.denied = denied.map(Glob.init)
  }

  /// Whether no name is refused.
  var permitsAll: Bool { allowed == nil && denied.isEmpty }

  func permits(_ name: String) -> Bool {
    !denied.contains { $0.matches(name) } && (allowed?.contains { $0.matches(name) } ?? true)
  }
}
