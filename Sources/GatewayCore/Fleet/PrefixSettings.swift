/// How prompts are cut into blocks, and how many blocks are remembered.
public struct PrefixSettings: Sendable, Hashable {
  /// Bytes of the canonical prompt in a block; at least 64. A block counts as ``blockTokens`` tokens.
  public var blockBytes: Int
  /// Bytes that count as one token, where no tokenizer is asked; at least 1.
  public var bytesPerToken: Int
  /// The most blocks that are remembered of one replica; at least 1.
  public var blocksPerReplica: Int
  /// The most blocks that are remembered of all replicas together; each replica gets an equal share of them where that is less than ``blocksPerReplica``.
  public var totalBlocks: Int
  /// The most blocks of one prompt: what is behind them does not matter for the choice.
  public var blocksPerPrompt: Int

  /// The settings in force when the configuration says nothing: blocks of 512 bytes (128 tokens), 4,096 a replica (512k tokens), 262,144 in all, 1,024 a prompt (128k tokens).
  public init(
    blockBytes: Int = 512, bytesPerToken: Int = 4, blocksPerReplica: Int = 4096, totalBlocks: Int = 262_144, blocksPerPrompt: Int = 1024
  ) {
    self.blockBytes = min(max(64, blockBytes), 1 << 20)
    self.bytesPerToken = min(max(1, bytesPerToken), 1 << 10)
    self.blocksPerReplica = min(max(1, blocksPerReplica), 1 << 24)
    self.totalBlocks = min(max(128, totalBlocks), 1 << 26)
    self.blocksPerPrompt = min(max(1, blocksPerPrompt), 1 << 16)
  }

  /// Tokens that a block counts as.
  public var blockTokens: Int { max(1, blockBytes / bytesPerToken) }
}
