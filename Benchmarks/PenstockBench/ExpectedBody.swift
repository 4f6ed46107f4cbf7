import Glibc

/// The body that must come, compared as it arrives.
struct ExpectedBody {
  private let bytes: [UInt8]
  /// How much of it has come.
  private(set) var received = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isComplete: Bool { received == bytes.count }

  mutating func restart() {
    received = 0
  }

  /// `false` when the bytes are not the next ones.
  mutating func take(_ part: UnsafeRawBufferPointer) -> Bool {
    guard let start = part.baseAddress else { return true }
    guard part.count <= bytes.count - received else { return false }
    let isEqual = bytes.withUnsafeBytes { whole in
      whole.baseAddress.map { memcmp($0 + received, start, part.count) == 0 } ?? false
    }
    received += part.count
    return isEqual
  }
}
