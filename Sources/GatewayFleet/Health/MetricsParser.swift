internal import OpenAIWire

/// Reads the series of ``EngineMetrics`` from a page of `/metrics` (Prometheus text format), in one pass.
///
/// The page comes from a peer: whatever its bytes are, there is a result; a line that is not understood is passed over. Numbers that are not finite, negative or too large are
/// passed over as well. The caller bounds the page's length.
public enum MetricsParser {
  /// The metrics on a page.
  public static func parse(_ page: RawSpan) -> EngineMetrics {
    var metrics = EngineMetrics()
    var start = 0
    while start < page.byteCount {
      var end = start
      while end < page.byteCount, page.byte(end) != 0x0a { end &+= 1 }
      if end &- start > prefix.count, page.holds(prefix, at: start) { line(page, start..<end, &metrics) }
      start = end &+ 1
    }
    metrics.prefixQueries = metrics.prefixQueries ?? metrics.oldPrefixQueries
    metrics.prefixHits = metrics.prefixHits ?? metrics.oldPrefixHits
    metrics.oldPrefixQueries = nil
    metrics.oldPrefixHits = nil
    return metrics
  }

  private static let prefix = Array("vllm:".utf8)
  /// Older versions of vLLM report some series under two names: the old one counts where the new one is missing.
  private static let names: [(name: [UInt8], series: Series)] = {
    let table: [(String, Series)] = [
      ("num_requests_running", .running), ("num_requests_waiting", .waiting), ("num_requests_waiting_by_reason", .waitingByReason),
      ("kv_cache_usage_perc", .cacheUsage), ("gpu_cache_usage_perc", .cacheUsage), ("num_preemptions_total", .preemptions),
      ("generation_tokens_total", .generationTokens), ("prompt_tokens_total", .promptTokens),
      ("prefix_cache_queries_total", .prefixQueries), ("gpu_prefix_cache_queries_total", .oldPrefixQueries),
      ("prefix_cache_hits_total", .prefixHits), ("gpu_prefix_cache_hits_total", .oldPrefixHits), ("cache_config_info", .cacheConfig),
      ("engine_sleep_state", .sleepState),
    ]
    return table.map { (Array($0.0.utf8), $0.1) }
  }()

  private enum Series {
    case running, waiting, waitingByReason, cacheUsage, preemptions, generationTokens, promptTokens, prefixQueries, prefixHits,
      oldPrefixQueries,
      oldPrefixHits, cacheConfig, sleepState
  }

  private static func line(_ page: RawSpan, _ line: Range<Int>, _ metrics: inout EngineMetrics) {
    let start = line.lowerBound &+ prefix.count
    var end = start
    while end < line.upperBound, page.byte(end) != 0x7b, page.byte(end) != 0x20, page.byte(end) != 0x09 { end &+= 1 }
    guard let known = names.first(where: { $0.name.count == end &- start && page.holds($0.name, at: start) }) else { return }
    var labels = end..<end
    if end < line.upperBound, page.byte(end) == 0x7b {
      guard let close = labelsEnd(page, end &+ 1..<line.upperBound) else { return }
      labels = end &+ 1..<close
      end = close &+ 1
    }
    while end < line.upperBound, page.byte(end) == 0x20 || page.byte(end) == 0x09 { end &+= 1 }
    var last = end
    while last < line.upperBound, page.byte(last) > 0x20 { last &+= 1 }
    guard let value = PrometheusNumber.parse(page, end..<last) else { return }
    take(known.series, value, page, labels, &metrics)
  }

  private static func take(
    _ series: Series, _ value: Double, _ page: RawSpan, _ labels: Range<Int>, _ metrics: inout EngineMetrics
  ) {
    func add(_ member: WritableKeyPath<EngineMetrics, Int?>) {
      guard value >= 0, value < 9e15 else { return }
      metrics[keyPath: member] = (metrics[keyPath: member] ?? 0).saturatingAdd(Int(value))
    }
    switch series {
    case .running: add(\.running)
    case .waiting: add(\.waiting)
    case .waitingByReason: if label(page, labels, "reason") == "capacity" { add(\.waitingForCapacity) }
    case .cacheUsage:
      guard value >= 0 else { return }
      metrics.cacheUsage = max(metrics.cacheUsage ?? 0, min(value, 1))
    case .preemptions: add(\.preemptions)
    case .generationTokens: add(\.generationTokens)
    case .promptTokens: add(\.promptTokens)
    case .prefixQueries: add(\.prefixQueries)
    case .prefixHits: add(\.prefixHits)
    case .oldPrefixQueries: add(\.oldPrefixQueries)
    case .oldPrefixHits: add(\.oldPrefixHits)
    case .cacheConfig:
      if let size = label(page, labels, "block_size").flatMap({ Int($0) }), size > 0 { metrics.blockSize = size }
      if let count = label(page, labels, "num_gpu_blocks").flatMap({ Int($0) }), count > 0 {
        metrics.blockCount = (metrics.blockCount ?? 0).saturatingAdd(count)
      }
    case .sleepState: if value == 0, label(page, labels, "sleep_state") == "awake" { metrics.isAsleep = true }
    }
  }

