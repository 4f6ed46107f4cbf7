public import NIOCore

extension Duration {
  /// The same span of time for NIO; spans beyond 292 years end there.
  public var timeAmount: TimeAmount {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? .nanoseconds(.max / 2) : .nanoseconds(min(product, .max / 2) + attoseconds / 1_000_000_000)
  }
}
