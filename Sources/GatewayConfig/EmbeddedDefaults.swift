public import GatewayCore

/// The configuration that is in force when no file is given.
public enum EmbeddedDefaults {
  /// One target with a bare provider for every engine that was found, called `vllm-8000` and the like, and always the simulator, called `simulator`.
  public static func snapshot(engines: [FoundEngine], simulator: SimulatorSettings = SimulatorSettings()) -> Snapshot {
    var targets = zip(FoundEngine.ids(of: engines), engines).map { id, engine in
      Target(id: id, providerString: ProviderString(provider: engine.provider), baseURL: engine.baseURL)
    }
    targets.append(
      Target(
        id: "simulator", providerString: ProviderString(provider: .simulator), baseURL: nil,
        description: "Built-in stand-in for an engine; not a model"))
    let identity = targets.map { "\($0.id) \($0.baseURL?.description ?? "in process")\n" }.joined()
    return Snapshot(
      hash: ConfigHash.of([ConfigSource(path: "embedded defaults", text: identity)]), targets: targets, simulator: simulator)
  }
}
