import GatewayConfig
import GatewayCore
import Testing

@Suite struct TemplateTests {
  private let engines = [
    FoundEngine(provider: .vllm, baseURL: BaseURL(loopbackPort: 8000), models: ["org/model\n- id: injected"]),
    FoundEngine(provider: .vllm, baseURL: BaseURL(loopbackPort: 8000)),
    FoundEngine(provider: .openai, baseURL: BaseURL(loopbackPort: 11434), models: ["llama3"]),
  ]

  @Test func theTemplateForNothingFoundLoads() throws {
    let result = load(ConfigTemplate.render(engines: []))
    #expect(lines(result) == [])
    let snapshot = try #require(result.snapshot)
    #expect(snapshot.targets.map(\.id) == ["simulator"])
    #expect(snapshot.name == "my-gateway")
  }

  @Test func theTemplateForFoundEnginesLoads() throws {
    let result = load(ConfigTemplate.render(engines: engines))
    #expect(lines(result) == [])
    let snapshot = try #require(result.snapshot)
    #expect(snapshot.targets.map(\.id) == ["vllm-8000", "vllm-8000-2", "openai-11434"])
    #expect(snapshot.targets.map { $0.baseURL?.port } == [8000, 8000, 11434])
  }

  @Test func theEmbeddedDefaultsHaveEveryEngineAndTheSimulator() {
    var settings = SimulatorSettings()
    settings.maxSequences = 3
    let snapshot = EmbeddedDefaults.snapshot(engines: engines, simulator: settings)
    #expect(snapshot.targets.map(\.id) == ["vllm-8000", "vllm-8000-2", "openai-11434", "simulator"])
    #expect(snapshot.targets.map(\.model) == [nil, nil, nil, nil])
    #expect(snapshot.targets.last?.baseURL == nil)
    #expect(snapshot.simulator.maxSequences == 3)
    #expect(snapshot.hash.count == 64)
    #expect(snapshot.isEnabled)
  }
}