  /// Where the labels end: at a closing brace outside of quotes.
  private static func labelsEnd(_ page: RawSpan, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    var isQuoted = false
    while index < range.upperBound {
      switch page.byte(index) {
      case 0x22: isQuoted.toggle()
      case 0x5c where isQuoted: index &+= 1
      case 0x7d where !isQuoted: return index
      default: break
      }
      index &+= 1
    }
    return nil
  }

  /// The value of a label as it is written; escapes are not undone, because no value that is asked for has any.
  private static func label(_ page: RawSpan, _ labels: Range<Int>, _ name: String) -> String? {
    let name = Array(name.utf8)
    var index = labels.lowerBound
    while index < labels.upperBound {
      while index < labels.upperBound, page.byte(index) == 0x2c || page.byte(index) == 0x20 { index &+= 1 }
      let start = index
      while index < labels.upperBound, page.byte(index) != 0x3d { index &+= 1 }
      let isWanted = index &- start == name.count && page.holds(name, at: start)
      index &+= 1
      guard index < labels.upperBound, page.byte(index) == 0x22 else { return nil }
      index &+= 1
      let value = index
      while index < labels.upperBound, page.byte(index) != 0x22 { index &+= page.byte(index) == 0x5c ? 2 : 1 }
      guard index < labels.upperBound else { return nil }
      if isWanted { return String(decoding: page.array(value..<index), as: UTF8.self) }
      index &+= 1
    }
    return nil
  }
}

/// A floating-point number of the text format, without a string in between.
enum PrometheusNumber {
  /// The number; nil for what is none, and for NaN and the infinities. Right to about 15 digits, which is more than a counter of tokens needs.
  static func parse(_ bytes: RawSpan, _ range: Range<Int>) -> Double? {
    let range = range.clamped(to: bytes.byteOffsets)
    var index = range.lowerBound
    let isNegative = index < range.upperBound && bytes.byte(index) == 0x2d
    if index < range.upperBound, isNegative || bytes.byte(index) == 0x2b { index &+= 1 }
    var value = 0.0
    var digits = 0
    var scale = 0
    var isFraction = false
    while index < range.upperBound {
      let byte = bytes.byte(index)
      if byte == 0x2e, !isFraction {
        isFraction = true
      } else if byte &- 0x30 <= 9 {
        value = value * 10 + Double(byte &- 0x30)
        digits &+= 1
        if isFraction { scale &-= 1 }
      } else {
        break
      }
      index &+= 1
    }
    guard digits > 0 else { return nil }
    if index < range.upperBound {
      guard let exponent = exponent(bytes, index..<range.upperBound) else { return nil }
      scale &+= exponent
    }
    let result = scaled(value, by: scale) * (isNegative ? -1 : 1)
    return result.isFinite ? result : nil
  }

  private static func exponent(_ bytes: RawSpan, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    guard bytes.byte(index) | 0x20 == 0x65 else { return nil }
    index &+= 1
    let isNegative = index < range.upperBound && bytes.byte(index) == 0x2d
    if index < range.upperBound, isNegative || bytes.byte(index) == 0x2b { index &+= 1 }
    guard index < range.upperBound else { return nil }
    var value = 0
    while index < range.upperBound {
      let digit = bytes.byte(index) &- 0x30
      guard digit <= 9 else { return nil }
      value = min(value &* 10 &+ Int(digit), 100_000)
      index &+= 1
    }
    return isNegative ? 0 &- value : value
  }

  private static func scaled(_ value: Double, by exponent: Int) -> Double {
    var result = value
    var left = min(abs(exponent), 700)
    while left > 0 {
      let step = min(left, 22)
      let power = powers[step]
      result = exponent < 0 ? result / power : result * power
      left -= step
    }
    return result
  }

  /// Powers of ten that a floating-point number holds exactly.
  private static let powers: [Double] = {
    var powers = [1.0]
    for _ in 0..<22 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()
}

extension RawSpan {
  /// Whether some bytes stand at an offset.
  func holds(_ bytes: [UInt8], at offset: Int) -> Bool {
    guard offset >= 0, bytes.count <= byteCount &- offset else { return false }
    for index in bytes.indices where byte(offset &+ index) != bytes[index] { return false }
    return true
  }
}
