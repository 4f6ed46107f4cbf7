/// A credential. It never prints its value: every description, dump and mirror of it reads `<redacted>`.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let value: String

  /// Wraps `value`.
  public init(_ value: String) { self.value = value }

  /// The value itself, for the one place that puts it on the wire.
  public func reveal() -> String { value }

  /// `<redacted>`.
  public var description: String { "<redacted>" }

  /// `<redacted>`.
  public var debugDescription: String { "<redacted>" }

  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
