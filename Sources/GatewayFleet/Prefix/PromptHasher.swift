public import OpenAIWire

/// What prompts have to have in common beside their text before one can use the cache of another.
public struct PromptScope: Sendable, Hashable {
  /// The model's name at its targets; a LoRA adapter is a model of its own.
  public var model: String
  /// What isolates a tenant's cache from the others', when the gateway sends a `cache_salt` for it.
  public var tenantSalt: String?
  /// `prompt_cache_key`, or the value of a session header: the replica that served a session last is taken to be warm for it.
  public var session: String?

  /// A scope of its parts.
  public init(model: String, tenantSalt: String? = nil, session: String? = nil) {
    self.model = model
    self.tenantSalt = tenantSalt
    self.session = session
  }
}

/// The blocks of one prompt, as hashes in a chain: the hash of a block depends on all bytes in front of it and on the scope.
public struct PromptBlocks: Sendable, Hashable {
  /// The hashes of the full blocks, from the prompt's start on.
  public internal(set) var hashes: [UInt64]
  /// The estimated tokens of the whole prompt, at least 1.
  public internal(set) var tokens: Int
  /// The hash of the session, in its scope.
  public internal(set) var session: UInt64?
}

/// Cuts prompts into blocks.
///
/// The canonical prompt is what the model reads, in the order in which templates put it: tools and other settings first, then the texts of the messages, each with a mark of who speaks. White space
/// between JSON members, their order, and sampling parameters do not matter; escapes are left as the client wrote them (one client writes them always the same way). Images do not count.
/// Owned by one executor; it keeps a buffer as long as the longest prompt that it has seen, at most `blockBytes × blocksPerPrompt`.
public struct PromptHasher: Sendable {
  private let settings: PrefixSettings
  private let hash: BlockHash
  private var canonical: [UInt8] = []

  /// A hasher with a key, which has to be the same for all prompts of a ``PrefixIndex``, and unknown to clients.
  public init(key: UInt64, settings: PrefixSettings = PrefixSettings()) {
    self.settings = settings
    hash = BlockHash(key: key)
  }

  /// The blocks of a request whose texts were found by ``OpenAIWire/RequestFields/scanTexts(_:maxDepth:)``. Prompts that come as token ids are cut as the body has them.
  /// - Parameter body: the scanned body.
  public mutating func blocks(of body: RawSpan, texts: PromptTexts, scope: PromptScope) -> PromptBlocks {
    guard texts.tokenIDCount == 0 else {
      var blocks = blocks(of: body, scope: scope)
      blocks.tokens = max(1, texts.tokenIDCount)
      return blocks
    }
    let limit = settings.blockBytes &* settings.blocksPerPrompt
    canonical.removeAll(keepingCapacity: true)
    var textBytes = 0
    for isSetting in [true, false] {
      for text in texts.texts where (text.span.kind == .tools || text.span.kind == .settings) == isSetting {
        textBytes = textBytes.saturatingAdd(text.span.utf8Count)
        guard canonical.count < limit else { continue }
        canonical += [0xff, Self.mark(text.role), Self.mark(text.span.kind)]
        let whole = text.span.range
        let content = text.span.isString && whole.count >= 2 ? whole.lowerBound &+ 1..<whole.upperBound &- 1 : whole
        body.append(content.prefix(limit &- canonical.count &+ 3), to: &canonical)
      }
    }
    return chain(canonical.span.bytes, tokens: textBytes / settings.bytesPerToken, scope)
  }

  /// The blocks of a prompt that is one run of bytes.
  public func blocks(of prompt: RawSpan, scope: PromptScope) -> PromptBlocks {
    chain(prompt, tokens: prompt.byteCount / settings.bytesPerToken, scope)
  }

  private func chain(_ prompt: RawSpan, tokens: Int, _ scope: PromptScope) -> PromptBlocks {
    var link = hash.chained(hash.hash(scope.model), scope.tenantSalt.map { hash.hash($0) } ?? 0)
    let session = scope.session.map { hash.chained(link ^ 1, hash.hash($0)) | 1 }
    let count = min(prompt.byteCount / settings.blockBytes, settings.blocksPerPrompt)
    var hashes: [UInt64] = []
    hashes.reserveCapacity(count)
    var start = 0
    for _ in 0..<count {
      link = hash.chained(link, hash.hash(prompt, start..<start &+ settings.blockBytes))
      // 0 marks an empty place of the index.
      hashes.append(link | 1)
      start &+= settings.blockBytes
    }
    return PromptBlocks(hashes: hashes, tokens: max(1, tokens), session: session)
  }

  private static func mark(_ role: PromptRole) -> UInt8 {
    switch role {
    case .system: 1
    case .user: 2
    case .assistant: 3
    case .tool: 4
    case .other: 5
    }
  }

  private static func mark(_ kind: TextSpan.Kind) -> UInt8 {
    switch kind {
    case .content: 1
    case .reasoning: 2
    case .refusal: 3
    case .toolArguments: 4
    case .prompt: 5
    case .suffix: 6
    case .input: 7
    case .name: 8
    case .tools: 9
    case .settings: 10
    }
  }
}
