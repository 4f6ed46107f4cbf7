import Foundation
import GatewayAudit
import GatewayCore

/// What a record costs: how fast events are made durable with many requests waiting, how long each waits, and how fast a log is verified.
///
///     AuditBench [DIRECTORY] [SECONDS] [CONNECTIONS]
@main
enum AuditBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    let directory = arguments.count > 1 ? arguments[1] : ".build/audit-bench"
    let seconds = arguments.count > 2 ? Int(arguments[2]) ?? 5 : 5
    let connections = arguments.count > 3 ? Int(arguments[3]) ?? 64 : 64
    guard (1...600).contains(seconds), (1...10_000).contains(connections) else {
      FileHandle.standardError.write(Data("AuditBench [DIRECTORY] [SECONDS, 1 to 600] [CONNECTIONS, 1 to 10000]\n".utf8))
      exit(64)
    }
    print("| what | result | goal |\n| --- | --- | --- |")
    try commit(directory, seconds, connections)
    try verify(directory)
    try syncs(directory)
  }

  private static func commit(_ directory: String, _ seconds: Int, _ connections: Int) throws {
    try? FileManager.default.removeItem(atPath: directory)
    let log = try SegmentedAuditLog(AuditSettings(directory: directory)) { print("| the log says | \($0) | |") }
    let loops = (0..<min(2, connections)).map { CommitLoop(log, connections: connections / 2 + ($0 == 0 ? connections % 2 : 0)) }
    for loop in loops { log.watch(loop) }
    let processor = processorTime()
    let start = ContinuousClock.now
    for loop in loops { loop.start(until: start + .seconds(seconds)) }
    let waits = loops.flatMap { $0.finish() }.sorted()
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    let used = processorTime() - processor
    log.close()
    let records = 2 * waits.count
    print("| records made durable a second, \(connections) connections | \(Int(Double(records) / elapsed)) | 20000 |")
    print("| requests a second (two records each) | \(Int(Double(waits.count) / elapsed)) | |")
    for (name, share) in [("p50", 0.5), ("p99", 0.99), ("worst", 1)] {
      let wait = waits.isEmpty ? 0 : waits[min(waits.count - 1, Int(Double(waits.count) * share))]
      print("| wait for the disk, \(name) | \(String(format: "%.2f", wait * 1000)) ms | |")
    }
    print("| processor time a record | \(String(format: "%.1f", used / Double(max(records, 1)) * 1e6)) µs | |")
  }

  private static func verify(_ directory: String) throws {
    try? FileManager.default.removeItem(atPath: directory)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    var settings = AuditSettings(directory: directory)
    settings.demands.isDurable = false
    let log = try SegmentedAuditLog(settings) { _ in }
    let count = 300_000
    for number in 0..<count where log.append(BenchEvent.decision(number), isUrgent: false) == nil {
      // The queue is full: the log's thread is given time.
      while log.append(BenchEvent.decision(number), isUrgent: true) == nil { usleep(1000) }
    }
    log.close()
    let (start, processor) = (ContinuousClock.now, processorTime())
    let report = try ChainVerifier.verify(directory)
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    let used = processorTime() - processor
    guard report.isIntact else {
      print("| verified | \(report) | |")
      exit(1)
    }
    print("| records verified a second, one core | \(Int(Double(report.records) / elapsed)) | 100000 |")
    print("| records verified in a second of processor time | \(Int(Double(report.records) / max(used, 1e-9))) | |")
    let (reading, before) = (ContinuousClock.now, processorTime())
    var events = try LogEvents(directory: directory, filter: EventFilter())
    var read = 0
    while try events.next() != nil { read += 1 }
    print("| records read a second, with filter | \(Int(Double(read) / ((ContinuousClock.now - reading) / .seconds(1)))) | |")
    print("| records read in a second of processor time | \(Int(Double(read) / max(processorTime() - before, 1e-9))) | |")
  }

  /// What one fdatasync of an appended block costs here: the disk's own part of a wait.
  private static func syncs(_ directory: String) throws {
    let path = directory + ".sync"
    let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { return }
    defer {
      close(descriptor)
      unlink(path)
    }
    var waits: [Double] = []
    let block = [UInt8](repeating: 0x61, count: 65_536)
    for _ in 0..<300 {
      let start = ContinuousClock.now
      guard write(descriptor, block, block.count) == block.count, fdatasync(descriptor) == 0 else { return }
      waits.append((ContinuousClock.now - start) / .milliseconds(1))
    }
    waits.sort()
    print("| write and fdatasync of 64 KiB alone, p50 / p99 | \(String(format: "%.2f / %.2f", waits[150], waits[296])) ms | |")
  }

  private static func processorTime() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
