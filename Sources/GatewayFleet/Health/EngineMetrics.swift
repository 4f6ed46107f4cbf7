/// What routing reads of an engine's metrics. What the engine does not say is nil.
///
/// An engine with data-parallel ranks reports each of them: counts and counters are sums, the cache's usage is the highest.
public struct EngineMetrics: Sendable, Hashable {
  /// Requests that are being computed (`vllm:num_requests_running`).
  public var running: Int?
  /// Requests that wait in the engine's queue (`vllm:num_requests_waiting`).
  public var waiting: Int?
  /// Those of them that wait for room (`vllm:num_requests_waiting_by_reason`, `capacity`); the others wait for something else and take none.
  public var waitingForCapacity: Int?
  /// The used share of the KV cache, 0 to 1 (`vllm:kv_cache_usage_perc`, of old `vllm:gpu_cache_usage_perc`).
  public var cacheUsage: Double?
  /// Requests that lost their place in the cache since the engine's start (`vllm:num_preemptions_total`).
  public var preemptions: Int?
  /// Tokens that were generated since the engine's start (`vllm:generation_tokens_total`).
  public var generationTokens: Int?
  /// Tokens of prompts since the engine's start (`vllm:prompt_tokens_total`).
  public var promptTokens: Int?
  /// Tokens that were looked up in the prefix cache since the engine's start (`vllm:prefix_cache_queries_total`, of old `vllm:gpu_prefix_cache_queries_total`).
  public var prefixQueries: Int?
  /// Tokens that were found there (`vllm:prefix_cache_hits_total`, of old `vllm:gpu_prefix_cache_hits_total`).
  public var prefixHits: Int?
  /// Tokens of a block of the KV cache (`vllm:cache_config_info`).
  public var blockSize: Int?
  /// Blocks of the KV cache (`vllm:cache_config_info`).
  public var blockCount: Int?
  /// Whether the engine sleeps (`vllm:engine_sleep_state` with `awake` 0).
  public var isAsleep = false
  /// The two under their old names, while a page is read.
  var oldPrefixQueries: Int?
  var oldPrefixHits: Int?

  /// No metrics.
  public init() {}

  /// How many tokens the KV cache holds, when the engine says so.
  public var cacheTokens: Int? {
    guard let blockSize, let blockCount, blockSize > 0, blockCount > 0 else { return nil }
    return blockSize.saturatingMultiply(blockCount)
  }

  /// Whether anything was found: a server without vLLM's metrics gives nothing.
  public var isEmpty: Bool { self == EngineMetrics() }
}
