internal import Glibc
internal import NIOCore

/// Says why an address and port cannot be listened on.
public enum ListenProblem {
  /// Why, for people.
  public static func text(_ error: any Error, host: String, port: Int) -> String {
    switch error {
    case let error as IOError:
      switch error.errnoCode {
      case EADDRINUSE: "port \(port) is in use; choose another one"
      case EADDRNOTAVAIL: "this machine has no address \(host)"
      case EACCES: "no permission to listen on port \(port): ports below 1024 are the system's"
      case EAFNOSUPPORT: "this machine does not speak the protocol of \(host)"
      default: "cannot listen on \(place(host, port)) (errno \(error.errnoCode))"
      }
    case is SocketAddressError, is SocketAddressError.UnknownHost: "the name \(host) does not resolve"
    default: "\(error)"
    }
  }

  /// Address and port, as they stand in a URL.
  static func place(_ host: String, _ port: Int) -> String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
