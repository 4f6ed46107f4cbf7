import Glibc

/// What stops the tool itself. A wrong answer is not an error of this type: it is counted and reported.
enum BenchError: Error, CustomStringConvertible {
  case system(String, code: Int32)
  case address(String)

  /// The failed system call with the current `errno`.
  static func system(_ call: String) -> BenchError {
    .system(call, code: errno)
  }

  var description: String {
    switch self {
    case .system(let call, let code): "\(call): \(String(cString: strerror(code)))"
    case .address(let text): "not an address of the form http://IPV4:PORT/path: \(text)"
    }
  }
}
