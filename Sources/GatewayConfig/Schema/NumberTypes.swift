internal import GatewayCore

extension ValueType<Int> {
  /// A whole number in `range`.
  static func integer(_ range: ClosedRange<Int>) -> Self {
    Self("integer") { node, context in
      switch node.value {
      case .integer(let number) where range.contains(number): return number
      case .integer, .decimal(1e18...):
        context.error(node.place, "expected a whole number from \(range.lowerBound) to \(range.upperBound)")
      default: context.wrongType(node, expected: "a whole number")
      }
      return nil
    }
  }
}

extension ValueType<Double> {
  /// A number in `range`, whole or not.
  static func number(_ range: ClosedRange<Double>) -> Self {
    Self("number") { node, context in
      guard let number = node.number else {
        context.wrongType(node, expected: "a number")
        return nil
      }
      if range.contains(number) { return number }
      context.error(node.place, "expected a number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
  }
}

extension ValueType<Duration> {
  /// A number of seconds, whole or not.
  static func seconds(_ range: ClosedRange<Double>) -> Self { duration(range, unit: "seconds", perSecond: 1) }

  /// A number of milliseconds, whole or not.
  static func milliseconds(_ range: ClosedRange<Double>) -> Self { duration(range, unit: "milliseconds", perSecond: 1000) }

  private static func duration(_ range: ClosedRange<Double>, unit: String, perSecond: Double) -> Self {
    Self("number") { node, context in
      guard let number = node.number else {
        context.wrongType(node, expected: "a number of \(unit)")
        return nil
      }
      guard range.contains(number) else {
        context.error(node.place, "expected \(shortest(range.lowerBound)) to \(shortest(range.upperBound)) \(unit)")
        return nil
      }
      return .microseconds(Int64((number * 1_000_000 / perSecond).rounded()))
    }
  }

  private static func shortest(_ number: Double) -> String {
    number == number.rounded() ? "\(Int64(number))" : "\(number)"
  }
}

extension ValueType<ByteCount> {
  private static let units: [(name: String, factor: Int)] = [("B", 1), ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30)]

  /// A number of bytes in `range`: a whole number, or one with a unit, such as `64MiB`.
  static func size(_ range: ClosedRange<ByteCount>) -> Self {
    Self("size") { node, context in
      let size: ByteCount
      switch node.value {
      case .integer(let bytes): size = ByteCount(bytes)
      case .text(let text):
        guard let parsed = parse(text) else {
          context.error(node.place, "expected a size such as 1048576, 512KiB or 64MiB", suggestion: binarySpelling(of: text))
          return nil
        }
        size = parsed
      default:
        context.wrongType(node, expected: "a size such as 1048576, 512KiB or 64MiB")
        return nil
      }
      guard range.contains(size) else {
        context.error(node.place, "expected a size from \(range.lowerBound) to \(range.upperBound)")
        return nil
      }
      return size
    }
  }

  private static func parse(_ text: String) -> ByteCount? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard let number = Int(digits), let factor = units.first(where: { $0.name == unit })?.factor else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : ByteCount(product)
  }

  /// `64MiB` for `64MB`, `64M`, `64mib` and the like.
  private static func binarySpelling(of text: String) -> String? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    guard !digits.isEmpty, digits.count < 12, let letter = unit.first, ["", "b", "ib"].contains(unit.dropFirst()) else { return nil }
    let spelling = units.dropFirst().first { $0.name.lowercased().first == letter }.map { "\(digits)\($0.name)" }
    return spelling == text ? nil : spelling
  }
}
