internal import Glibc
internal import NIOCore

/// Keeps a TCP port for a server that does not listen at times: a socket that is bound and never listens. Connecting to the port fails as long as nobody else
/// listens on it, the system gives it to no one who asks for any port, and the server can bind it again (both with `SO_REUSEADDR`, as Linux wants it).
/// Owned by the server; the port is free again when this is gone.
final class PortReservation: Sendable {
  private let descriptor: CInt
  /// The port.
  let port: Int

  /// Reserves `port` of `host`, 0 for any free one; nil when the system does not let two sockets share a port in this way.
  init?(host: String, port: Int) {
    guard let address = try? SocketAddress.makeAddressResolvingHost(host, port: port) else { return nil }
    let family = address.protocol == .inet6 ? AF_INET6 : AF_INET
    let descriptor = socket(family, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    var one: CInt = 1
    let isShared = setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<CInt>.size)) == 0
    let isBound = isShared && address.withSockAddr { bind(descriptor, $0, socklen_t($1)) == 0 }
    guard isBound, let port = Self.port(of: descriptor) else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    self.port = port
  }

  deinit { close(descriptor) }

  private static func port(of descriptor: CInt) -> Int? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    // SAFETY: the storage has room and alignment for every family's address, and the pointers are used inside of the closures only.
    let isKnown = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) == 0 }
    }
    guard isKnown else { return nil }
    return withUnsafePointer(to: storage) { pointer in
      // SAFETY: as above. The port stands at the same place in both families' addresses.
      pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { Int(UInt16(bigEndian: $0.pointee.sin_port)) }
    }
  }
}
