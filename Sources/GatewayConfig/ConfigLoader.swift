internal import GatewayCore

/// Loads configuration files: reads, parses, layers, checks, and builds the snapshot.
///
/// A loader is a plain value; loading blocks on files and belongs off the event loops.
public struct ConfigLoader: Sendable {
  /// How strict loading is.
  public struct Options: Sendable, Hashable {
    /// Whether policies that this version does not enforce are warnings instead of errors (`--allow-unenforced`).
    public var allowUnenforced: Bool

    /// Options of their parts.
    public init(allowUnenforced: Bool = false) {
      self.allowUnenforced = allowUnenforced
    }
  }

  private let environment: [String: String]
  private let options: Options

  /// A loader that finds the variables of `secret_key_ref` in `environment`.
  public init(environment: [String: String], options: Options = Options()) {
    self.environment = environment
    self.options = options
  }

  /// Loads the files at `paths`, later ones over earlier ones.
  public func load(paths: [String]) -> LoadResult {
    var sources: [ConfigSource] = []
    var diagnostics: [Diagnostic] = []
    for path in paths {
      switch FileBytes.read(path, maximum: ConfigSource.maximumSize) {
      case .bytes(let bytes): sources.append(ConfigSource(path: path, bytes: bytes))
      case .tooLarge: diagnostics.append(Diagnostic(severity: .error, file: path, message: "the file is larger than 4 MiB"))
      case .unreadable: diagnostics.append(Diagnostic(severity: .error, file: path, message: FileBytes.problem(path)))
      }
    }
    guard diagnostics.isEmpty else {
      let others = sources.flatMap { YAMLReader.read($0).diagnostics }
      return LoadResult(snapshot: nil, diagnostics: (diagnostics + others).sorted())
    }
    return load(sources)
  }

  /// Loads `sources`, later ones over earlier ones: mappings merge, `providers.targets` and listed `policies` merge by `id`, and of anything
  /// else the later value replaces the earlier one.
  public func load(_ sources: [ConfigSource]) -> LoadResult {
    guard !sources.isEmpty else {
      return LoadResult(snapshot: nil, diagnostics: [Diagnostic(severity: .error, file: "policy-config.yaml", message: "no file is given")])
    }
    let documents = sources.map { YAMLReader.read($0) }
    var diagnostics = documents.flatMap(\.diagnostics)
    let nodes = documents.compactMap(\.node)
    guard nodes.count == sources.count, let root = layered(nodes, &diagnostics) else {
      return LoadResult(snapshot: nil, diagnostics: diagnostics.sorted())
    }
    var context = DecodeContext(environment: environment, allowsUnenforced: options.allowUnenforced)
    let document = RootSection.schema.decode(root, &context)
    diagnostics += context.diagnostics
    let isValid = !diagnostics.contains { $0.severity == .error }
    let snapshot = isValid ? document?.snapshot(hash: ConfigHash.of(sources), unenforcedPolicies: context.unenforcedPolicies) : nil
    var result = LoadResult(snapshot: snapshot, diagnostics: diagnostics.sorted())
    for section in document?.providers?.targets ?? [] {
      if let id = section.id, let places = section.places { result.targetPlaces[id] = places }
    }
    result.auditPlaces = AuditKey.places(in: root)
    return result
  }

  /// Errors for documents whose `policies` have another shape than those below them: none of the policies below would be left.
  private static func droppedPolicies(_ documents: [ConfigNode]) -> [Diagnostic] {
    var below: ConfigNode?
    var result: [Diagnostic] = []
    for document in documents {
      guard let policies = document["policies"] else { continue }
      switch (below?.value, policies.value) {
      case (.list(let entries), .mapping) where !entries.isEmpty: result.append(dropping(below, by: policies))
      case (.mapping, .list): result.append(dropping(below, by: policies))
      default: break
      }
      below = policies
    }
    return result
  }

  private static func dropping(_ below: ConfigNode?, by policies: ConfigNode) -> Diagnostic {
    let (place, first) = (policies.place, below?.place.text ?? "")
    return Diagnostic(
      severity: .error, file: place.file, line: place.line, column: place.column, path: "policies",
      message: "a list of policies and a chain do not go together: the policies at \(first) would all be dropped; write both in one shape")
  }

  /// The documents over each other, each in its canonical shape; nil, with the reason, when they do not go together.
  private func layered(_ nodes: [ConfigNode], _ diagnostics: inout [Diagnostic]) -> ConfigNode? {
    var documents: [ConfigNode] = []
    var kinds: [ConfigNode] = []
    for node in nodes {
      guard let single = SinglePolicyShape.normalized(node) else {
        documents.append(TutorialShape.normalized(node))
        continue
      }
      documents.append(single.document)
      diagnostics += single.diagnostics
      if let kind = single.kind { kinds.append(kind) }
    }
    let dropped = Self.droppedPolicies(documents)
    guard dropped.isEmpty else {
      diagnostics += dropped
      return nil
    }
    guard let merged = ConfigLayers.merge(documents) else { return nil }
    if let document = SinglePolicyShape.adding(kinds, to: merged) { return document }
    let message = "a document of one policy goes with policies: {chain: [...]}, not with a list of policies"
    diagnostics += kinds.prefix(1).map {
      Diagnostic(severity: .error, file: $0.place.file, line: $0.place.line, column: $0.place.column, path: "policy.name", message: message)
    }
    return nil
  }
}
