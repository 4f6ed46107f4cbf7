internal import Crypto

/// The identity of a configuration.
enum ConfigHash {
  /// SHA-256 of the sources' bytes in their order, in hex: what `cat a.yaml b.yaml | sha256sum` prints.
  static func of(_ sources: [ConfigSource]) -> String {
    var hash = SHA256()
    for source in sources { hash.update(data: source.bytes) }
    return hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
