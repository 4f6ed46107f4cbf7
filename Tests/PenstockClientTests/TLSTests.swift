import Foundation
import NIOSSL
import PenstockClient
import Testing

/// Servers with a certificate that only their owner trusts, made by `openssl`.
@Suite("TLS", .timeLimit(.minutes(1)))
struct TLSTests {
  private static let hasOpenSSL = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/openssl")
  }

  /// A certificate for 127.0.0.1 and its key, as files.
  private struct Certificate {
    let folder = FileManager.default.temporaryDirectory.appending(path: "penstock-client-tls-\(UUID().uuidString)")
    var certificate: String { folder.appending(path: "certificate.pem").path }
    var key: String { folder.appending(path: "key.pem").path }

    init() async throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=own",
        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate,
      ]
      process.standardError = FileHandle.nullDevice
      let (ended, signal) = AsyncStream<Int32>.makeStream()
      process.terminationHandler = { signal.yield($0.terminationStatus) }
      try process.run()
      var statuses = ended.makeAsyncIterator()
      try #require(await statuses.next() == 0)
    }

    func context() throws -> NIOSSLContext {
      let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
      let key = NIOSSLPrivateKeySource.privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
      return try NIOSSLContext(configuration: .makeServerConfiguration(certificateChain: chain, privateKey: key))
    }
  }

  private func answer(_ port: Int, _ trustedCertificates: String?) async throws -> String {
    let transport = AsyncHTTPTransport(trustedCertificates: trustedCertificates)
    let provider = try OpenAIProvider(baseURL: "https://127.0.0.1:\(port)", model: "m", transport: transport)
    return try await provider.complete([.user("x")]).message.content
  }

  @Test("An authority of one's own is trusted when it is named, and only then; a file that is none is an error", .enabled(if: hasOpenSSL))
  func ownAuthority() async throws {
    let certificate = try await Certificate()
    defer { try? FileManager.default.removeItem(at: certificate.folder) }
    try await SocketServer.with(tls: certificate.context()) { _, connection in
      try await connection.respond(ScriptedTransport.Reply.completion("Hello").text())
    } _: { server in
      let content = try await answer(server.port, certificate.certificate)
      #expect(content == "Hello")
      for file in [nil, certificate.folder.appending(path: "nothing.pem").path] {
        #expect(try await providerError { try await answer(server.port, file) }.category == .unavailable)
      }
    }
  }
}
