internal import Crypto
internal import GatewayCore

/// Derives the `cache_salt` of a principal: requests with different ones share nothing of vLLM's prefix cache, so that nobody learns from response times what others have asked.
///
/// HMAC-SHA256 under a key of the gateway, so that no client can find the salt of another one. A client's own `cache_salt` is part of it: it divides the client's cache further, and reaches
/// into nobody else's.
struct CacheSalts: Sendable {
  private let key: SymmetricKey

  init(key: Secret) { self.key = SymmetricKey(data: Array(key.reveal().utf8)) }

  /// From a key that ends with the process.
  init(key: SymmetricKey) { self.key = key }

  /// - Parameter principal: who the request acts for.
  /// - Parameter own: the client's own salt.
  /// - Returns: 64 hexadecimal digits.
  func salt(of principal: String, own: String?) -> String {
    var hmac = HMAC<SHA256>(key: key)
    // Lengths keep two pairs of texts from being one.
    hmac.update(data: Array("penstock cache_salt \(principal.utf8.count) \(own?.utf8.count ?? -1)\n".utf8))
    hmac.update(data: Array(principal.utf8))
    if let own { hmac.update(data: Array(own.utf8)) }
    return HexText.text(hmac.finalize())
  }
}
