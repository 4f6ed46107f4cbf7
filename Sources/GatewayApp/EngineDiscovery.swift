public import GatewayConfig
internal import GatewayCore
internal import GatewayProviders
public import GatewayServer
internal import GatewayUpstream

/// Looks for engines on the usual ports of this machine.
public enum EngineDiscovery {
  /// vLLM, vLLM as some pages have it, OpenLLM, Ollama, LM Studio.
  public static let usualPorts = [8000, 8080, 3000, 11434, 1234]

  /// The engines that answer `GET /v1/models` on `ports`, in their order.
  public static func find(ports: [Int] = usualPorts, on worker: LoopWorker) async -> [FoundEngine] {
    let book = UpstreamAddressBook()
    let candidates = ports.compactMap { port -> PreparedTarget? in
      let url = BaseURL(loopbackPort: port)
      guard let address = try? book.address(of: url, tls: UpstreamTLS()) else { return nil }
      return PreparedTarget(
        target: Target(id: "port-\(port)", providerString: ProviderString(provider: .openai), baseURL: url), baseURL: url, address: address)
    }
    let probe = ModelProbe(worker: worker, timeout: .seconds(1))
    let reports = await withTaskGroup(of: (Int, TargetReport).self) { group in
      for (index, candidate) in candidates.enumerated() { group.addTask { (index, await probe.ask(candidate)) } }
      return await group.reduce(into: [Int: TargetReport]()) { $0[$1.0] = $1.1 }
    }
    return candidates.indices.compactMap { index in
      guard let report = reports[index], report.isReachable, let url = candidates[index].target.baseURL else { return nil }
      return FoundEngine(provider: provider(report, port: url.port), baseURL: url, models: report.cards.map(\.id))
    }
  }

  /// vLLM says so in its model cards; OpenLLM is vLLM on its own port.
  private static func provider(_ report: TargetReport, port: Int) -> Provider {
    guard report.cards.contains(where: { $0.ownedBy == "vllm" }) else { return .openai }
    return port == 3000 ? .openllm : .vllm
  }
}
