public import GatewayCore
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
/// Owned by one executor; it keeps a buffer of one block.
public struct PromptHasher: Sendable {
  private let settings: PrefixSettings
  private let hash: BlockHash
  /// The beginning of a block whose end has not come; between calls it is empty.
  private var pending: [UInt8] = []

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
    var chain = Chain(hash, scope)
    pending.removeAll(keepingCapacity: true)
    var textBytes = 0
    for isSetting in [true, false] {
      for text in texts.texts where (text.span.kind == .tools || text.span.kind == .settings) == isSetting {
        textBytes = textBytes.saturatingAdd(text.span.utf8Count)
        guard chain.hashes.count < settings.blocksPerPrompt else { continue }
        pending += [0xff, Self.mark(text.role), Self.mark(text.span.kind)]
        let whole = text.span.range
        let isQuoted = text.span.isString && whole.count >= 2
        take(body, isQuoted ? whole.lowerBound &+ 1..<whole.upperBound &- 1 : whole, &chain)
      }
    }
    return PromptBlocks(hashes: chain.hashes, tokens: max(1, textBytes / settings.bytesPerToken), session: chain.session)
  }

  /// The blocks of a prompt that is one run of bytes.
  public mutating func blocks(of prompt: RawSpan, scope: PromptScope) -> PromptBlocks {
    var chain = Chain(hash, scope)
    pending.removeAll(keepingCapacity: true)
    take(prompt, prompt.byteOffsets, &chain)
    return PromptBlocks(hashes: chain.hashes, tokens: max(1, prompt.byteCount / settings.bytesPerToken), session: chain.session)
  }

  /// Goes on with the bytes of a range. What lies in one block is hashed where it stands; only the blocks in which two texts meet are put together.
  private mutating func take(_ bytes: RawSpan, _ range: Range<Int>, _ chain: inout Chain) {
    let size = settings.blockBytes
    let range = range.clamped(to: bytes.byteOffsets)
    var start = range.lowerBound
    if !pending.isEmpty {
      let end = min(range.upperBound, start &+ max(0, size &- pending.count))
      bytes.append(start..<end, to: &pending)
      start = end
      // The mark of a text may itself go beyond the block's end.
      guard pending.count >= size else { return }
      chain.add(hash.hash(pending.span.bytes, 0..<size))
      pending.removeFirst(size)
      if !pending.isEmpty { return take(bytes, start..<range.upperBound, &chain) }
    }
    while range.upperBound &- start >= size, chain.hashes.count < settings.blocksPerPrompt {
      chain.add(hash.hash(bytes, start..<start &+ size))
      start &+= size
    }
    if range.upperBound &- start < size { bytes.append(start..<range.upperBound, to: &pending) }
  }

  /// The hashes so far.
  private struct Chain {
    private let hash: BlockHash
    private var link: UInt64
    var hashes: [UInt64] = []
    let session: UInt64?

    init(_ hash: BlockHash, _ scope: PromptScope) {
      self.hash = hash
      let link = hash.chained(hash.hash(scope.model), scope.tenantSalt.map { hash.hash($0) } ?? 0)
      session = scope.session.map { hash.chained(link ^ 1, hash.hash($0)) | 1 }
      self.link = link
      hashes.reserveCapacity(64)
    }

    mutating func add(_ block: UInt64) {
      link = hash.chained(link, block)
      // 0 marks an empty place of the index.
      hashes.append(link | 1)
    }
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
    case .toolInput: 11
    }
  }
}
