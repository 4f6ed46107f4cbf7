import Glibc

/// The upstream of the benchmark: one thread, canned answers, keep-alive connections that it never closes by itself.
final class UpstreamServer {
  private let listener: Int32
  private let defaults: StreamOrder
  private let poller: Poller
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 262_144, alignment: 16)
  private var connections: [UpstreamConnection?] = []
  private var answers = FramedAnswers()
  private var deadlines = DeadlineHeap()
  private var held: [Int32] = []
  private var startedStreams: UInt32 = 0

  init(address: Address, defaults: StreamOrder) throws(BenchError) {
    Sockets.raiseFileLimit()
    self.defaults = defaults
    poller = try Poller()
    listener = try Sockets.listen(at: address)
    poller.add(listener)
  }

  deinit {
    input.deallocate()
  }

  /// Serves until the process is ended.
  func run() -> Never {
    while true {
      let now = monotonicNow()
      let count = poller.wait(nanoseconds: deadlines.first.map { $0.time > now ? $0.time - now : 0 })
      for index in 0..<count {
        let event = poller[index]
        if event.descriptor == listener {
          acceptAll()
        } else if let connection = connections[Int(event.descriptor)] {
          if event.isWritable { flush(connection) }
          if event.isReadable { receive(connection) }
        }
      }
      sendDueEvents()
    }
  }

  private func acceptAll() {
    while let fd = Sockets.accept(from: listener) {
      while connections.count <= Int(fd) { connections.append(nil) }
      connections[Int(fd)] = UpstreamConnection(descriptor: fd)
      poller.add(fd)
    }
  }

  private func drop(_ connection: UpstreamConnection) {
    connections[Int(connection.descriptor)] = nil
  }

  private func flush(_ connection: UpstreamConnection) {
    guard connection.output.flush(to: connection.descriptor) else { return drop(connection) }
    watchWritability(of: connection)
  }

  private func watchWritability(of connection: UpstreamConnection) {
    guard connection.output.isWaiting != connection.awaitsWritable else { return }
    connection.awaitsWritable = connection.output.isWaiting
    poller.change(connection.descriptor, write: connection.awaitsWritable)
  }

  private func send(_ bytes: [UInt8], to connection: UpstreamConnection) {
    guard connection.output.write(bytes, to: connection.descriptor) else { return drop(connection) }
    watchWritability(of: connection)
  }

  private func receive(_ connection: UpstreamConnection) {
    let count = recv(connection.descriptor, input.baseAddress, input.count, 0)
    guard count > 0 else {
      if count == 0 || errno != EAGAIN { drop(connection) }
      return
    }
    let bytes = UnsafeRawBufferPointer(rebasing: input[..<count])
    if connection.unread.isEmpty {
      let used = serve(bytes, to: connection)
      connection.unread.append(contentsOf: bytes[used...])
    } else {
      connection.unread.append(contentsOf: bytes)
      serveUnread(connection)
    }
  }

  private func serveUnread(_ connection: UpstreamConnection) {
    let waiting = connection.unread
    let used = waiting.withUnsafeBytes { serve($0, to: connection) }
    connection.unread.removeFirst(used)
  }

  /// Answers the complete requests at the start; returns how many bytes they took. A stream in progress defers what follows it.
  private func serve(_ bytes: UnsafeRawBufferPointer, to connection: UpstreamConnection) -> Int {
    var used = 0
    while used < bytes.count, connection.stream == nil {
      switch UpstreamRequest.read(UnsafeRawBufferPointer(rebasing: bytes[used...]), defaults: defaults) {
      case .needsMore:
        return used
      case .invalid:
        drop(connection)
        return bytes.count
      case .complete(let request):
        used += request.length
        answer(request, on: connection)
      }
    }
    return used
  }

  private func answer(_ request: UpstreamRequest, on connection: UpstreamConnection) {
    switch request.route {
    case .models: send(answers.models, to: connection)
    case .unknown: send(answers.notFound, to: connection)
    case .release:
      release()
      send(answers.released, to: connection)
    case .chat:
      guard let order = request.order else { return send(answers.completion, to: connection) }
      start(UpstreamConnection.Stream(order: order, includeUsage: request.includeUsage), on: connection)
    }
  }

  private func start(_ stream: UpstreamConnection.Stream, on connection: UpstreamConnection) {
    guard stream.order.paceMicroseconds > 0 || stream.order.isHeld else {
      return send(answers.burst(stream), to: connection)
    }
    connection.stream = stream
    startedStreams &+= 1
    connection.generation = startedStreams
    send(answers.streamHead, to: connection)
    sendEvent(to: connection)
    if stream.order.isHeld {
      sendEvent(to: connection)
      held.append(connection.descriptor)
    } else {
      // Streams that start together must not tick together: each gets its own place within the pace.
      let pace = UInt64(stream.order.paceMicroseconds) * 1000
      schedule(connection, at: monotonicNow() + pace * UInt64(connection.descriptor % 64) / 64)
    }
  }

  private func schedule(_ connection: UpstreamConnection, at time: UInt64) {
    deadlines.insert(.init(time: time, descriptor: connection.descriptor, generation: connection.generation))
  }

  private func sendDueEvents() {
    let now = monotonicNow()
    while let due = deadlines.first, due.time <= now {
      deadlines.removeFirst()
      guard let connection = connections[Int(due.descriptor)], connection.generation == due.generation,
        let stream = connection.stream
      else { continue }
      sendEvent(to: connection)
      if connection.stream != nil { schedule(connection, at: due.time + UInt64(stream.order.paceMicroseconds) * 1000) }
    }
  }

  /// Sends the stream's next event, and ends the stream with the last one.
  private func sendEvent(to connection: UpstreamConnection) {
    guard let stream = connection.stream, let event = answers.event(stream.next, of: stream) else { return }
    connection.stream?.next += 1
    if answers.event(stream.next + 1, of: stream) == nil { connection.stream = nil }
    send(event, to: connection)
    if connection.stream == nil, !connection.unread.isEmpty { serveUnread(connection) }
  }

  /// Lets every held stream run to its end.
  private func release() {
    let waiting = held
    held = []
    for fd in waiting {
      while let connection = connections[Int(fd)], connection.stream?.order.isHeld == true { sendEvent(to: connection) }
    }
  }
}
