extension [UInt8] {
  /// Appends the bytes of a span.
  @inline(__always)
  mutating func append(_ span: Span<UInt8>) { append(span.bytes) }

  /// Appends the bytes of a span.
  @inline(__always)
  mutating func append(_ span: RawSpan) {
    // SAFETY: the buffer is read inside of the closure only.
    unsafe span.withUnsafeBytes { buffer in unsafe append(contentsOf: buffer) }
  }
}
