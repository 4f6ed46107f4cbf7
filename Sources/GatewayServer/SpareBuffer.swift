internal import NIOCore

/// The memory of the last buffer that was written, for the next one: nearly always a socket has taken everything before it is wanted.
struct SpareBuffer {
  private var spare = ByteBuffer()
  /// The largest buffer that is kept.
  private static let limit = 64 << 10

  /// An empty buffer, in the memory that was kept unless somebody still holds that. ``keep(_:)`` it once it is written.
  mutating func take(capacity: Int) -> ByteBuffer {
    var buffer = spare
    spare = ByteBuffer()
    buffer.clear(minimumCapacity: capacity)
    return buffer
  }

  /// Keeps the memory of a buffer.
  mutating func keep(_ buffer: ByteBuffer) {
    if buffer.capacity <= Self.limit { spare = buffer }
  }
}
