internal import ArgumentParser
internal import Foundation

/// How a command answers: for people, or for scripts.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json

  /// Prints a value as JSON with sorted keys.
  static func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
