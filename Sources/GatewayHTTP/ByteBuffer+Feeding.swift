public import NIOCore

extension ByteBuffer {
  /// Adds a piece behind what was not read yet, for a reader that takes bytes from the front. What was read is given back: a `ByteBuffer` keeps it, when it grows, for as long as
  /// a single byte behind it waits.
  ///
  /// An empty buffer becomes the piece, without a copy. Else at most as many bytes that were read are kept as there are unread ones, so that no byte is moved more often than
  /// a growing buffer moves it anyway.
  public mutating func feed(_ piece: ByteBuffer) {
    guard readableBytes > 0 else {
      self = piece
      return
    }
    guard readerIndex >= readableBytes else {
      writeImmutableBuffer(piece)
      return
    }
    var fresh = ByteBuffer()
    fresh.reserveCapacity(readableBytes + piece.readableBytes)
    fresh.writeImmutableBuffer(self)
    fresh.writeImmutableBuffer(piece)
    self = fresh
  }
}
