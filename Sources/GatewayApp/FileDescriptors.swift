internal import Glibc

/// The process's limit of open files.
enum FileDescriptors {
  /// Raises the soft limit to the hard one: every connection is a file descriptor, and the usual soft limit of 1,024 is too few.
  static func raiseLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
