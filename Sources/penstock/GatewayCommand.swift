internal import ArgumentParser
internal import Foundation
internal import GatewayApp
internal import GatewayCore

/// `penstock gateway`
struct GatewayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gateway", abstract: "Run the gateway.",
    discussion: """
      EXAMPLES
        penstock gateway run
        penstock gateway run --policy-config policy-config.yaml
      """,
    subcommands: [RunCommand.self])

  /// `penstock gateway run`
  struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run",
      abstract: "Run the gateway in the foreground.",
      discussion: """
        Without a configuration it looks for engines on the usual local ports (8000, 8080, 3000, 11434, 1234) and always offers the built-in simulator.

        SIGHUP reloads the configuration files; so does POST /keeptrusts/config/reload, from this machine or with the token of the environment variable
        PENSTOCK_ADMIN_TOKEN. SIGTERM and SIGINT stop: requests in flight end first. A second one ends them at once.

        The environment variable KEEPTRUSTS_GATEWAY_MAX_CONCURRENCY stands for --max-concurrency where that is not given.

        Exit codes: 0 stopped, 1 it could not start, 3 a second signal cut requests off, 64 wrong arguments.

        EXAMPLES
          penstock gateway run
          penstock gateway run --policy-config policy-config.yaml
          penstock gateway run --policy-config base.yaml --policy-config more.yaml
          penstock gateway run --listen 0.0.0.0:41002 --log-format json
          penstock gateway run --max-concurrency 200
          penstock gateway run --tls-certificate chain.pem --tls-key key.pem
        """
    )

    /// The exit code of a stop that a second signal cut short.
    private static let cutShort: Int32 = 3

    @Option(help: "Address and port to listen on: 0.0.0.0:41002, [::]:41002.") var listen: String?
    @Option(help: "Address to listen on; instead of --listen.") var host: String?
    @Option(help: "Port to listen on; instead of --listen. 0 takes any free one.") var port: Int?
    @Option(name: .long, help: "A configuration file; may be repeated, later ones are layered over earlier ones.") var policyConfig:
      [String] = []
    @Flag(name: .long, help: "Run although the configuration asks for policies that this version does not enforce.") var allowUnenforced =
      false
    @Option(name: .long, help: "What is done with an answer that the policies fail on: block or allow.") var failMode = FailMode.block
    @Option(
      name: .long, help: "PEM file of the certificate chain for clients, and for the admin API where it is not on a loopback address.")
    var tlsCertificate: String?
    @Option(name: .long, help: "PEM file of the private key for it.") var tlsKey: String?
    @Option(name: .long, help: "trace, debug, info, notice, warning, error or critical. The access log is at info.") var logLevel = LogLevel
      .info
    @Option(name: .long, help: "text or json.") var logFormat = OutputFormat.text
    @Option(name: .long, help: "Address and port of the admin API: 127.0.0.1:41003. Without it there is none.") var adminListen: String?
    @Option(
      name: .long,
      help: .init(
        "Requests that all targets together have in flight at most; KEEPTRUSTS_GATEWAY_MAX_CONCURRENCY says the same.", valueName: "n"))
    var maxConcurrency: Int?
    @Option(name: .long, help: "Directory of the audit log, instead of gateway.audit.directory; switches the log on.") var auditDir: String?
    @Option(name: .long, help: "Event loops; one per core by default.") var eventLoops: Int?

    func validate() throws {
      _ = try address()
      _ = try MaxConcurrency.resolve(maxConcurrency, environment: ProcessInfo.processInfo.environment)
      if (tlsCertificate == nil) != (tlsKey == nil) { throw ValidationError("--tls-certificate and --tls-key go together") }
      if let eventLoops, !(1...1024).contains(eventLoops) { throw ValidationError("--event-loops is a number from 1 to 1024") }
    }

    func run() async throws {
      let log = LogWriter(isJSON: logFormat == .json, logsAccess: logLevel.logsAccess)
      let gateway = Gateway(options: try options(), log: log, level: logLevel.rawValue)
      // Signals are held from here on, so that one which comes during the start is not lost.
      let signals = ProcessSignals()
      let report: StartupReport
      do {
        report = try await gateway.start()
      } catch {
        log.flush()
        FileHandle.standardError.write(Data("\(error)\n".utf8))
        throw ExitCode(1)
      }
      FileHandle.standardOutput.write(Data(report.text.utf8))
      let isCutShort = await Self.serve(gateway, until: signals)
      log.flush()
      if isCutShort { throw ExitCode(Self.cutShort) }
    }

    /// Follows the signals to the end of the stop. One that asks to stop while the gateway is stopping ends the wait for requests in flight.
    /// - Returns: whether that cut a request off.
    private static func serve(_ gateway: Gateway, until signals: ProcessSignals) async -> Bool {
      var stop: Task<Bool, Never>?
      var isHurried = false
      for await signal in signals.stream {
        switch signal {
        case .reload: _ = await gateway.reload(by: "SIGHUP")
        case .stop where stop == nil:
          stop = Task { [finish = signals.finish] in
            defer { finish() }
            return await gateway.stop()
          }
        case .stop:
          isHurried = true
          await gateway.endDraining()
        }
      }
      let isClean = await stop?.value ?? true
      return isHurried && !isClean
    }

    private func options() throws -> GatewayOptions {
      var options = GatewayOptions()
      (options.host, options.port) = try address()
      options.configPaths = policyConfig
      options.allowUnenforced = allowUnenforced
      options.policiesFailOpen = failMode == .allow
      if let tlsCertificate, let tlsKey { options.tls = (tlsCertificate, tlsKey) }
      options.eventLoops = eventLoops
      options.auditDirectory = auditDir
      options.admin = try adminListen.map { try Self.place($0, option: "--admin-listen", example: "127.0.0.1:41003") }
        .map { AdminPlace(host: $0.host, port: $0.port) }
      options.environment = ProcessInfo.processInfo.environment
      options.maxConcurrency = try MaxConcurrency.resolve(maxConcurrency, environment: options.environment)
      options.adminToken = options.environment["PENSTOCK_ADMIN_TOKEN"].flatMap { $0.isEmpty ? nil : Secret($0) }
      return options
    }

    /// Reads an address and a port.
    private static func place(_ text: String, option: String, example: String) throws -> (host: String, port: Int) {
      let problem = ValidationError("\(option) is an address and a port: \(example)")
      guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]), (0...65535).contains(port) else {
        throw problem
      }
      var host = String(text[..<colon])
      if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
      guard !host.isEmpty else { throw problem }
      return (host, port)
    }

    private func address() throws -> (host: String, port: Int) {
      if let listen {
        guard host == nil, port == nil else { throw ValidationError("give either --listen, or --host and --port") }
        return try Self.place(listen, option: "--listen", example: "0.0.0.0:41002")
      }
      if let port, !(0...65535).contains(port) { throw ValidationError("--port is a number from 0 to 65535") }
      return (host ?? "0.0.0.0", port ?? 41002)
    }
  }
}

/// The levels of the log.
enum LogLevel: String, ExpressibleByArgument, CaseIterable {
  case trace, debug, info, notice, warning, error, critical

  /// Whether the access log is written.
  var logsAccess: Bool { self == .trace || self == .debug || self == .info }
}

/// What an error of a policy does.
enum FailMode: String, ExpressibleByArgument, CaseIterable {
  case block, allow
}
