internal import Crypto
internal import GatewayCore

/// The identity of a configuration.
enum ConfigHash {
  /// SHA-256 of the sources' bytes in their order, in hex: what `cat a.yaml b.yaml | sha256sum` prints.
  static func of(_ sources: [ConfigSource]) -> String {
    var hash = SHA256()
    for source in sources { hash.update(data: source.bytes) }
    return HexText.text(hash.finalize())
  }
}
