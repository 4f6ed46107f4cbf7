import Glibc

/// Opens connections, keeps one request in flight on each, and checks every byte of every answer. One thread.
final class LoadGenerator {
  /// One connection and the request in flight on it.
  private final class Connection {
    let descriptor: Int32
    var output = OutputBuffer()
    var checker: ResponseChecker
    var startedAt: UInt64 = 0
    var stream = EventTimes.Stream(startedAt: 0)
    var isConnected = false
    var awaitsWritable = true
    /// A request is in flight.
    var isBusy = false
    var isOpenStream = false

    init(descriptor: Int32, checker: ResponseChecker) {
      self.descriptor = descriptor
      self.checker = checker
    }

    deinit {
      close(descriptor)
    }
  }

  private let plan: LoadPlan
  private let request: [UInt8]
  private let checker: ResponseChecker
  private let poller: Poller
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 262_144, alignment: 16)
  private var connections: [Connection?] = []
  private var latencies: [UInt32] = []
  private var times: EventTimes?
  private var opening = 0
  private var wanted: Int
  private var started = 0
  private var completed = 0
  private var errors = 0
  private var firstError: String?
  private var reconnects = 0
  private var openStreams = 0
  private var mostOpenStreams = 0
  private var busy = 0
  private var deadline: UInt64 = 0

  /// Called once, when all streams of `idle-streams` are open.
  var onAllOpen: (Int) -> Void = { _ in }

  init(plan: LoadPlan) throws(BenchError) {
    Sockets.raiseFileLimit()
    self.plan = plan
    request = plan.requestBytes
    checker = ResponseChecker(body: ExpectedBody(plan.expectedBody))
    wanted = plan.connections
    times = EventTimes(plan)
    poller = try Poller()
    latencies.reserveCapacity(1 << 20)
  }

  deinit {
    input.deallocate()
  }

  /// Runs the plan to its end: after the deadline no request starts, and those in flight have ten seconds to end.
  func run() throws(BenchError) -> LoadReport {
    let start = monotonicNow()
    deadline = start + plan.duration
    let lastCall = deadline + 10_000_000_000
    while errors < 100 {
      let now = monotonicNow()
      if now >= lastCall { break }
      try open()
      if busy == 0, opening == 0, !mayStart(now) { break }
      handle(poller.wait(nanoseconds: min(lastCall - now, 100_000_000)))
    }
    if busy > 0, errors < 100 { fail("\(busy) answers did not end in time", times: busy) }
    return report(seconds: Double(monotonicNow() - start) / 1e9)
  }

  private func mayStart(_ now: UInt64) -> Bool {
    if plan.scenario == .idleStreams { return started < plan.connections }
    return now < deadline && (plan.requests == 0 || started < plan.requests)
  }

  /// Connects what is missing, a few at a time, so that no listener's queue overflows: a connection that stands may still wait to be accepted.
  private func open() throws(BenchError) {
    while wanted > 0, opening < 128, mayConnect, mayStart(monotonicNow()) {
      let fd = try Sockets.connect(to: plan.address)
      while connections.count <= Int(fd) { connections.append(nil) }
      connections[Int(fd)] = Connection(descriptor: fd, checker: checker)
      poller.add(fd, write: true)
      wanted -= 1
      opening += 1
    }
  }

  private var mayConnect: Bool {
    plan.scenario != .idleStreams || busy - openStreams < 512
  }

  private func handle(_ count: Int) {
    for index in 0..<count {
      let event = poller[index]
      guard let connection = connections[Int(event.descriptor)] else { continue }
      if event.isWritable { becameWritable(connection) }
      if event.isReadable { receive(connection) }
    }
  }

  private func becameWritable(_ connection: Connection) {
    if !connection.isConnected {
      connection.isConnected = true
      opening -= 1
      startRequest(connection)
    } else if !connection.output.flush(to: connection.descriptor) {
      lose(connection, "the connection broke while a request was sent")
    }
    watchWritability(of: connection)
  }

  private func watchWritability(of connection: Connection) {
    guard connection.output.isWaiting != connection.awaitsWritable else { return }
    connection.awaitsWritable = connection.output.isWaiting
    poller.change(connection.descriptor, write: connection.awaitsWritable)
  }

  private func startRequest(_ connection: Connection) {
    let now = monotonicNow()
    guard mayStart(now) else { return }
    started += 1
    busy += 1
    connection.isBusy = true
    connection.startedAt = now
    connection.stream = EventTimes.Stream(startedAt: now)
    connection.checker.restart()
    if !connection.output.write(request, to: connection.descriptor) {
      lose(connection, "the connection broke while a request was sent")
    }
    watchWritability(of: connection)
  }

  private func receive(_ connection: Connection) {
    let count = recv(connection.descriptor, input.baseAddress, input.count, 0)
    guard count > 0 else {
      if count == 0 || errno != EAGAIN { lose(connection, count == 0 ? "closed within an answer" : "reset within an answer") }
      return
    }
    guard connection.isBusy else { return lose(connection, "bytes outside an answer", isError: true) }
    let outcome = connection.checker.receive(UnsafeRawBufferPointer(rebasing: input[..<count]))
    times?.note(connection.checker.body.received, &connection.stream)
    switch outcome {
    case .needsMore: noteOpenStream(connection)
    case .complete: complete(connection)
    case .wrong(let reason): lose(connection, reason)
    }
  }

  private func complete(_ connection: Connection) {
    latencies.append(UInt32(clamping: monotonicNow() - connection.startedAt))
    completed += 1
    busy -= 1
    connection.isBusy = false
    if connection.isOpenStream {
      connection.isOpenStream = false
      openStreams -= 1
    }
    guard !connection.checker.closes else { return lose(connection, "") }
    startRequest(connection)
  }

  private func noteOpenStream(_ connection: Connection) {
    guard plan.scenario == .idleStreams, !connection.isOpenStream, connection.checker.body.received > CannedChat.role.count else { return }
    connection.isOpenStream = true
    openStreams += 1
    mostOpenStreams = max(mostOpenStreams, openStreams)
    if openStreams == plan.connections { onAllOpen(openStreams) }
  }

  /// Forgets a connection and wants a new one. That is an error only while a request is in flight, or when said.
  private func lose(_ connection: Connection, _ reason: String, isError: Bool = false) {
    connections[Int(connection.descriptor)] = nil
    if !connection.isConnected { opening -= 1 }
    if connection.isBusy { busy -= 1 }
    if connection.isOpenStream { openStreams -= 1 }
    if connection.isBusy || isError || !connection.isConnected { fail(reason) } else { reconnects += 1 }
    wanted += 1
  }

  private func fail(_ reason: String, times: Int = 1) {
    errors += times
    if firstError == nil { firstError = reason }
  }

  private func report(seconds: Double) -> LoadReport {
    latencies.sort()
    let firstTexts = times?.firstTexts.sorted() ?? []
    func percentile(_ share: Double, of latencies: [UInt32]) -> Double {
      latencies.isEmpty ? 0 : Double(latencies[min(latencies.count - 1, Int(share * Double(latencies.count)))]) / 1000
    }
    return LoadReport(
      scenario: plan.scenario.rawValue, connections: plan.connections, seconds: seconds, completed: completed,
      events: plan.isStreaming ? completed * plan.order.delivered : 0, errors: errors, firstError: firstError, reconnects: reconnects,
      perSecond: Double(completed) / seconds, p50Microseconds: percentile(0.5, of: latencies),
      p99Microseconds: percentile(0.99, of: latencies),
      maxMicroseconds: percentile(1, of: latencies), firstTextMicroseconds: firstTexts.isEmpty ? nil : percentile(0.5, of: firstTexts),
      promptShare: times?.promptShare, openStreams: plan.scenario == .idleStreams ? mostOpenStreams : nil)
  }
}
