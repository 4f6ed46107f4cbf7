import GatewayCore
import OpenAIWire
import Testing

@testable import GatewayProviders

/// A target from its provider string.
func target(_ id: String, _ provider: String, model: String? = nil, missing: String? = nil) throws -> Target {
  Target(
    id: id, providerString: try #require(ProviderString(provider)), model: model, baseURL: BaseURL(loopbackPort: 8000),
    credential: missing.map { .missing(variable: $0) } ?? .none)
}

/// What a server reports: `id`, `id<parent` for an adapter, `id=root` for a name with a root.
func report(_ names: String..., isReachable: Bool = true) throws -> TargetReport {
  let cards = names.map { name in
    let parent = name.split(separator: "<")
    let root = name.split(separator: "=")
    if parent.count == 2 { return "{\"id\":\"\(parent[0])\",\"root\":\"lora/path\",\"parent\":\"\(parent[1])\"}" }
    if root.count == 2 { return "{\"id\":\"\(root[0])\",\"root\":\"\(root[1])\",\"parent\":null}" }
    return "{\"id\":\"\(name)\",\"object\":\"model\",\"created\":7,\"owned_by\":\"vllm\",\"max_model_len\":2048}"
  }
  let list = "{\"object\":\"list\",\"data\":[\(cards.joined(separator: ","))]}"
  return TargetReport(isReachable: isReachable, cards: try ModelList.parse(Array(list.utf8).span.bytes))
}

extension RouteTable {
  /// The plan as `target→model`, or what there is instead of one.
  func plan(_ model: String, _ endpoint: Endpoint = .chatCompletions, of targets: [Target]) -> [String] {
    switch resolve(model: model, endpoint: endpoint) {
    case .plan(let hops): hops.map { "\(targets[$0.targetIndex].id)→\($0.upstreamModel)" }
    case .unavailable(let reason): ["unavailable: \(reason)"]
    case .ambiguous(let models): ["ambiguous: \(models.joined(separator: " "))"]
    case .unknown: []
    }
  }
}

@Suite struct RouteTableTests {
  private static let llama = "meta-llama/Llama-3.1-8B-Instruct"

