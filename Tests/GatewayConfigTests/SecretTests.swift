import Foundation
import GatewayConfig
import GatewayCore
import Testing

/// Credentials: where they may come from, and that no diagnostic shows one.
@Suite struct SecretTests {
  private static let secret = "sk-very-secret-0123456789"
  private static let place = "policy-config.yaml:5:23: error: providers.targets[0].secret_key_ref: "

  @Test func aMissingVariableIsAWarningThatDoesNotFail() {
    for environment in [[:], ["KEY": ""]] {
      let result = load(targetDocument("provider: vllm", "secret_key_ref: {env: KEY}"), environment: environment)
      let state = environment.isEmpty ? "not set" : "empty"
      #expect(
        lines(result) == [
          "policy-config.yaml:5:23: warning: providers.targets[0].secret_key_ref: "
            + "the environment variable KEY is \(state); the target is unavailable until it is set"
        ])
      #expect(result.exitCode == 0)
      #expect(result.snapshot?.targets.first?.credential == .missing(variable: "KEY"))
    }
  }

  @Test(arguments: ["two\nlines", "tail\r\n", "nul\u{0}", "sp ace", "ümlaut"]) func aValueThatAHeaderCannotCarryIsAnError(value: String) {
    let result = load(targetDocument("provider: vllm", "secret_key_ref: {env: KEY}"), environment: ["KEY": value])
    #expect(
      lines(result) == [
        Self.place + "the value of the environment variable KEY holds a space, a line break or another character that a header cannot carry"
      ])
    #expect(result.exitCode == 1)
  }

  @Test func aStoreIsAnError() {
    let result = load(targetDocument("provider: vllm", "secret_key_ref: {store: name}"))
    #expect(
      lines(result) == ["policy-config.yaml:5:24: error: providers.targets[0].secret_key_ref: no secret store in this version; use env"])
  }

  @Test func anEmptyReferenceSaysWhatItTakes() {
    #expect(lines(load(targetDocument("provider: vllm", "secret_key_ref: {}"))) == [Self.place + "expected the object {env: NAME}"])
  }

  @Test func aLiteralSaysHowToReferToIt() {
    #expect(
      lines(load(targetDocument("provider: vllm", "secret_key_ref: \(Self.secret)"))) == [
        Self.place + "a credential is never written into the configuration; "
          + "write {env: NAME} and set the variable NAME in the gateway's environment"
      ])
  }

  static let leaks = [
    "secret_key_ref: \(secret)", "secret_key_ref: {env: \(secret)}", "secret_key_ref: {env: 'Bearer \(secret)'}",
    "secret_key_ref: [\(secret)]",
    "secret_key_ref: {\(secret): x}", "secret_key_ref: {env: [\(secret)]}", "secret_key_ref: {value: \(secret)}",
    "secret_key_ref: {store: \(secret)}",
    "api_key: \(secret)", "token: \(secret)", "unknown: \(secret)", "base_url: http://user:\(secret)@host",
    "base_url: http://h/?key=\(secret)",
    "base_url: \(secret)", "timeout_seconds: \(secret)", "health_probe: \(secret)", "timeouts: \(secret)", "model: [\(secret)]",
    "secret_key_ref: {env: KEY}", "secret_key_ref: {env: KEY, env: \(secret)}", "secret_key_ref: \(secret): x",
  ]

  @Test(arguments: leaks) func noDiagnosticShowsTheValue(line: String) throws {
    let result = load(targetDocument("provider: vllm", line), environment: ["KEY": Self.secret + "\n"])
    #expect(!result.diagnostics.isEmpty)
    #expect(result.snapshot == nil)
    for diagnostic in result.diagnostics {
      #expect(!diagnostic.description.contains(Self.secret))
      #expect(!String(decoding: try JSONEncoder().encode(diagnostic), as: UTF8.self).contains(Self.secret))
    }
  }

  @Test func theSnapshotPrintsNoSecret() throws {
    let result = load(targetDocument("provider: vllm", "secret_key_ref: {env: KEY}"), environment: ["KEY": Self.secret])
    let snapshot = try #require(result.snapshot)
    #expect(snapshot.targets.first?.credential == .bearer(Secret(Self.secret)))
    #expect(!"\(snapshot)".contains(Self.secret))
    #expect(!String(reflecting: result).contains(Self.secret))
  }
}
