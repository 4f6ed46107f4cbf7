/// The wall clock for everything that is not on a request's way.
public enum WallClock {
  /// The UTC time now, as `2026-11-21T00:13:54.000001Z`.
  public static var timestamp: String {
    var bytes: [UInt8] = []
    let clock = HTTPClock()
    clock.appendTimestamp(clock.now, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
