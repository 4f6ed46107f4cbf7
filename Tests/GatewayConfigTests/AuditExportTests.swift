import Foundation
import GatewayCore
import Testing

@testable import GatewayConfig

/// `gateway.audit.export` and where the log is.
@Suite struct AuditExportTests {
  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  /// Decodes a list of sinks.
  private func decode(_ text: String, environment: [String: String] = ["HOOK": secret]) throws -> (
    sinks: [AuditExportSink], problems: [String]
  ) {
    let node = try #require(YAMLReader.read(ConfigSource(path: "dir/c.yaml", text: text)).node)
    var context = DecodeContext(environment: environment, allowsUnenforced: false)
    let sinks = ValueType<[AuditExportSink]>.exportSinks.decode(node, &context) ?? []
    return (sinks, context.diagnostics.map(\.message))
  }

  @Test func everyKindWithItsDefaults() throws {
    let (sinks, problems) = try decode(
      """
      - {name: siem, type: syslog, address: "logs.example.com:6514"}
      - {name: hook, type: webhook, url: "https://example.com/audit?team=a", secret_key_ref: {env: HOOK}}
      - {name: files, type: file, path: events.jsonl}
      """)
    #expect(problems.isEmpty)
    #expect(sinks.map(\.name) == ["siem", "hook", "files"])
    #expect(sinks.allSatisfy { $0.types.isEmpty && $0.maxLag == .seconds(86_400) })
    #expect(sinks[0].destination == .syslog(SyslogDestination(host: "logs.example.com", port: 6514)))
    #expect(sinks[1].destination == .webhook(WebhookDestination(url: "https://example.com/audit?team=a", secret: Secret(Self.secret))))
    guard case .file(let file) = sinks[2].destination else {
      Issue.record("\(sinks[2])")
      return
    }
    #expect(file.path == "dir/events.jsonl" && file.maxSize == .mebibytes(64) && file.keep == 5)
  }

  /// Loads a document, as the gateway does.
  private func load(_ audit: String, environment: [String: String] = ["HOOK": secret]) -> LoadResult {
    let text = "gateway: {audit: \(audit)}\nproviders: {targets: [{id: a, provider: \"vllm:chat:m\", base_url: \"http://127.0.0.1:9\"}]}\n"
    return ConfigLoader(environment: environment).load([ConfigSource(path: "dir/c.yaml", text: text)])
  }

  @Test func pathsStartAtTheDirectoryOfTheFile() throws {
    let audit = try #require(load("{directory: log, key_file: keys/a.key, checkpoint_mirror: /mnt/m.jsonl}").snapshot?.audit)
    #expect(audit.directory == "dir/log" && audit.keyFile == "dir/keys/a.key" && audit.checkpointMirror == "/mnt/m.jsonl")
    let none = try #require(load("{on_failure: block}").snapshot?.audit)
    #expect(none.directory.isEmpty && none.keyFile == nil)
  }

  @Test func checkpointsMayGoToAWebhook() throws {
    let hook = "checkpoint_webhook: {url: \"https://example.com/c\", secret_key_ref: {env: HOOK}}"
    let audit = try #require(load("{\(hook), export: [{name: f, type: file, path: x}]}").snapshot?.audit)
    #expect(audit.export.map(\.name) == ["f", "checkpoint_webhook"])
    #expect(audit.export[1].types == ["checkpoint"])
    #expect(audit.export[1].destination == .webhook(WebhookDestination(url: "https://example.com/c", secret: Secret(Self.secret))))
    for (text, environment) in [
      (hook, ["HOOK": "no base64"]), (hook, [:]), ("checkpoint_webhook: {url: \"https://example.com/c\"}", ["HOOK": Self.secret]),
      ("checkpoint_webhook: {secret_key_ref: {env: HOOK}}", ["HOOK": Self.secret]),
      ("export: [{name: checkpoint_webhook, type: file, path: x}]", ["HOOK": Self.secret]),
    ] {
      #expect(load("{\(text)}", environment: environment).snapshot == nil, "\(text)")
    }
  }

