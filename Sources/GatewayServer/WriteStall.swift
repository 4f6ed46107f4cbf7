/// Tells a client that reads slowly from one that does not read: a value, without I/O and clock, for one wait.
struct WriteStall {
  private var unwritten: Int

  /// A wait that begins with so many bytes that are not written.
  init(unwritten: Int) { self.unwritten = unwritten }

  /// Whether any of them was written since this was asked last, or since the wait began.
  mutating func hasProgressed(unwritten now: Int) -> Bool {
    defer { unwritten = now }
    return now < unwritten
  }
}
