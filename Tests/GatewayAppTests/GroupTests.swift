import GatewayCore
import Testing

@testable import GatewayApp

/// What `config check` says of groups, and what the command line says of the queue.
@Suite struct GroupTests {
  private static func target(_ id: String, _ provider: String = "vllm:chat:m", weight: Int = 1) throws -> Target {
    Target(id: id, providerString: try #require(ProviderString(provider)), baseURL: nil, weight: weight)
  }

  private static func texts(_ targets: [Target], _ change: (inout FleetSettings) -> Void = { _ in }) -> [String] {
    var fleet = FleetSettings()
    change(&fleet)
    return GroupSummary.all(of: Snapshot(targets: targets, fleet: fleet)).map(\.text)
  }

  @Test func targetsOfOneModelAndKindAreAGroup() throws {
    let targets = try [
      Self.target("a"), Self.target("b", "vllm:completion:m"), Self.target("c", "vllm:chat:n"), Self.target("d"), Self.target("e", "vllm"),
      Self.target("f", "vllm"),
    ]
    #expect(Self.texts(targets) == ["m: a, d; prefix_aware"])
  }

  @Test func theStrategyFollowsFromTheTargets() throws {
    let vllm = try [Self.target("a"), Self.target("b")]
    #expect(Self.texts(vllm) == ["m: a, b; prefix_aware"])
    #expect(Self.texts(vllm) { $0.strategy = .random } == ["m: a, b; random"])
    #expect(try Self.texts([Self.target("a", "openllm:chat:m"), Self.target("b", "openllm:chat:m")]) == ["m: a, b; ordered"])
    #expect(try Self.texts([Self.target("a"), Self.target("b", "openllm:chat:m")]) == ["m: a, b; ordered"])
    #expect(try Self.texts([Self.target("a"), Self.target("b", weight: 2)]) == ["m: a, b ×2; weighted"])
    #expect(FleetSettings().strategy(forGroup: []) == .ordered)
  }

  @Test func namedGroupsComeFirstWithTheirWeights() throws {
    let targets = try [Self.target("a", weight: 5), Self.target("b")]
    let texts = Self.texts(targets) {
      $0.groups = [
        ModelGroup(name: "g", aliases: ["x", "y"], members: [.init(target: "a", weight: 2), .init(target: "b")], fallback: "h"),
        ModelGroup(name: "m", members: [.init(target: "a", weight: 1), .init(target: "b")]),
      ]
    }
    #expect(texts == ["g (x, y): a ×2, b; weighted; falls back to h", "m: a, b; prefix_aware"])
  }

  @Test func theCommandLineGoesBeforeTheFiles() {
    var snapshot = Snapshot()
    snapshot.fleet.queue.total = 5
    var options = GatewayOptions()
    #expect(options.applied(to: snapshot).fleet.queue.total == 5)
    options.maxConcurrency = 7
    #expect(options.applied(to: snapshot).fleet.queue.total == 7)
    #expect(options.applied(to: snapshot).fleet.queue.perTarget == nil)
  }
}