  @Test func everyField() throws {
    let (sinks, problems) = try decode(
      """
      - {name: a, type: syslog, address: "[::1]:601", tls: false, facility: 4, events: [decision, erasure], max_lag_seconds: 60}
      - {name: b, type: webhook, url: "http://h/x", secret_key_ref: {env: HOOK}, batch: 7, timeout_seconds: 2.5}
      - {name: c, type: file, path: /x, max_size: 1MiB, keep: 0}
      """)
    #expect(problems.isEmpty)
    #expect(sinks[0].types == ["decision", "erasure"] && sinks[0].maxLag == .seconds(60))
    var syslog = SyslogDestination(host: "::1", port: 601)
    (syslog.usesTLS, syslog.facility) = (false, 4)
    #expect(sinks[0].destination == .syslog(syslog))
    var webhook = WebhookDestination(url: "http://h/x", secret: Secret(Self.secret))
    (webhook.batch, webhook.timeout) = (7, .milliseconds(2500))
    #expect(sinks[1].destination == .webhook(webhook))
    var file = FileDestination(path: "/x")
    (file.maxSize, file.keep) = (.mebibytes(1), 0)
    #expect(sinks[2].destination == .file(file))
  }

  @Test(arguments: [
    ("- {name: a, type: syslog}", "\"address\" is required for a sink of type syslog"),
    ("- {name: a, type: webhook, secret_key_ref: {env: HOOK}}", "\"url\" is required for a sink of type webhook"),
    ("- {name: a, type: webhook, url: 'http://h'}", "\"secret_key_ref\" is required for a sink of type webhook"),
    ("- {name: a, type: file}", "\"path\" is required for a sink of type file"),
    ("- {name: a}", "\"type\" is required"), ("- {type: file, path: x}", "\"name\" is required"),
    ("- {name: a, type: file, path: x, url: 'http://h'}", "belongs to a sink of type webhook, not file"),
    (
      "- {name: a, type: webhook, url: 'http://h', secret_key_ref: {env: NONE}}",
      "the environment variable NONE is not set: requests could not be signed"
    ),
    (
      "- {name: a, type: webhook, url: 'http://h', secret_key_ref: {env: BAD}}",
      "the environment variable BAD does not hold base64, with or without whsec_ before it"
    ),
    (
      "- {name: a, type: webhook, url: 'ftp://h', secret_key_ref: {env: HOOK}}",
      "expected an http:// or https:// URL without user name, password and fragment"
    ),
    ("- {name: a, type: syslog, address: nowhere}", "expected a host and a port, such as logs.example.com:6514 or [::1]:601"),
    ("- {name: a, type: syslog, address: '::1:5'}", "expected a host and a port, such as logs.example.com:6514 or [::1]:601"),
    ("- {name: a/b, type: file, path: x}", "a sink's name is made of ASCII letters, digits and . _ -, and begins with no point"),
    ("- {name: .., type: file, path: x}", "a sink's name is made of ASCII letters, digits and . _ -, and begins with no point"),
    ("- {name: a, type: file, path: x}\n- {name: a, type: file, path: y}", "two sinks are named \"a\""),
    ("- {name: a, type: kafka}", "unknown type of sink \"kafka\"; known: syslog, webhook, file"),
  ]) func whatIsWrong(_ text: String, _ problem: String) throws {
    #expect(try decode(text, environment: ["HOOK": Self.secret, "BAD": "a b"]).problems.first == problem)
  }

  @Test func theDirectoryIsFoundWithoutJudgingTheRest() throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "penstock-place-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    func write(_ name: String, _ text: String) throws -> String {
      try text.write(toFile: "\(directory)/\(name)", atomically: true, encoding: .utf8)
      return "\(directory)/\(name)"
    }
    let base = try write("base.yaml", "nonsense: 1\ngateway: {audit: {directory: audit}}\n")
    #expect(AuditPlace.find([base]) == AuditPlace(directory: directory + "/audit", keyFile: nil))
    let layer = try write("layer.yaml", "gateway: {audit: {directory: /var/audit, key_file: keys/a.key}}\n")
    #expect(AuditPlace.find([base, layer]) == AuditPlace(directory: "/var/audit", keyFile: directory + "/keys/a.key"))
    #expect(try AuditPlace.find([write("none.yaml", "gateway: {}\n")]) == AuditPlace(directory: nil, keyFile: nil))
    #expect(AuditPlace.find(["\(directory)/missing.yaml"]) == nil)
  }
}
