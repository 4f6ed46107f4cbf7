import Foundation
import GatewayConfig
import GatewayCore
import Testing

/// Loads one document as `policy-config.yaml`.
func load(_ text: String, environment: [String: String] = [:], allowUnenforced: Bool = false) -> LoadResult {
  ConfigLoader(environment: environment, options: .init(allowUnenforced: allowUnenforced))
    .load([ConfigSource(path: "policy-config.yaml", text: text)])
}

/// The diagnostics as they print.
func lines(_ result: LoadResult) -> [String] { result.diagnostics.map(\.description) }

/// A document with one target, whose lines after `id` are `fields`.
func targetDocument(_ fields: String...) -> String {
  (["providers:", "  targets:", "    - id: a"] + fields.map { "      " + $0 }).joined(separator: "\n") + "\n"
}

/// The bytes of a fixture.
func fixture(_ name: String) throws -> String {
  let url = try #require(Bundle.module.resourceURL).appendingPathComponent("Fixtures/\(name)")
  return try String(contentsOf: url, encoding: .utf8)
}

/// The root of the package.
let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
