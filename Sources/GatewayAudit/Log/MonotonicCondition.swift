internal import Glibc

/// A lock with a condition whose waits are bounded by the monotonic clock. Foundation's and Dispatch's are bounded by the time of day: when that is set back by an hour during a wait
/// of two milliseconds, they wait an hour.
package final class MonotonicCondition: @unchecked Sendable {
  // SAFETY: both pointers are made once, point to what POSIX lets any thread use, and are freed when nobody can use them any more.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  package init() {
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Seconds of the monotonic clock.
  package static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  package func lock() { pthread_mutex_lock(mutex) }

  package func unlock() { pthread_mutex_unlock(mutex) }

  package func withLock<Result>(_ body: () -> Result) -> Result {
    lock()
    defer { unlock() }
    return body()
  }

  /// Wakes one that waits.
  package func signal() { pthread_cond_signal(condition) }

  /// Wakes all that wait.
  package func broadcast() { pthread_cond_broadcast(condition) }

  /// Waits for a signal, and at most for `seconds`. Called with the lock held, which is let go meanwhile; it may return early.
  package func wait(atMost seconds: Double) {
    let seconds = min(max(seconds, 0), 86_400)
    let end = Self.now + seconds
    var time = timespec(tv_sec: Int(end), tv_nsec: Int((end - end.rounded(.down)) * 1e9))
    pthread_cond_timedwait(condition, mutex, &time)
  }
}
