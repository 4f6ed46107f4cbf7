import Glibc

/// Bytes that a socket did not take yet. Writes go straight to the socket while nothing waits.
struct OutputBuffer {
  private var waiting: [UInt8] = []
  private var start = 0

  /// `true` while bytes wait for the socket to become writable.
  var isWaiting: Bool { start < waiting.count }

  /// `false` when the connection is gone.
  mutating func write(_ bytes: [UInt8], to fd: Int32) -> Bool {
    bytes.withUnsafeBytes { write($0, to: fd) }
  }

  /// `false` when the connection is gone.
  mutating func write(_ bytes: UnsafeRawBufferPointer, to fd: Int32) -> Bool {
    guard !isWaiting else {
      waiting.append(contentsOf: bytes)
      return true
    }
    guard let sent = Self.send(bytes, to: fd) else { return false }
    if sent < bytes.count { waiting.append(contentsOf: bytes[sent...]) }
    return true
  }

  /// Sends what waits. `false` when the connection is gone.
  mutating func flush(to fd: Int32) -> Bool {
    let sent = waiting.withUnsafeBytes { Self.send(UnsafeRawBufferPointer(rebasing: $0[start...]), to: fd) }
    guard let sent else { return false }
    start += sent
    if !isWaiting {
      waiting.removeAll(keepingCapacity: waiting.count < 65_536)
      start = 0
    }
    return true
  }

  /// How many bytes the socket took; `nil` when the connection is gone.
  private static func send(_ bytes: UnsafeRawBufferPointer, to fd: Int32) -> Int? {
    let sent = Glibc.send(fd, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    if sent >= 0 { return sent }
    return errno == EAGAIN || errno == ENOTCONN ? 0 : nil
  }
}