  @Test(arguments: ["main", "vllm:chat:\(llama)", "vllm/\(llama)", llama])
  func everySpellingOfAModel(_ name: String) throws {
    let targets = [try target("main", "vllm:chat:\(Self.llama)")]
    let table = RouteTable(targets: targets, reports: [:])
    for endpoint in Endpoint.allCases { #expect(table.plan(name, endpoint, of: targets) == ["main→\(Self.llama)"]) }
  }

  @Test(arguments: [
    "", "Main", "main ", "vllm", "vllm:", "vllm:chat:", "vllm:chat", "vllm:completion:\(llama)", "openai:chat:\(llama)", "openai/\(llama)",
    "vllm/", "/\(llama)", "vllm//\(llama)", "openllm/\(llama)", "Llama-3.1-8B-Instruct", "vllm/vllm/\(llama)", "VLLM/\(llama)", "\(llama)/",
    "main/\(llama)", "vllm:chat:main ",
  ])
  func otherNamesAreUnknown(_ name: String) throws {
    let targets = [try target("main", "vllm:chat:\(Self.llama)")]
    #expect(RouteTable(targets: targets, reports: [:]).plan(name, of: targets) == [])
  }

  @Test func theModelOfAPlainProviderStringIsNamedBesideIt() throws {
    let targets = [try target("a", "vllm", model: "m")]
    let table = RouteTable(targets: targets, reports: [:])
    for name in ["a", "m", "vllm/m", "vllm:chat:m", "vllm:embedding:m", "vllm/a"] { #expect(table.plan(name, of: targets) == ["a→m"]) }
  }

  @Test func anExactNameBeatsAPrefix() throws {
    let targets = [
      try target("cloud", "openai", model: "gpt-oss-20b"), try target("local", "vllm:chat:openai/gpt-oss-20b"),
    ]
    let table = RouteTable(targets: targets, reports: [:])
    #expect(table.plan("openai/gpt-oss-20b", of: targets) == ["local→openai/gpt-oss-20b"])
    #expect(table.plan("openai/openai/gpt-oss-20b", of: targets) == [])
    #expect(table.plan("vllm/openai/gpt-oss-20b", of: targets) == ["local→openai/gpt-oss-20b"])
    #expect(table.plan("gpt-oss-20b", of: targets) == ["cloud→gpt-oss-20b"])
    let alone = RouteTable(targets: [targets[0]], reports: [:])
    #expect(alone.plan("openai/gpt-oss-20b", of: targets) == ["cloud→gpt-oss-20b"])
  }

  @Test func anExactNameThatIsReportedBeatsAPrefix() throws {
    let targets = [try target("cloud", "openai", model: "gpt-oss-20b"), try target("local", "vllm")]
    let table = RouteTable(targets: targets, reports: ["local": try report("openai/gpt-oss-20b")])
    #expect(table.plan("openai/gpt-oss-20b", of: targets) == ["local→openai/gpt-oss-20b"])
  }

  @Test func modelsWithColonsAndSlashes() throws {
    let targets = [
      try target("ollama", "openllm:chat:llama3:8b-instruct"), try target("colon", "openai:chat:vllm:chat:x"),
      try target("deep", "vllm", model: "a/b/c:d"),
    ]
    let table = RouteTable(targets: targets, reports: [:])
    #expect(table.plan("openllm:chat:llama3:8b-instruct", of: targets) == ["ollama→llama3:8b-instruct"])
    #expect(table.plan("openllm/llama3:8b-instruct", of: targets) == ["ollama→llama3:8b-instruct"])
    #expect(table.plan("llama3:8b-instruct", of: targets) == ["ollama→llama3:8b-instruct"])
    // A model that looks like a provider string is found by its exact name.
    #expect(table.plan("vllm:chat:x", of: targets) == ["colon→vllm:chat:x"])
    #expect(table.plan("a/b/c:d", of: targets) == ["deep→a/b/c:d"])
    #expect(table.plan("vllm/a/b/c:d", of: targets) == ["deep→a/b/c:d"])
  }

  @Test func targetsOfOneModelAreTriedInTheirOrder() throws {
    let targets = [try target("a", "vllm:chat:m"), try target("b", "vllm:chat:m"), try target("c", "openai:chat:m")]
    let table = RouteTable(targets: targets, reports: [:])
    #expect(table.plan("m", of: targets) == ["a→m", "b→m", "c→m"])
    #expect(table.plan("vllm/m", of: targets) == ["a→m", "b→m"])
    #expect(table.plan("openai/m", of: targets) == ["c→m"])
    #expect(table.plan("vllm:chat:m", of: targets) == ["a→m", "b→m"])
    #expect(table.plan("b", of: targets) == ["b→m"])
  }

  @Test func theKindOfTheEndpointComesFirstAlone() throws {
    let targets = [
      try target("completion", "vllm:completion:m"), try target("chat", "vllm:chat:m"), try target("embed", "vllm:embedding:e"),
      try target("any", "vllm", model: "m"),
    ]
    let table = RouteTable(targets: targets, reports: [:])
    #expect(table.plan("m", .chatCompletions, of: targets) == ["chat→m"])
    #expect(table.plan("m", .completions, of: targets) == ["completion→m"])
    #expect(table.plan("m", .embeddings, of: targets) == ["completion→m", "chat→m", "any→m"])
    #expect(table.plan("e", .chatCompletions, of: targets) == ["embed→e"])
    #expect(table.plan("vllm:completion:m", .chatCompletions, of: targets) == ["completion→m"])
    #expect(table.plan("vllm:embedding:m", .embeddings, of: targets) == ["any→m"])
    #expect(table.plan("vllm/m", .completions, of: targets) == ["completion→m"])
  }

  @Test func aTargetThatCannotBeUsedIsPassedOver() throws {
    let targets = [
      try target("a", "vllm:chat:m", missing: "KEY_A"), try target("b", "vllm:chat:m"), try target("c", "vllm:chat:n", missing: "KEY_C"),
    ]
    let table = RouteTable(targets: targets, reports: [:])
    #expect(table.plan("m", of: targets) == ["b→m"])
    #expect(table.plan("a", of: targets) == ["unavailable: the environment variable KEY_A of its secret_key_ref is not set"])
    #expect(table.plan("n", of: targets) == ["unavailable: the environment variable KEY_C of its secret_key_ref is not set"])
    #expect(table.plan("vllm:chat:n", of: targets) == ["unavailable: the environment variable KEY_C of its secret_key_ref is not set"])
    #expect(table.models.map(\.id) == ["m"])
    #expect(table.listed("n") == nil)
  }

  @Test func usableTargetsOfAnotherKindBeatUnusableOnesOfTheRightKind() throws {
    let targets = [try target("a", "vllm:chat:m", missing: "K"), try target("b", "vllm:completion:m")]
    #expect(RouteTable(targets: targets, reports: [:]).plan("m", .chatCompletions, of: targets) == ["b→m"])
  }

  // MARK: Ids

  @Test(arguments: [true, false]) func anIdThatIsAlsoItsModelKeepsTheOthersBehindIt(idComesFirst: Bool) throws {
    let named = try target("llama", "vllm:chat:llama")
    let replica = try target("llama-2", "vllm:chat:llama")
    let targets = idComesFirst ? [named, replica] : [replica, named]
    #expect(Set(RouteTable(targets: targets, reports: [:]).plan("llama", of: targets)) == ["llama→llama", "llama-2→llama"])
  }

  @Test(arguments: [true, false]) func anIdIsNotServedByATargetOfAnotherModel(idComesFirst: Bool) throws {
    let named = try target("fast", "vllm:chat:llama")
    let other = try target("slow", "vllm:chat:fast")
    let targets = idComesFirst ? [named, other] : [other, named]
    #expect(RouteTable(targets: targets, reports: [:]).plan("fast", of: targets) == ["fast→llama"])
  }

  @Test func anIdIsNotServedByAServerThatReportsAModelOfThatName() throws {
    let targets = [try target("open", "vllm"), try target("fast", "vllm:chat:llama")]
    let table = RouteTable(targets: targets, reports: ["open": try report("fast", "other")])
    #expect(table.plan("fast", of: targets) == ["fast→llama"])
  }

  // MARK: Open targets

  @Test func anOpenTargetServesWhatItsServerReports() throws {
    let targets = [try target("open", "vllm")]
    let one = RouteTable(targets: targets, reports: ["open": try report("m")])
    #expect(one.plan("m", of: targets) == ["open→m"])
    #expect(one.plan("open", of: targets) == ["open→m"])
    #expect(one.plan("vllm/m", of: targets) == ["open→m"])
    #expect(one.plan("vllm:chat:m", of: targets) == ["open→m"])
    #expect(one.plan("vllm:embedding:m", of: targets) == ["open→m"])
    #expect(one.plan("x", of: targets) == [])
    let several = RouteTable(targets: targets, reports: ["open": try report("m", "n")])
    #expect(several.plan("n", of: targets) == ["open→n"])
    #expect(several.plan("open", of: targets) == ["ambiguous: m n"])
    let none = RouteTable(targets: targets, reports: ["open": try report()])
    #expect(none.plan("open", of: targets) == [])
    #expect(RouteTable(targets: targets, reports: [:]).plan("open", of: targets) == [])
  }

  @Test func anAdapterDoesNotMakeAnOpenTargetAmbiguous() throws {
    let targets = [try target("open", "vllm")]
    let table = RouteTable(targets: targets, reports: ["open": try report("m", "lora<m")])
    #expect(table.plan("open", of: targets) == ["open→m"])
    #expect(table.plan("lora", of: targets) == ["open→lora"])
    #expect(table.models.map(\.id) == ["m", "lora"])
  }

  @Test func twoOpenTargetsWithOneModelShareIt() throws {
    let targets = [try target("a", "vllm"), try target("b", "vllm")]
    let table = RouteTable(targets: targets, reports: ["a": try report("m"), "b": try report("n", "m")])
    #expect(table.plan("m", of: targets) == ["a→m", "b→m"])
    #expect(table.plan("n", of: targets) == ["b→n"])
    #expect(table.models.map(\.id) == ["m", "n"])
  }

  @Test func aServerThatIsAwayStaysRoutedAndIsNotListed() throws {
    let targets = [try target("open", "vllm"), try target("named", "vllm:chat:x")]
    let table = RouteTable(
      targets: targets, reports: ["open": try report("m", isReachable: false), "named": try report(isReachable: false)])
    #expect(table.plan("m", of: targets) == ["open→m"])
    #expect(table.models.map(\.id) == ["x"])
  }

  // MARK: Adapters and aliases

  @Test func adaptersAndAliasesOfANamedModelAreServed() throws {
    let targets = [try target("a", "vllm:chat:m")]
    let reports = ["a": try report("m=/weights", "alias=/weights", "lora<m", "lora2</weights", "stranger=/other", "orphan<stranger")]
    let table = RouteTable(targets: targets, reports: reports)
    for name in ["m", "alias", "lora", "lora2"] { #expect(table.plan(name, of: targets) == ["a→\(name)"]) }
    #expect(table.plan("vllm/lora", of: targets) == ["a→lora"])
    #expect(table.plan("vllm:chat:lora", of: targets) == ["a→lora"])
    for name in ["stranger", "orphan"] { #expect(table.plan(name, of: targets) == []) }
    #expect(table.models.map(\.id) == ["m", "alias", "lora", "lora2"])
    #expect(table.listed("lora")?.card?.parent == "m")
  }

  @Test func aServerWithoutTheModelServesNothingElse() throws {
    let targets = [try target("a", "vllm:chat:m")]
    let table = RouteTable(targets: targets, reports: ["a": try report("other", "lora<other")])
    #expect(table.plan("m", of: targets) == ["a→m"])
    #expect(table.plan("other", of: targets) == [])
    #expect(table.models.map(\.id) == ["m"])
  }

  // MARK: Requests without a model

  @Test func aRequestWithoutAModel() throws {
    let one = [try target("a", "vllm:chat:m")]
    for endpoint in Endpoint.allCases {
      #expect(
        RouteTable(targets: one, reports: [:]).resolveUnnamed(endpoint: endpoint) == .plan([.init(targetIndex: 0, upstreamModel: "m")]))
    }
    #expect(RouteTable(targets: [], reports: [:]).resolveUnnamed(endpoint: .completions) == .unknown)
    let two = [try target("a", "vllm:chat:m"), try target("b", "vllm:chat:n")]
    #expect(RouteTable(targets: two, reports: [:]).resolveUnnamed(endpoint: .completions) == .ambiguous(models: ["m", "n"]))
    let kinds = [try target("a", "vllm:chat:m"), try target("b", "vllm:embedding:e")]
    let table = RouteTable(targets: kinds, reports: [:])
    #expect(table.resolveUnnamed(endpoint: .chatCompletions) == .plan([.init(targetIndex: 0, upstreamModel: "m")]))
    #expect(table.resolveUnnamed(endpoint: .embeddings) == .plan([.init(targetIndex: 1, upstreamModel: "e")]))
    #expect(table.resolveUnnamed(endpoint: .completions) == .ambiguous(models: ["m", "e"]))
    let replicas = [try target("a", "vllm:chat:m"), try target("b", "vllm:chat:m")]
    #expect(
      RouteTable(targets: replicas, reports: [:]).resolveUnnamed(endpoint: .chatCompletions)
        == .plan([.init(targetIndex: 0, upstreamModel: "m"), .init(targetIndex: 1, upstreamModel: "m")]))
  }
}

@Suite struct OpenLLMTests {
  private static let huggingFace = "meta-llama/Meta-Llama-3-8B-Instruct"

  @Test(arguments: [
    ("llama3:8b-instruct", ["meta-llama/Meta-Llama-3-8B-Instruct"], "meta-llama/Meta-Llama-3-8B-Instruct"),
    ("anything", ["the/only-one"], "the/only-one"), ("x", [], "x"), ("exact", ["other", "exact"], "exact"),
    (
      "llama3:8b-instruct", ["meta-llama/Meta-Llama-3-8B-Instruct", "mistralai/Mistral-7B-Instruct"], "meta-llama/Meta-Llama-3-8B-Instruct"
    ),
    ("mistral:7b", ["meta-llama/Meta-Llama-3-8B-Instruct", "mistralai/Mistral-7B-Instruct"], "mistralai/Mistral-7B-Instruct"),
    ("llama3:8b", ["meta-llama/Meta-Llama-3-8B", "meta-llama/Meta-Llama-3-8B-Instruct"], "llama3:8b"),
    ("qwen:7b", ["meta-llama/Meta-Llama-3-8B", "mistralai/Mistral-7B-Instruct"], "qwen:7b"),
    ("LLAMA3:8B-INSTRUCT", ["meta-llama/Meta-Llama-3-8B-Instruct", "x"], "meta-llama/Meta-Llama-3-8B-Instruct"),
    ("::", ["a", "b"], "::"),
  ])
  func names(_ model: String, _ ids: [String], _ upstream: String) throws {
    let list = "{\"data\":[\(ids.map { "{\"id\":\"\($0)\"}" }.joined(separator: ","))]}"
    let cards = try ModelList.parse(Array(list.utf8).span.bytes)
    #expect(UpstreamModelName.resolve(model, provider: .openllm, cards: cards) == upstream)
    for provider in Provider.allCases where provider != .openllm {
      #expect(UpstreamModelName.resolve(model, provider: provider, cards: cards) == model)
    }
  }

  @Test func adaptersAreNoCandidates() throws {
    let cards = try report("base/Model", "lora<base/Model").cards
    #expect(UpstreamModelName.resolve("x:1b", provider: .openllm, cards: cards) == "base/Model")
  }

  @Test func theServersNameIsRoutedAndTheConfiguredOneListed() throws {
    let targets = [try target("ol", "openllm:chat:llama3:8b-instruct")]
    let table = RouteTable(targets: targets, reports: ["ol": try report(Self.huggingFace)])
    for name in ["ol", "llama3:8b-instruct", "openllm:chat:llama3:8b-instruct", "openllm/llama3:8b-instruct", Self.huggingFace] {
      #expect(table.plan(name, of: targets) == ["ol→\(Self.huggingFace)"])
    }
    #expect(table.models.map(\.id) == ["llama3:8b-instruct"])
    #expect(table.listed(Self.huggingFace)?.id == "llama3:8b-instruct")
  }

  @Test(arguments: [true, false]) func aModelThatIsConfiguredUnderTheServersNameIsListedToo(openLLMFirst: Bool) throws {
    let pair = [try target("ol", "openllm:chat:llama3:8b-instruct"), try target("v", "vllm:chat:\(Self.huggingFace)")]
    let targets = openLLMFirst ? pair : pair.reversed()
    let table = RouteTable(targets: targets, reports: ["ol": try report(Self.huggingFace), "v": try report(Self.huggingFace)])
    #expect(Set(table.models.map(\.id)) == ["llama3:8b-instruct", Self.huggingFace])
    #expect(table.models.count == 2)
  }
}

