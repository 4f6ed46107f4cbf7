internal import GatewayCore

/// Paths that a configuration names: a relative one starts at the directory of the file that it stands in, wherever the gateway was started.
enum ConfigPath {
  static func resolve(_ path: String, from file: String) -> String {
    guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
    return String(file[...slash]) + path
  }
}

extension ValueType<String> {
  /// A path of something that need not be there.
  static let path = text(length: 1...1000).map("path") { text, node, _ in ConfigPath.resolve(text, from: node.place.file) }
}
