import GatewayApp
import GatewayCore
import GatewayTestSupport
import NIOCore
import Testing

/// The listener for operators beside the one for clients.
@Suite(.timeLimit(.minutes(5)))
struct AdminListenerTests {
  private static let simulator = "providers: {targets: [{id: s, provider: simulator}]}\n"

  @Test func withoutATokenNothingListensBeforeThatIsSaid() async throws {
    try await TestGateway.run(Self.simulator) { other in
      let problem = await #expect(throws: Gateway.StartProblem.self) {
        try await TestGateway.run(Self.simulator) {
          $0.admin = AdminPlace(host: "0.0.0.0", port: 0)
          // It would fail to listen here.
          $0.port = other.port
        } _: { _ in
        }
      }
      #expect(
        problem?.description == "the admin API on 0.0.0.0:0 is open to others: set PENSTOCK_ADMIN_TOKEN, or listen on 127.0.0.1")
    }
  }

  @Test func anOperatorGetsInWhereClientsDoNot() async throws {
    try await TestGateway.run(Self.simulator + "gateway: {limits: {connections: 1}}\n") {
      $0.admin = AdminPlace(port: 0)
    } _: { gateway in
      let port = try #require(gateway.adminPort)
      let client = try await gateway.connect(sending: TestGateway.text("GET", "/livez"))
      try await #expect(client.answer().status == 200)
      try await #expect(gateway.get("/livez").status == 503)
      try await #expect(gateway.admin(port, "POST", "/admin/targets/s/drain").status == 200)
      // Nor do operators take anything from clients.
      var operators: [TestClient] = []
      for _ in 0..<16 {
        operators.append(try await TestClient.connect(port, sending: TestGateway.text("GET", "/livez")))
        try await #expect(operators.last?.answer().status == 200)
      }
      try await #expect(gateway.admin(port, "GET", "/livez").status == 503)
      try await client.send(TestGateway.text("GET", "/livez"))
      try await #expect(client.answer().status == 200)
      for client in operators + [client] { await client.close() }
    }
  }

  @Test(.enabled { await SelfSignedCertificate.canBeMade }) func overANetworkItSpeaksTLS() async throws {
    let certificate = try await SelfSignedCertificate()
    for host in ["0.0.0.0", "127.0.0.1"] {
      try await TestGateway.run(Self.simulator) {
        $0.tls = (certificate.certificate, certificate.key)
        $0.admin = AdminPlace(host: host, port: 0)
        $0.adminToken = Secret("right")
      } _: { gateway in
        let isOpen = host == "0.0.0.0"
        #expect(gateway.report.contains("admin API: \(isOpen ? "https" : "http")://\(host):"))
        let port = try #require(gateway.adminPort)
        let client = try await TestClient.connect(port, tls: isOpen ? certificate.client : nil)
        try await client.send(TestGateway.text("GET", "/admin/targets", fields: ["authorization: Bearer right"]))
        try await #expect(client.answer().status == 200)
        await client.close()
      }
    }
  }
}
