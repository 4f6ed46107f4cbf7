import Foundation
import NIOSSL
import GatewayTestSupport
import PenstockClient
import Testing

/// Servers with a certificate that only their owner trusts, made by `openssl`.
@Suite("TLS", .timeLimit(.minutes(5)))
struct TLSTests {
  private func answer(_ port: Int, _ trustedCertificates: String?) async throws -> String {
    let transport = AsyncHTTPTransport(trustedCertificates: trustedCertificates)
    let provider = try OpenAIProvider(baseURL: "https://127.0.0.1:\(port)", model: "m", transport: transport)
    return try await provider.complete([.user("x")]).message.content
  }

  @Test(
    "An authority of one's own is trusted when it is named, and only then; a file that is none is an error",
    .enabled { await SelfSignedCertificate.canBeMade })
  func ownAuthority() async throws {
    let certificate = try await SelfSignedCertificate(name: "own", alternatives: "IP:127.0.0.1")
    defer { certificate.remove() }
    try await SocketServer.with(tls: certificate.server) { _, connection in
      try await connection.respond(ScriptedTransport.Reply.completion("Hello").text())
    } _: { server in
      let content = try await answer(server.port, certificate.certificate)
      #expect(content == "Hello")
      for file in [nil, certificate.directory.appending(path: "nothing.pem").path] {
        #expect(try await providerError { try await answer(server.port, file) }.category == .unavailable)
      }
    }
  }
}
