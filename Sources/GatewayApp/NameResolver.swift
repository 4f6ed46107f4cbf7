internal import Dispatch
internal import Glibc
internal import NIOCore
internal import Synchronization

/// Finds the addresses of host names.
protocol NameResolver: Sendable {
  /// The IP addresses of a name in text form; none when it does not resolve, or not in time.
  func addresses(of name: String, within limit: Duration) async -> [String]
}

/// The system's resolver. It blocks, so that it runs on threads of its own; a lookup that hangs is waited for no longer than its caller wants, and the same name is not
/// looked up a second time meanwhile: at most one thread a name.
final class SystemResolver: NameResolver {
  private let running = Mutex<Set<String>>([])
  private let queue = DispatchQueue(label: "penstock.names", attributes: .concurrent)

  /// The answer of one lookup, which is given once.
  private final class Answer: Sendable {
    private let continuation: Mutex<CheckedContinuation<[String], Never>?>

    init(_ continuation: CheckedContinuation<[String], Never>) { self.continuation = Mutex(continuation) }

    func give(_ addresses: [String]) {
      continuation.withLock { continuation in
        continuation?.resume(returning: addresses)
        continuation = nil
      }
    }
  }

  func addresses(of name: String, within limit: Duration) async -> [String] {
    guard running.withLock({ $0.insert(name).inserted }) else { return [] }
    return await withCheckedContinuation { continuation in
      let answer = Answer(continuation)
      queue.async {
        let found = Self.lookUp(name)
        _ = self.running.withLock { $0.remove(name) }
        answer.give(found)
      }
      queue.asyncAfter(deadline: .now() + limit / .seconds(1)) { answer.give([]) }
    }
  }

  private static func lookUp(_ name: String) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
    // SAFETY: the list is getaddrinfo's own, is only read, and is freed once.
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var found: [String] = []
    var next = list
    while let entry = next {
      if let text = text(of: entry.pointee) { found.append(text) }
      next = entry.pointee.ai_next
    }
    return found
  }

  private static func text(of entry: addrinfo) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    guard getnameinfo(entry.ai_addr, entry.ai_addrlen, &bytes, socklen_t(bytes.count), nil, 0, NI_NUMERICHOST) == 0 else { return nil }
    return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
