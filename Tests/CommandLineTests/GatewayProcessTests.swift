import Foundation
import GatewayTestSupport
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// `penstock gateway run` and `penstock simulator` as processes.
@Suite(.timeLimit(.minutes(5)))
struct GatewayProcessTests {
  private static let config = """
    providers:
      targets:
        - {id: sim, provider: "simulator"}
    """

  /// Runs a gateway for as long as `body` takes; it has to end well after it.
  private func gateway(
    _ config: String? = config, _ more: [String] = [], environment: [String: String] = [:],
    _ body: (RunningExecutable, _ port: Int, _ file: URL) async throws -> Void
  ) async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "penstock-\(UUID().uuidString).yaml")
    try (config ?? "").write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let files = config == nil ? [] : ["--policy-config", file.path]
    let run = try await RunningExecutable(["gateway", "run", "--listen", "127.0.0.1:0"] + files + more, environment: environment)
    defer { run.remove() }
    try await body(run, try await run.port(), file)
    run.signal(SIGTERM)
    try await #expect(run.exitStatus() == 0, "\(run.errors)")
  }

  private func post(_ port: Int, _ path: String, _ body: String, fields: [String: String] = [:]) async throws -> (Int, String) {
    var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
    request.httpMethod = "POST"
    request.httpBody = Data(body.utf8)
    request.setValue("application/json", forHTTPHeaderField: "content-type")
    for (name, value) in fields { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await URLSession.shared.data(for: request)
    return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
  }

  private func put(_ port: Int, _ path: String, fields: [String: String]) async throws -> (Int, String) {
    var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
    request.httpMethod = "PUT"
    for (name, value) in fields { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await URLSession.shared.data(for: request)
    return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
  }

  private func get(_ port: Int, _ path: String) async throws -> (Int, String) {
    let (data, response) = try await URLSession.shared.data(from: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
    return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
  }

  @Test func pageSampleRunsAsPrinted() async throws {
    let page = CommandTests.page("vllm-configuration.yaml")
    let run = try await RunningExecutable(["gateway", "run", "--listen", "127.0.0.1:0", "--policy-config", page])
    defer { run.remove() }
    let port = try await run.port()
    #expect(run.output.contains("vllm-mixtral-chat"))
    #expect(run.output.contains("⚠"))
    try await #expect(get(port, "/livez") == (200, "ok\n"))
    run.signal(SIGTERM)
    try await #expect(run.exitStatus() == 0)
  }

  @Test func interruptEndsItToo() async throws {
    let run = try await RunningExecutable(["gateway", "run", "--host", "127.0.0.1", "--port", "0"])
    defer { run.remove() }
    _ = try await run.port()
    run.signal(SIGINT)
    try await #expect(run.exitStatus() == 0)
  }

  @Test func aSecondSignalEndsTheDrainAtOnce() async throws {
    try await withSimulatorProcess(apiKey: nil) { simulator in
      let config = """
        providers: {targets: [{id: t, provider: "vllm:chat:tiny", base_url: "http://127.0.0.1:\(simulator)"}]}
        gateway: {limits: {drain_timeout_seconds: 3600}}
        """
      let file = FileManager.default.temporaryDirectory.appending(path: "penstock-\(UUID().uuidString).yaml")
      try config.write(to: file, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(at: file) }
      let run = try await RunningExecutable(["gateway", "run", "--listen", "127.0.0.1:0", "--policy-config", file.path])
      defer { run.remove() }
      let port = try await run.port()
      let body = #"{"model":"tiny","messages":[{"role":"user","content":"Hi"}],"stream":true}"#
      let client = Task { try await post(port, "/v1/chat/completions", body, fields: ["x-simulator-fault": "stall=1"]) }
      try await eventually("the engine has the request") {
        try await get(simulator, "/metrics").1.contains("vllm:num_requests_running{engine=\"0\",model_name=\"tiny\"} 1.0")
      }
      run.signal(SIGTERM)
      try await eventually("it stops") { run.errors.contains(" stopping ") }
      run.signal(SIGHUP)
      run.signal(SIGINT)
      try await #expect(run.exitStatus() == 3, "\(run.errors)")
      #expect(run.errors.contains("clean=false"))
      _ = try? await client.value
    }
  }

  @Test func withoutAConfigurationTheSimulatorAnswers() async throws {
    try await gateway(nil) { run, port, _ in
      #expect(run.output.contains("simulator"))
      let (status, text) = try await post(
        port, "/v1/chat/completions", #"{"model":"penstock-simulator","messages":[{"role":"user","content":"Hi"}]}"#)
      #expect(status == 200, "\(text)")
    }
  }

  @Test func hangUpReloads() async throws {
    try await gateway { run, port, file in
      try Self.config.replacing("id: sim", with: "id: renamed").write(to: file, atomically: true, encoding: .utf8)
      run.signal(SIGHUP)
      try await eventually("the new configuration is in force") { try await get(port, "/health").1.contains("\"renamed\"") }
      try await eventually("the log says so") { run.errors.contains("configuration in force") }
      try "nonsense: 1\n".write(to: file, atomically: true, encoding: .utf8)
      run.signal(SIGHUP)
      try await eventually("the log says why") { run.errors.contains("\(file.path):1:1: error: ") }
      try await #expect(get(port, "/health").1.contains("\"renamed\""))
    }
  }

  @Test func portInUse() async throws {
    try await gateway { _, port, _ in
      let second = try await Executable.run("gateway", "run", "--listen", "127.0.0.1:\(port)")
      #expect(second.status == 1)
      #expect(second.errors.contains("port \(port) is in use"))
    }
  }

  @Test func adminTokenOfTheEnvironment() async throws {
    try await gateway(environment: ["PENSTOCK_ADMIN_TOKEN": "admin-secret"]) { run, port, _ in
      try await #expect(post(port, "/keeptrusts/config/reload", "").0 == 403)
      try await #expect(post(port, "/keeptrusts/config/reload", "", fields: ["Authorization": "Bearer admin-secret"]).0 == 200)
      #expect(!run.errors.contains("admin-secret"))
    }
  }

  @Test func logOfRequestsHasNoTextsAndNoSecrets() async throws {
    let secret = "key-that-nobody-may-see"
    try await withSimulatorProcess(apiKey: secret) { simulator in
      let config = """
        providers:
          targets:
            - {id: locked, provider: "vllm:chat:tiny", base_url: "http://127.0.0.1:\(simulator)", secret_key_ref: {env: KEY}}
            - {id: refused, provider: "vllm:chat:refused", base_url: "http://127.0.0.1:\(simulator)"}
        """
      try await gateway(config, ["--log-format", "json"], environment: ["KEY": secret]) { run, port, _ in
        let fields = ["x-request-id": "req-1", "Authorization": "Bearer client-credential"]
        let body = #"{"model":"tiny","messages":[{"role":"user","content":"say: confidential-prompt"}]}"#
        let (status, text) = try await post(port, "/v1/chat/completions", body, fields: fields)
        #expect(status == 200)
        #expect(text.contains("confidential-prompt"))
        let stream = body.replacing("}]}", with: "}],\"stream\":true}")
        try await #expect(post(port, "/v1/chat/completions", stream, fields: ["x-request-id": "req-2"]).0 == 200)
        let (refused, answer) = try await post(
          port, "/v1/chat/completions", body.replacing("tiny", with: "refused"), fields: ["x-request-id": "req-3"])
        #expect(refused == 502)
        #expect(!answer.contains(secret))
        try await #expect(post(port, "/v1/secret-path-name", "", fields: ["x-request-id": "req-4"]).0 == 404)
        let (malformed, explanation) = try await post(port, "/v1/completions", "{confidential", fields: ["x-request-id": "req-5"])
        #expect(malformed == 400)
        let (noMethod, wrong) = try await put(port, "/v1/chat/completions", fields: ["x-request-id": "req-6"])
        #expect(noMethod == 405)
        let (unserved, other) = try await post(port, "/v1/responses/secret-path-name", body, fields: ["x-request-id": "req-7"])
        #expect(unserved == 501)
        for id in 1...7 { try await eventually("the line of req-\(id)") { run.errors.contains("\"id\":\"req-\(id)\"") } }
        for text in [secret, "client-credential", "confidential", "secret-path-name"] { #expect(!run.errors.contains(text), "\(text)") }
        let lines = try run.errors.split(separator: "\n").map { line in
          try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        func line(_ id: String) throws -> [String: Any] { try #require(lines.first { $0["id"] as? String == id }) }
        let first = try line("req-1")
        #expect(first["method"] as? String == "POST" && first["path"] as? String == "/v1/chat/completions")
        #expect(first["status"] as? Int == 200 && first["ended"] as? String == "complete" && first["stream"] as? String == "no")
        #expect(first["target"] as? String == "locked" && first["model"] as? String == "tiny" && first["attempts"] as? Int == 1)
        #expect(first["client"] as? String == "127.0.0.1" && first["bytes_in"] as? Int == body.utf8.count)
        #expect((first["prompt_tokens"] as? Int ?? 0) > 0 && (first["completion_tokens"] as? Int ?? 0) > 0)
        #expect(first["duration_us"] is Int && first["first_byte_us"] is Int && (first["bytes_out"] as? Int ?? 0) > 0)
        let second = try line("req-2")
        #expect(second["stream"] as? String == "yes" && (second["completion_tokens"] as? Int ?? 0) > 0)
        let third = try line("req-3")
        #expect(
          third["status"] as? Int == 502 && third["error"] as? String == "upstream_authentication" && third["ended"] as? String == "error")
        #expect(try line("req-4")["error"] as? String == "not_found" && line("req-4")["path"] as? String == "")
        for (id, answer) in [("req-3", answer), ("req-5", explanation), ("req-6", wrong), ("req-7", other)] {
          #expect(try line(id)["bytes_out"] as? Int == answer.utf8.count, "the bytes of an error's body count: \(id)")
        }
        #expect(try line("req-6")["path"] as? String == "/v1/chat/completions" && line("req-6")["method"] as? String == "other")
        #expect(try line("req-7")["path"] as? String == "/v1/responses")
        #expect(try line("req-5")["error"] as? String == "invalid_json")
      }
    }
  }

  @Test func requestsThatAreNoneAreLoggedToo() async throws {
    let limited = Self.config + "\ngateway:\n  limits:\n    request_body: 1KiB\n"
    try await gateway(limited) { run, port, _ in
      let (status, _) = try await post(
        port, "/v1/chat/completions", String(repeating: "x", count: 2000), fields: ["x-request-id": "large-one"])
      #expect(status == 413)
      try await eventually("its line in the log") { run.errors.contains("error=request_too_large") }
    }
  }

  @Test func simulatorAsAServer() async throws {
    try await withSimulatorProcess(apiKey: nil) { port in
      let (status, text) = try await get(port, "/v1/models")
      #expect(status == 200)
      #expect(text.contains("\"tiny\""))
    }
    let wrong = try await Executable.run("simulator", "--port", "0", "--fault", "nonsense")
    #expect(wrong.status != 0)
    #expect(wrong.errors.contains("nonsense"))
  }

  private func withSimulatorProcess(apiKey: String?, _ body: (Int) async throws -> Void) async throws {
    let key = apiKey.map { ["--api-key", $0] } ?? []
    let run = try await RunningExecutable(["simulator", "--port", "0", "--model", "tiny"] + key)
    defer { run.remove() }
    try await eventually("the simulator listens") { run.output.hasSuffix("/v1\n") }
    let port = try #require(run.output.split(separator: ":").last.flatMap { Int($0.prefix { $0.isNumber }) })
    try await body(port)
    run.signal(SIGTERM)
    try await #expect(run.exitStatus() == 0)
  }
}
