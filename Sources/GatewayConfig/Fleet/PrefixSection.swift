internal import GatewayCore

/// `gateway.fleet.prefix`.
struct PrefixSection: ConfigRecord {
  var blockBytes: Int?
  var bytesPerToken: Int?
  var blocksPerReplica: Int?
  var totalBlocks: Int?
  var blocksPerPrompt: Int?
  var warmShare: Double?
  var saturation: Duration?
  var prefillRate: Double?
  var imbalanceFactor: Double?
  var imbalanceSlack: Int?

  private static let defaults = PrefixSettings()
  private static let routing = RoutingSettings()

  static let schema = RecordSchema<PrefixSection>(fields: indexFields + choiceFields)

  private static let indexFields: [Field<PrefixSection>] = [
    Field(
      "block_bytes", .integer(64...1_048_576), \.blockBytes, default: "\(defaults.blockBytes)",
      doc: "Bytes of the canonical prompt in a block; a cached prefix is known in whole blocks. From 64 to 1048576."),
    Field(
      "bytes_per_token", .integer(1...1024), \.bytesPerToken, default: "\(defaults.bytesPerToken)",
      doc: "Bytes that count as a token. No tokenizer is asked. From 1 to 1024."),
    Field(
      "blocks_per_replica", .integer(1...16_777_216), \.blocksPerReplica, default: "\(defaults.blocksPerReplica)",
      doc: "The most blocks that are remembered of one replica; about what its KV cache holds. From 1 to 16777216."),
    Field(
      "total_blocks", .integer(128...67_108_864), \.totalBlocks, default: "\(defaults.totalBlocks)",
      doc: "The most blocks that are remembered of all replicas together. From 128 to 67108864."),
    Field(
      "blocks_per_prompt", .integer(1...65_536), \.blocksPerPrompt, default: "\(defaults.blocksPerPrompt)",
      doc: "The most blocks of one prompt; what is behind them does not matter for the choice. From 1 to 65536."),
  ]

  private static let choiceFields: [Field<PrefixSection>] = [
    Field(
      "warm_share", .share, \.warmShare, default: FleetText.number(routing.warmShare),
      doc: "A replica is warm for a prompt when it has at least this share of its tokens. From 0.01 to 1."),
    Field(
      "saturation_ms", .milliseconds(1...3_600_000), \.saturation, default: FleetText.milliseconds(routing.saturationTime),
      doc: "A warm replica is saturated when the prompt tokens that it has still to compute take longer than this. From 1 to 3600000."),
    Field(
      "prefill_tokens_per_second", .number(1...1e9), \.prefillRate, default: FleetText.number(routing.assumedPrefillRate),
      doc: "The speed of prefill as long as none was observed. From 1 to 1000000000."),
    Field(
      "imbalance_factor", .number(1...1000), \.imbalanceFactor, default: FleetText.number(routing.imbalanceFactor),
      doc: "A warm replica is saturated, too, with this many times the requests of the emptiest one … From 1 to 1000."),
    Field(
      "imbalance_slack", .integer(0...1_000_000), \.imbalanceSlack, default: "\(routing.imbalanceSlack)",
      doc: "… and this many more. From 0 to 1000000."),
  ]

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    let key = bytesPerToken == nil ? "block_bytes" : "bytes_per_token"
    let block = blockBytes ?? Self.defaults.blockBytes
    guard (bytesPerToken ?? Self.defaults.bytesPerToken) > block, let place = node[key]?.place else { return }
    context.inside(key: key) { $0.error(place, "a token (bytes_per_token) is larger than a block (block_bytes, \(block))") }
  }

  /// Puts what is given here in place of what `settings` says.
  func apply(to settings: inout FleetSettings) {
    settings.prefix.blockBytes = blockBytes ?? settings.prefix.blockBytes
    settings.prefix.bytesPerToken = bytesPerToken ?? settings.prefix.bytesPerToken
    settings.prefix.blocksPerReplica = blocksPerReplica ?? settings.prefix.blocksPerReplica
    settings.prefix.totalBlocks = totalBlocks ?? settings.prefix.totalBlocks
    settings.prefix.blocksPerPrompt = blocksPerPrompt ?? settings.prefix.blocksPerPrompt
    settings.routing.warmShare = warmShare ?? settings.routing.warmShare
    settings.routing.saturationTime = saturation ?? settings.routing.saturationTime
    settings.routing.assumedPrefillRate = prefillRate ?? settings.routing.assumedPrefillRate
    settings.routing.imbalanceFactor = imbalanceFactor ?? settings.routing.imbalanceFactor
    settings.routing.imbalanceSlack = imbalanceSlack ?? settings.routing.imbalanceSlack
  }
}
