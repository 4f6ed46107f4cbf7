import CBenchSystem
import Glibc

/// A level-triggered epoll set. Waits with nanosecond timeouts, because paced streams need finer ticks than a millisecond.
struct Poller: ~Copyable {
  /// What happened to one descriptor.
  struct Event {
    var descriptor: Int32
    var isReadable: Bool
    var isWritable: Bool
  }

  private let descriptor: Int32
  private let events: UnsafeMutableBufferPointer<epoll_event>

  init() throws(BenchError) {
    descriptor = epoll_create1(0)
    guard descriptor >= 0 else { throw BenchError.system("epoll_create1") }
    events = .allocate(capacity: 512)
    events.initialize(repeating: epoll_event())
  }

  deinit {
    close(descriptor)
    events.deallocate()
  }

  func add(_ fd: Int32, write: Bool = false) {
    control(EPOLL_CTL_ADD, fd, write: write)
  }

  func change(_ fd: Int32, write: Bool) {
    control(EPOLL_CTL_MOD, fd, write: write)
  }

  /// Returns how many events wait behind the subscript. `nil` waits for ever, zero does not wait.
  func wait(nanoseconds: UInt64?) -> Int {
    guard let nanoseconds else {
      return max(0, Int(epoll_wait(descriptor, events.baseAddress, Int32(events.count), -1)))
    }
    var timeout = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    return max(0, Int(epoll_pwait2(descriptor, events.baseAddress, Int32(events.count), &timeout, nil)))
  }

  subscript(index: Int) -> Event {
    let event = events[index]
    let ended = event.events & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0
    return Event(
      descriptor: event.data.fd,
      isReadable: ended || event.events & EPOLLIN.rawValue != 0,
      isWritable: event.events & EPOLLOUT.rawValue != 0
    )
  }

  private func control(_ operation: Int32, _ fd: Int32, write: Bool) {
    var event = epoll_event()
    event.events = EPOLLIN.rawValue | (write ? EPOLLOUT.rawValue : 0)
    event.data.fd = fd
    epoll_ctl(descriptor, operation, fd, &event)
  }
}

/// Nanoseconds of the monotonic clock.
func monotonicNow() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
