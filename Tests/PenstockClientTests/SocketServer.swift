import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server on a real socket that does with each request what a test says.
final class SocketServer: Sendable {
  /// A request, as far as tests look at it.
  struct Request: Sendable {
    let head: String
    let body: [UInt8]
  }

  /// The connection that a request came on.
  struct Connection: Sendable {
    fileprivate let channel: any Channel
    /// Whether another request came on it before.
    let wasUsed: Bool

    func write(_ text: String) async throws { try await channel.writeAndFlush(ByteBuffer(string: text)).get() }

    /// A whole response.
    func respond(_ body: String, status: String = "200 OK", headers: String = "") async throws {
      try await write("HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
    }

    /// The head of a stream, and events in chunks of their own.
    func begin(_ events: String...) async throws {
      try await write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
      for event in events { try await chunk("data: \(event)\n\n") }
    }

    func chunk(_ text: String) async throws { try await write(String(text.utf8.count, radix: 16) + "\r\n\(text)\r\n") }

    func close() async throws { try await channel.close().get() }

    /// Closes the connection, in good order or by a reset.
    func close(resetting: Bool) async throws {
      if resetting, let options = channel as? any SocketOptionProvider {
        try await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
      }
      try await close()
    }

    /// Returns when the client has closed the connection.
    func closed() async throws { try await channel.closeFuture.get() }
  }

  private let channel: any Channel
  private let counter: Counter

  /// How many connections there were.
  var connectionCount: Int { counter.count.withLock { $0 } }
  var port: Int { channel.localAddress?.port ?? 0 }
  var baseURL: String { "http://127.0.0.1:\(port)" }

  private final class Counter: Sendable { let count = Mutex(0) }

  private init(_ channel: any Channel, _ counter: Counter) {
    self.channel = channel
    self.counter = counter
  }

  /// Serves until `body` returns, over TLS if there is a context.
  static func with<Result: Sendable>(
    tls: NIOSSLContext? = nil, _ handle: @escaping @Sendable (Request, Connection) async throws -> Void,
    _ body: (SocketServer) async throws -> Result
  ) async throws -> Result {
    let counter = Counter()
    let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        counter.count.withLock { $0 += 1 }
        return channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
          try channel.pipeline.syncOperations.addHandler(RequestReader(handle))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let server = SocketServer(channel, counter)
    do {
      let result = try await body(server)
      try? await channel.close().get()
      return result
    } catch {
      try? await channel.close().get()
      throw error
    }
  }

  /// Waits for whole requests.
  private final class RequestReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let handle: @Sendable (Request, Connection) async throws -> Void
    private var bytes: [UInt8] = []
    private var wasUsed = false

    init(_ handle: @escaping @Sendable (Request, Connection) async throws -> Void) { self.handle = handle }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      bytes += unwrapInboundIn(data).readableBytesView
      while let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        let lengths = head.lowercased().split(separator: "\r\n").compactMap { line in
          line.hasPrefix("content-length:") ? Int(line.dropFirst(15).filter { $0 != " " }) : nil
        }
        let count = lengths.first ?? 0
        guard bytes.count >= end.upperBound + count else { return }
        let request = Request(head: head, body: Array(bytes[end.upperBound..<(end.upperBound + count)]))
        bytes.removeFirst(end.upperBound + count)
        let connection = Connection(channel: context.channel, wasUsed: wasUsed)
        wasUsed = true
        let handle = handle
        Task { try? await handle(request, connection) }
      }
    }
  }
}

/// A port that is taken and on which nobody listens, so that connections to it are refused for as long as this lives.
final class DeafPort {
  private let descriptor: Int32
  let number: UInt16

  init() throws {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    self.descriptor = descriptor
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, size) | getsockname(descriptor, pointer, &size)
      }
    }
    number = UInt16(bigEndian: address.sin_port)
    try #require(result == 0 && number > 0)
  }

  deinit { close(descriptor) }
}