@Suite struct ModelListTests {
  private static func json(_ model: ListedModel) -> String { String(decoding: model.json, as: UTF8.self) }

  @Test func eachModelOnceInTheOrderOfTheConfig() throws {
    let targets = [
      try target("a", "vllm:chat:m"), try target("b", "vllm"), try target("c", "openai:chat:m"), try target("d", "simulator", model: "sim"),
    ]
    let table = RouteTable(targets: targets, reports: ["a": try report("m"), "b": try report("n", "m", "lora<n")])
    #expect(table.models.map(\.id) == ["m", "n", "lora", "sim"])
    #expect(table.models.map(\.provider) == [.vllm, .vllm, .vllm, .simulator])
  }

  @Test func aReportedModelIsShownAsItsServerShowsIt() throws {
    let targets = [try target("a", "vllm:chat:m")]
    let table = RouteTable(targets: targets, reports: ["a": try report("m")])
    #expect(Self.json(table.models[0]) == #"{"id":"m","object":"model","created":7,"owned_by":"vllm","max_model_len":2048}"#)
  }

  @Test func aModelUnderAnotherNameTellsItsRoot() throws {
    let targets = [try target("ol", "openllm:chat:x:1b")]
    let table = RouteTable(targets: targets, reports: ["ol": try report("org/X")])
    #expect(
      Self.json(table.models[0])
        == #"{"id":"x:1b","object":"model","created":7,"owned_by":"openllm","root":"org/X","max_model_len":2048}"#)
  }

  @Test func aModelThatNobodyReportedIsMadeUp() throws {
    let targets = [try target("a", "openai", model: "with \"quotes\"\n")]
    let table = RouteTable(targets: targets, reports: [:])
    #expect(Self.json(table.models[0]) == #"{"id":"with \"quotes\"\n","object":"model","created":0,"owned_by":"openai"}"#)
  }

  @Test(arguments: ["a", "m", "vllm:chat:m", "vllm/m"]) func everyNameFindsItsEntry(_ name: String) throws {
    let targets = [try target("a", "vllm:chat:m")]
    #expect(RouteTable(targets: targets, reports: [:]).listed(name)?.id == "m")
  }

  @Test func unknownNamesFindNone() throws {
    let targets = [try target("a", "vllm:embedding:m"), try target("open", "vllm")]
    let table = RouteTable(targets: targets, reports: ["open": try report("n", "o")])
    for name in ["", "x", "open", "vllm/x", "vllm:chat:m"] { #expect(table.listed(name) == nil, "\(name)") }
    #expect(table.listed("n")?.id == "n")
    #expect(table.listed("a")?.id == "m")
  }
}
