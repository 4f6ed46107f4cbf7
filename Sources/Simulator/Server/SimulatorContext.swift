internal import Foundation
internal import GatewayCore
internal import Synchronization

/// What all connections of one server share.
final class SimulatorContext: Sendable {
  let settings: SimulatorSettings
  let hub: EngineHub
  let board = StatsBoard()
  private let script = Mutex(FaultScript())

  /// The context of a server that has just begun.
  init(settings: SimulatorSettings) {
    self.settings = settings
    hub = EngineHub(settings: settings)
  }

  /// Sets the faults of the whole server.
  func setFaults(_ faults: SimulatorFaults, count: Int?) { script.withLock { $0.set(faults, count: count) } }

  /// The faults of one request.
  func faults(own lists: [SimulatorFaults], generates: Bool) -> SimulatorFaults {
    script.withLock { $0.faults(own: lists, generates: generates) }
  }

  /// Sixteen random hexadecimal digits.
  static func makeID() -> String {
    let hex = String(UInt64.random(in: .min ... .max), radix: 16)
    return String(repeating: "0", count: 16 - hex.count) + hex
  }

  /// Seconds since 1970.
  static func now() -> Int { Int(Date().timeIntervalSince1970) }

  /// The `date` field for `time`, seconds since 1970.
  static func httpDate(_ time: Int) -> String {
    let days = time / 86_400
    let second = time % 86_400
    // Days to year, month and day, counting years from March (the Gregorian calendar repeats after 146,097 days).
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let clock = [second / 3600, second / 60 % 60, second % 60].map(two).joined(separator: ":")
    return "\(weekdays[days % 7]), \(two(day)) \(months[month - 1]) \(year) \(clock) GMT"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
