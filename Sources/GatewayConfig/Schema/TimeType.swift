extension ValueType<Duration> {
  private static let units: [(name: String, milliseconds: Int)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]

  /// A time such as `5m`, or a number of seconds.
  static func time(_ range: ClosedRange<Double>) -> Self {
    let seconds = seconds(range)
    return Self("time") { node, context in
      guard case .text(let text) = node.value else { return seconds.decode(node, &context) }
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      let unit = units.first { $0.name == text.dropFirst(digits.count) }
      guard let unit, digits.count <= 12, let number = Int(digits) else {
        context.error(node.place, "expected a time such as 500ms, 30s or 5m, or a number of seconds")
        return nil
      }
      let milliseconds = number.multipliedReportingOverflow(by: unit.milliseconds)
      let value = ConfigNode.Value.decimal(milliseconds.overflow ? .infinity : Double(milliseconds.partialValue) / 1000)
      return seconds.decode(ConfigNode(value: value, place: node.place), &context)
    }
  }
}
