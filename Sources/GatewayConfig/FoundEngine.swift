public import GatewayCore

/// An engine that was found on this machine.
public struct FoundEngine: Sendable, Hashable {
  /// What kind of engine it is.
  public var provider: Provider
  /// Where it is.
  public var baseURL: BaseURL
  /// The models that it reports.
  public var models: [String]

  /// An engine of its parts.
  public init(provider: Provider, baseURL: BaseURL, models: [String] = []) {
    self.provider = provider
    self.baseURL = baseURL
    self.models = models
  }

  /// Names for `engines`, each once: `vllm-8000`, and `vllm-8000-2` for a second one on another host.
  static func ids(of engines: [FoundEngine]) -> [String] {
    var taken: Set<String> = ["simulator"]
    return engines.map { engine in
      let name = "\(engine.provider.rawValue)-\(engine.baseURL.port)"
      var id = name
      var count = 1
      while !taken.insert(id).inserted {
        count += 1
        id = "\(name)-\(count)"
      }
      return id
    }
  }
}
