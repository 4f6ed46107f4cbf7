import Glibc

/// An IPv4 address, port and path prefix, as `http://127.0.0.1:8000/v1`.
struct Address {
  let host: String
  let port: UInt16
  let path: String

  init(_ url: String) throws(BenchError) {
    guard url.hasPrefix("http://") else { throw .address(url) }
    let rest = url.dropFirst("http://".count)
    let authority = rest.prefix { $0 != "/" }
    let parts = authority.split(separator: ":")
    guard parts.count == 2, let number = UInt16(parts[1]) else { throw .address(url) }
    host = parts[0] == "localhost" ? "127.0.0.1" : String(parts[0])
    port = number
    let tail = rest.dropFirst(authority.count)
    path = tail.hasSuffix("/") ? String(tail.dropLast()) : String(tail)
  }

  init(host: String, port: UInt16) {
    (self.host, self.port, self.path) = (host, port, "")
  }
}

/// Non-blocking TCP over IPv4, with Nagle's delay switched off on every socket.
enum Sockets {
  static func listen(at address: Address) throws(BenchError) -> Int32 {
    let fd = try open()
    var on: Int32 = 1
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    let bound = try withAddress(address) { bind(fd, $0, $1) }
    guard bound == 0 else { throw .system("bind to port \(address.port)") }
    guard Glibc.listen(fd, 4096) == 0 else { throw .system("listen") }
    return fd
  }

  /// The next waiting connection, or `nil` when none waits.
  static func accept(from listener: Int32) -> Int32? {
    let fd = Glibc.accept(listener, nil, nil)
    guard fd >= 0 else { return nil }
    prepare(fd)
    return fd
  }

  /// Starts to connect; what is written before the connection stands fails with `EAGAIN`.
  static func connect(to address: Address) throws(BenchError) -> Int32 {
    let fd = try open()
    let result = try withAddress(address) { Glibc.connect(fd, $0, $1) }
    guard result == 0 || errno == EINPROGRESS else {
      let error = BenchError.system("connect")
      close(fd)
      throw error
    }
    return fd
  }

  /// Allows as many open files as this process may have, and returns the number.
  @discardableResult
  static func raiseFileLimit() -> Int {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return Int(limit.rlim_cur)
  }

  private static func open() throws(BenchError) -> Int32 {
    let fd = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard fd >= 0 else { throw .system("socket") }
    prepare(fd)
    return fd
  }

  private static func prepare(_ fd: Int32) {
    _ = fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK)
    var on: Int32 = 1
    setsockopt(fd, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  private static func withAddress(
    _ address: Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws(BenchError) -> Int32 {
    var raw = sockaddr_in()
    raw.sin_family = sa_family_t(AF_INET)
    raw.sin_port = address.port.bigEndian
    guard inet_pton(AF_INET, address.host, &raw.sin_addr) == 1 else { throw .address(address.host) }
    return withUnsafePointer(to: &raw) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
  }
}
