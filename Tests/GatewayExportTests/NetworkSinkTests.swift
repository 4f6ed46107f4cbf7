import Foundation
import GatewayCore
import GatewayTestSupport
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization
import Testing

@testable import GatewayAudit
@testable import GatewayExport

@Suite(.timeLimit(.minutes(5))) struct NetworkSinkTests {
  private let group = MultiThreadedEventLoopGroup.singleton

  private func record(
    _ number: UInt64, _ json: String = #"{"event_type":"decision","timestamp":"2027-01-15T08:00:00.000000Z","user":"Zoë"}"#
  ) -> EventRecord {
    EventRecord(sequence: number, json: Array(json.utf8))
  }

  // MARK: Syslog

  /// Collects what a connection sends.
  private final class Collector: ChannelInboundHandler, @unchecked Sendable {
    // SAFETY: the bytes are locked, the rest is empty.
    typealias InboundIn = ByteBuffer
    private let bytes: Listener
    init(_ bytes: Listener) { self.bytes = bytes }
    func channelRead(context: ChannelHandlerContext, data: NIOAny) { bytes.add(Array(buffer: unwrapInboundIn(data)), context.channel) }
  }

  private final class Listener: Sendable {
    private let state = Mutex<(bytes: [UInt8], channels: [any Channel])>(([], []))
    var bytes: [UInt8] { state.withLock { $0.bytes } }
    func add(_ bytes: [UInt8], _ channel: any Channel) {
      state.withLock { state in
        state.bytes += bytes
        state.channels.append(channel)
      }
    }
    func hangUp() { for channel in state.withLock({ $0.channels }) { channel.close(promise: nil) } }
  }

  private func listening(tls: NIOSSLContext? = nil, _ body: (Listener, Int) async throws -> Void) async throws {
    let listener = Listener()
    let server = try await ServerBootstrap(group: group).childChannelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
        try channel.pipeline.syncOperations.addHandler(Collector(listener))
      }
    }.bind(host: "127.0.0.1", port: 0).get()
    try await body(listener, server.localAddress?.port ?? 0)
    try await server.close().get()
  }

  @Test func aSyslogMessageAndItsFrame() {
    let message = SyslogMessage(facility: 13, host: "gate way", process: 7)
    let line = String(decoding: record(5).line, as: UTF8.self)
    let text = "<110>1 2027-01-15T08:00:00.000000Z gateway penstock 7 decision [meta sequenceId=\"5\"] \(line)"
    #expect(String(decoding: message.framed(record(5)), as: UTF8.self) == "\(text.utf8.count) \(text)")
    #expect(SyslogMessage(facility: 99, host: "", process: 7).facility == 23)
    #expect(
      String(decoding: message.framed(record(2_147_483_648, "{}")), as: UTF8.self).contains(
        " - gateway penstock 7 - [meta sequenceId=\"1\"] "))
    let severities = [
      #"{"event_type":"decision","verdict":"allow"}"#: 6, #"{"event_type":"decision","verdict":"block"}"#: 4,
      #"{"event_type":"decision","verdict":"escalate"}"#: 5, #"{"error":"timeout","event_type":"decision","verdict":"allow"}"#: 4,
      #"{"event_type":"log_outage"}"#: 2, #"{"event_type":"export_dropped"}"#: 4, #"{"event_type":"config_changed"}"#: 5,
    ]
    for (json, severity) in severities { #expect(SyslogMessage.severity(record(1, json)) == severity) }
  }

  @Test func syslogOverTCP() async throws {
    try await listening { listener, port in
      var destination = SyslogDestination(host: "127.0.0.1", port: port)
      destination.usesTLS = false
      let sink = try SyslogSink(destination, group: group)
      try await sink.deliver([record(1), record(2)])
      let message = SyslogMessage(facility: 13)
      let expected = message.framed(record(1)) + message.framed(record(2))
      try await eventually { listener.bytes.count >= expected.count }
      #expect(listener.bytes == expected)
      // A connection that broke is made anew.
      listener.hangUp()
      try await eventually {
        do { try await sink.deliver([record(3)]) } catch {}
        return String(decoding: listener.bytes, as: UTF8.self).contains("sequenceId=\"3\"")
      }
      await sink.close()
    }
  }

  @Test func syslogWithoutAServer() async throws {
    var destination = SyslogDestination(host: "127.0.0.1", port: 1)
    destination.usesTLS = false
    let sink = try SyslogSink(destination, group: group)
    let problem = await #expect(throws: DeliveryProblem.self) { try await sink.deliver([record(1)]) }
    #expect(problem?.description == "127.0.0.1:1: connection refused")
    await sink.close()
  }

  @Test func whyAConnectionFailedIsSaidInWords() async throws {
    let sink = try WebhookSink(
      WebhookDestination(url: "http://127.0.0.1:1/", secret: Secret("whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0")), group: group
    ) { .now }
    let error = await #expect(throws: (any Error).self) { try await sink.deliver([record(1)]) }
    #expect(error.map { ConnectionText.of($0) } == "connection refused")
    await sink.close()
  }

  @Test(.enabled { await SelfSignedCertificate.canBeMade }) func syslogOverTLS() async throws {
    let certificate = try await SelfSignedCertificate()
    defer { certificate.remove() }
    try await listening(tls: certificate.server) { listener, port in
      var destination = SyslogDestination(host: "localhost", port: port)
      destination.host = "127.0.0.1"
      let untrusting = try SyslogSink(destination, group: group)
      await #expect(throws: DeliveryProblem.self) { try await untrusting.deliver([record(1)]) }
      await untrusting.close()
      destination.caFile = certificate.certificate
      let sink = try SyslogSink(destination, group: group)
      try await sink.deliver([record(1)])
      let expected = SyslogMessage(facility: 13).framed(record(1))
      try await eventually { listener.bytes.count >= expected.count }
      #expect(listener.bytes == expected)
      await sink.close()
    }
    #expect(throws: (any Error).self) {
      var destination = SyslogDestination(host: "x", port: 1)
      destination.caFile = certificate.directory.appending(path: "none.pem").path
      return try SyslogSink(destination, group: group)
    }
  }

  // MARK: Webhook

  private struct Call: Sendable {
    var head: HTTPRequestHead
    var body: [UInt8]
  }

  private final class Answers: Sendable {
    private let state: Mutex<(calls: [Call], statuses: [Int])>
    init(_ statuses: [Int]) { state = Mutex(([], statuses)) }
    var calls: [Call] { state.withLock { $0.calls } }
    func take(_ call: Call) -> Int {
      state.withLock { state in
        state.calls.append(call)
        return state.statuses.isEmpty ? 204 : state.statuses.removeFirst()
      }
    }
  }

  private final class Receiver: ChannelInboundHandler, @unchecked Sendable {
    // SAFETY: used on the channel's event loop only.
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart
    private let answers: Answers
    private var call: Call?
    init(_ answers: Answers) { self.answers = answers }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head): call = Call(head: head, body: [])
      case .body(let part): call?.body += Array(buffer: part)
      case .end:
        guard let call else { return }
        let status = HTTPResponseStatus(statusCode: answers.take(call))
        let headers: HTTPHeaders = ["content-length": "0", "retry-after": status.code == 503 ? "0" : "7", "location": "/other"]
        context.write(wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
      }
    }
  }

  private func receiving(_ statuses: [Int], _ body: (Answers, String) async throws -> Void) async throws {
    let answers = Answers(statuses)
    let server = try await ServerBootstrap(group: group).childChannelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.configureHTTPServerPipeline()
        try channel.pipeline.syncOperations.addHandler(Receiver(answers))
      }
    }.bind(host: "127.0.0.1", port: 0).get()
    try await body(answers, "http://127.0.0.1:\(server.localAddress?.port ?? 0)/hook")
    try await server.close().get()
  }

  private let secret = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")

  @Test func signaturesAreThoseOfStandardWebhooks() throws {
    let signature = try #require(WebhookSignature(secret))
    let value = signature.value(id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: Array(#"{"test": 2432232314}"#.utf8))
    #expect(value == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    #expect(WebhookSignature(Secret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")) != nil)
    #expect(WebhookSignature(Secret("whsec_")) == nil && WebhookSignature(Secret("not base64!")) == nil)
  }

  @Test func aBatchIsOneSignedArray() async throws {
    try await receiving([]) { answers, url in
      let sink = try WebhookSink(WebhookDestination(url: url, secret: secret), group: group) { UTCTime(seconds: 1_800_000_000) }
      try await sink.deliver([record(3), record(4)])
      await sink.close()
      let call = try #require(answers.calls.first)
      #expect(call.head.method == .POST && call.head.uri == "/hook")
      #expect(call.head.headers["content-type"] == ["application/json"])
      #expect(call.body == Array("[".utf8) + record(3).line + Array(",\n".utf8) + record(4).line + Array("]".utf8))
      let id = try #require(call.head.headers.first(name: "webhook-id"))
      #expect(call.head.headers["webhook-timestamp"] == ["1800000000"])
      let expected = WebhookSignature(secret)?.value(id: id, timestamp: 1_800_000_000, body: call.body)
      #expect(call.head.headers.first(name: "webhook-signature") == expected)
    }
  }

  @Test func whatIsNotAcknowledgedIsAProblem() async throws {
    try await receiving([500, 302, 429, 200]) { answers, url in
      let sink = try WebhookSink(WebhookDestination(url: url, secret: secret), group: group) { UTCTime(seconds: 1_800_000_000) }
      for status in [500, 302, 429] {
        do {
          try await sink.deliver([record(3)])
          Issue.record("\(status) is no acknowledgement")
        } catch let problem as DeliveryProblem {
          #expect(problem.description == "status \(status)" && problem.retryAfter == .seconds(7))
        }
      }
      try await sink.deliver([record(3)])
      #expect(Set(answers.calls.compactMap { $0.head.headers.first(name: "webhook-id") }).count == 1)
      #expect(answers.calls.count == 4)
      await sink.close()
    }
  }

  // MARK: The exporter

  @Test func everySinkGetsEverything() async throws {
    let bench = try ExportBench()
    try await receiving([503]) { answers, url in
      let file = bench.path + "/copy.jsonl"
      let problems = Mutex<[String]>([])
      let exporter = try AuditExporter(
        directory: bench.path,
        sinks: [
          AuditExportSink(name: "hook", destination: .webhook(WebhookDestination(url: url, secret: secret))),
          AuditExportSink(name: "copy", destination: .file(FileDestination(path: file))),
        ], group: group
      ) { sink, problem in problems.withLock { $0.append("\(sink): \(problem ?? "well")") } }
      async let running: Void = exporter.run()
      try await eventually { try bench.cursor("hook") == 1 && bench.cursor("copy") == 1 }
      // The exporter's clock is the real one, and these records are of its future: never too old.
      try bench.write(1...3)
      try await eventually { try bench.cursor("hook") == 4 && bench.cursor("copy") == 4 }
      let reports = await exporter.reports
      #expect(reports["hook"]?.delivered == 3 && reports["copy"]?.delivered == 3)
      await exporter.stop()
      await running
      #expect(try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").count == 3)
      #expect(answers.calls.last?.body.first == 0x5b)
      #expect(problems.withLock { $0 } == ["hook: status 503", "hook: well"])
    }
  }

  @Test func aSecretThatIsNoneIsToldAtOnce() throws {
    let sink = AuditExportSink(name: "hook", destination: .webhook(WebhookDestination(url: "http://127.0.0.1:1", secret: Secret("???"))))
    #expect(throws: (any Error).self) { try AuditExporter(directory: "/nonexistent", sinks: [sink], group: group) { _, _ in } }
  }
}
