import GatewayApp
import Testing

/// What is said when a gateway cannot listen, and how its address is printed.
@Suite(.timeLimit(.minutes(5)))
struct ListenTests {
  private static let simulator = "providers: {targets: [{id: s, provider: simulator}]}\n"

  private func problem(_ change: (inout GatewayOptions) -> Void) async throws -> String {
    do {
      try await TestGateway.run(Self.simulator, options: change) { _ in }
      return "it listens"
    } catch let problem as Gateway.StartProblem {
      return problem.description
    }
  }

  @Test func aPortInUse() async throws {
    try await TestGateway.run(Self.simulator) { gateway in
      try await #expect(problem { $0.port = gateway.port } == "port \(gateway.port) is in use; choose another one")
    }
  }

  @Test func anAddressOfAnotherMachine() async throws {
    try await #expect(problem { $0.host = "192.0.2.1" } == "this machine has no address 192.0.2.1")
  }

  @Test func aNameThatDoesNotResolve() async throws {
    try await #expect(problem { $0.host = "no-such-host.invalid" } == "the name no-such-host.invalid does not resolve")
  }

  @Test func filesOfTheListenersTLS() async throws {
    try await TestGateway.run(Self.simulator) { gateway in
      let file = gateway.configFile.path
      try await #expect(
        problem { $0.tls = (certificate: "/no/such.pem", key: file) } == "the listener's file /no/such.pem is not there, or cannot be read")
      try await #expect(
        problem { $0.tls = (certificate: file, key: file) } == "the listener's file \(file) holds no certificate chain in PEM format")
    }
  }

  @Test func anIPv6AddressIsPrintedInBrackets() async throws {
    do {
      try await TestGateway.run(Self.simulator, options: { $0.host = "::1" }) { gateway in
        #expect(gateway.report.contains("listens on [::1]:\(gateway.port); clients use http://[::1]:\(gateway.port)/v1"))
      }
    } catch let problem as Gateway.StartProblem {
      // A machine without IPv6.
      #expect(problem.description == "this machine has no address ::1" || problem.description.contains("does not speak the protocol"))
    }
  }
}
