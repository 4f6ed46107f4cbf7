internal import Dispatch
internal import Foundation

/// SIGHUP, SIGTERM and SIGINT as a stream.
final class ProcessSignals {
  /// What a signal asks for.
  enum Request: Sendable {
    case reload, stop
  }

  /// The requests, in the order of the signals.
  let stream: AsyncStream<Request>
  /// Ends the stream.
  let finish: @Sendable () -> Void
  private let sources: [any DispatchSourceSignal]

  init() {
    let (stream, continuation) = AsyncStream.makeStream(of: Request.self, bufferingPolicy: .bufferingOldest(16))
    self.stream = stream
    finish = { continuation.finish() }
    signal(SIGPIPE, SIG_IGN)
    let queue = DispatchQueue(label: "penstock.signals")
    sources = [(SIGHUP, Request.reload), (SIGTERM, .stop), (SIGINT, .stop)].map { number, request in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { continuation.yield(request) }
      source.activate()
      return source
    }
  }
}
