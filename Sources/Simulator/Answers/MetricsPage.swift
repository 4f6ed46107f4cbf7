internal import GatewayCore

/// `GET /metrics`: the names, labels and help texts of vLLM 0.32 for what the simulator has.
struct MetricsPage {
  let engine: EngineFigures
  let settings: SimulatorSettings
  private var text = ""

  private init(engine: EngineFigures, settings: SimulatorSettings) {
    self.engine = engine
    self.settings = settings
  }

  /// The page.
  static func text(engine: EngineFigures, settings: SimulatorSettings) -> String {
    var page = MetricsPage(engine: engine, settings: settings)
    page.gauges()
    page.counters()
    page.histograms()
    return page.text
  }

  private var model: String { settings.models.first ?? "" }

  private mutating func head(_ name: String, _ type: String, _ help: String) {
    text += "# HELP vllm:\(name) \(help)\n# TYPE vllm:\(name) \(type)\n"
  }

  /// One sample; labels come in the order of their names, as the Prometheus client writes them.
  private mutating func sample(_ name: String, _ value: Double, _ more: [String: String] = [:]) {
    var labels = more
    labels["engine"] = "0"
    labels["model_name"] = model
    let list = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
    text += "vllm:\(name){\(list)} \(value)\n"
  }

  private static func escaped(_ value: String) -> String {
    value.reduce(into: "") { out, character in
      switch character {
      case "\\": out += "\\\\"
      case "\"": out += "\\\""
      case "\n": out += "\\n"
      default: out.append(character)
      }
    }
  }

  private mutating func gauges() {
    head("num_requests_running", "gauge", "Number of requests in model execution batches.")
    sample("num_requests_running", Double(engine.running))
    head("num_requests_waiting", "gauge", "Number of requests waiting to be processed.")
    sample("num_requests_waiting", Double(engine.waiting))
    head(
      "num_requests_waiting_by_reason", "gauge",
      "Number of waiting requests by reason. Reason labels: 'capacity' = waiting for scheduling capacity; 'deferred' = deferred by transient "
        + "constraints (LoRA budget, KV transfer, blocked status). Sum of all reasons equals vllm:num_requests_waiting.")
    sample("num_requests_waiting_by_reason", Double(engine.waiting), ["reason": "capacity"])
    sample("num_requests_waiting_by_reason", 0, ["reason": "deferred"])
    head("kv_cache_usage_perc", "gauge", "KV-cache usage. 1 means 100 percent usage.")
    sample("kv_cache_usage_perc", engine.cacheUsage)
    head("lora_requests_info", "gauge", "Running stats on lora requests.")
    head("cache_config_info", "gauge", "Information of the LLMEngine CacheConfig")
    text +=
      "vllm:cache_config_info{block_size=\"\(BlockHash.blockSize)\",cache_dtype=\"auto\",enable_prefix_caching=\"True\",engine=\"0\","
      + "num_cpu_blocks=\"None\",num_gpu_blocks=\"\(engine.cacheBlocks)\"} 1.0\n"
  }

  private mutating func counters() {
    let metrics = engine.metrics
    counter("prefix_cache_queries_total", metrics.prefixQueries, "Prefix cache queries, in terms of number of queried tokens.")
    counter("prefix_cache_hits_total", metrics.prefixHits, "Prefix cache hits, in terms of number of cached tokens.")
    counter("num_preemptions_total", metrics.preemptions, "Cumulative number of preemption from the engine.")
    counter("prompt_tokens_total", metrics.promptTokens, "Number of prefill tokens processed.")
    counter("generation_tokens_total", metrics.generationTokens, "Number of generation tokens processed.")
    head("request_success_total", "counter", "Count of successfully processed requests.")
    for reason in [FinishReason.stop, .length, .abort, .error, .repetition] {
      sample("request_success_total", Double(metrics.finished[reason] ?? 0), ["finished_reason": reason.rawValue])
    }
  }

  private mutating func counter(_ name: String, _ value: Int, _ help: String) {
    head(name, "counter", help)
    sample(name, Double(value))
  }

  private mutating func histograms() {
    histogram("time_to_first_token_seconds", engine.metrics.timeToFirstToken, "Histogram of time to first token in seconds.")
    histogram("inter_token_latency_seconds", engine.metrics.interToken, "Histogram of inter-token latency in seconds.")
    histogram("e2e_request_latency_seconds", engine.metrics.endToEnd, "Histogram of e2e request latency in seconds.")
  }

  private mutating func histogram(_ name: String, _ histogram: Histogram, _ help: String) {
    head(name, "histogram", help)
    var total = 0
    for (index, count) in histogram.counts.enumerated() {
      total += count
      sample("\(name)_bucket", Double(total), ["le": index < histogram.bounds.count ? "\(histogram.bounds[index])" : "+Inf"])
    }
    sample("\(name)_count", Double(histogram.count))
    sample("\(name)_sum", histogram.sum)
  }
}
