internal import NIOCore
internal import Synchronization

/// The open connections of a server.
final class ConnectionList: Sendable {
  private struct Contents {
    var open: [ObjectIdentifier: any Channel] = [:]
    var isStopped = false
  }

  private let contents = Mutex(Contents())

  /// Adds a connection until it closes; closes it at once when the server has stopped.
  func add(_ channel: any Channel) {
    let key = ObjectIdentifier(channel)
    let isStopped = contents.withLock { contents in
      contents.open[key] = channel
      return contents.isStopped
    }
    channel.closeFuture.whenComplete { [weak self] _ in
      self?.contents.withLock { contents in contents.open[key] = nil }
    }
    if isStopped { channel.close(promise: nil) }
  }

  /// Takes no more connections; gives those that are open.
  func stop() -> [any Channel] {
    contents.withLock { contents in
      contents.isStopped = true
      return Array(contents.open.values)
    }
  }
}
