internal import ArgumentParser
internal import GatewayCore

/// `--max-concurrency`, and the environment variable that stands for it.
enum MaxConcurrency {
  static let variable = "KEEPTRUSTS_GATEWAY_MAX_CONCURRENCY"

  /// The number that is in force: the option's, else the variable's; an empty variable is none.
  /// - Throws: `ValidationError` when either is not a number in the bounds, even where it would not be in force.
  static func resolve(_ option: Int?, environment: [String: String]) throws -> Int? {
    let range = "is a number from \(QueueSettings.bounds.lowerBound) to \(QueueSettings.bounds.upperBound)"
    if let option, !QueueSettings.bounds.contains(option) { throw ValidationError("--max-concurrency \(range)") }
    guard let text = environment[variable], !text.isEmpty else { return option }
    guard let number = Int(text), QueueSettings.bounds.contains(number) else { throw ValidationError("\(variable) \(range)") }
    return option ?? number
  }
}
