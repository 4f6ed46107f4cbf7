public import GatewayCore

/// A prompt that comes again and again, as it was sent to a replica that answered it.
public struct HotPrompt: Sendable {
  /// Where it was sent.
  public var endpoint: Endpoint
  /// The whole body, with all that the policies and the gateway have changed.
  public var body: [UInt8]
  /// What the prefix index knows of it.
  public var blocks: PromptBlocks
  /// The ids of the targets that it may be sent to: those among which the request had its choice, with the same model name.
  public var targets: Set<String>

  /// A prompt of its parts.
  public init(endpoint: Endpoint, body: [UInt8], blocks: PromptBlocks, targets: Set<String>) {
    self.endpoint = endpoint
    self.body = body
    self.blocks = blocks
    self.targets = targets
  }
}

/// The prompts whose beginnings are asked for most: what a fresh replica is warmed up with. A value in memory, and nowhere else.
///
/// Prompts with the same first ``depth`` blocks count as one beginning. Of ``capacity`` beginnings it is counted how often they come (the space-saving algorithm: a new one takes the place of the
/// rarest, with its count); from the second time on the shortest body is kept. Counts are halved every ``halfLife`` prompts, so that what was hot once goes.
/// Memory: at most ``capacity`` × (``bodyLimit`` and the hashes of its blocks), 8.5 MiB.
public struct HotPrompts: Sendable {
  /// Blocks that make a beginning.
  public static let depth = 8
  /// Beginnings that are counted.
  public static let capacity = 64
  /// The largest body that is kept, in bytes.
  public static let bodyLimit = 128 << 10
  /// Prompts until the counts are halved.
  public static let halfLife = 8192
  /// Prompts that one warm-up sends at most.
  public static let promptLimit = 16
  /// Tokens that one warm-up sends at most, as they are estimated.
  public static let tokenLimit = 65_536
  /// How long one warm-up takes at most.
  public static let timeLimit = Duration.seconds(30)

  private struct Entry: Sendable {
    var count: Int
    /// Times that it came since it has its place.
    var hits = 1
    var prompt: HotPrompt?
  }

  private var entries: [UInt64: Entry] = [:]
  private var noted = 0

  /// Nothing is hot.
  public init() {}

  /// A prompt was answered.
  /// - Parameter bytes: the size of its body.
  /// - Returns: whether its body is of use: hand it over with ``keep(_:)``.
  public mutating func note(_ blocks: PromptBlocks, bytes: Int) -> Bool {
    guard let key = Self.key(blocks), bytes <= Self.bodyLimit else { return false }
    age()
    guard var entry = entries[key] else {
      add(key)
      return false
    }
    entry.count = entry.count.saturatingAdd(1)
    entry.hits = entry.hits.saturatingAdd(1)
    entries[key] = entry
    return entry.prompt.map { bytes < $0.body.count } ?? true
  }

  /// Keeps the body of a prompt that ``note(_:bytes:)`` asked for.
  public mutating func keep(_ prompt: HotPrompt) {
    guard let key = Self.key(prompt.blocks), prompt.body.count <= Self.bodyLimit else { return }
    entries[key]?.prompt = prompt
  }

  /// What to warm a replica of a target up with, the hottest first: at most ``promptLimit`` prompts with ``tokenLimit`` tokens.
  public func hottest(for target: String) -> [HotPrompt] {
    var tokens = 0
    var result: [HotPrompt] = []
    let fitting = entries.values.filter { $0.prompt?.targets.contains(target) == true }
    for entry in fitting.sorted(by: { $0.count > $1.count }) where result.count < Self.promptLimit {
      guard let prompt = entry.prompt, tokens + prompt.blocks.tokens <= Self.tokenLimit else { continue }
      tokens += prompt.blocks.tokens
      result.append(prompt)
    }
    return result
  }

  private static func key(_ blocks: PromptBlocks) -> UInt64? { blocks.hashes.prefix(depth).last }

  private mutating func add(_ key: UInt64) {
    var count = 1
    if entries.count >= Self.capacity, let rarest = entries.min(by: { $0.value.count < $1.value.count }) {
      entries[rarest.key] = nil
      count = rarest.value.count.saturatingAdd(1)
    }
    entries[key] = Entry(count: count)
  }

  private mutating func age() {
    noted += 1
    guard noted >= Self.halfLife else { return }
    noted = 0
    for key in Array(entries.keys) {
      let count = (entries[key]?.count ?? 0) / 2
      if count == 0 { entries[key] = nil } else { entries[key]?.count = count }
    }
  }
}
