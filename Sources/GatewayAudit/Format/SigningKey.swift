internal import Crypto
internal import Foundation
internal import GatewayCore

/// The Ed25519 key (RFC 8032) that signs checkpoints.
struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// A new key.
  init() { key = Curve25519.Signing.PrivateKey() }

  /// Reads the PEM text of a PKCS#8 file (RFC 8410), as `openssl genpkey -algorithm ed25519` writes it; nil when it is none.
  init?(pem: [UInt8]) {
    guard let bytes = PEMText.decode(pem, "PRIVATE KEY"), bytes.starts(with: Self.prefix), bytes.count == Self.prefix.count + 32,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.dropFirst(Self.prefix.count))
    else { return nil }
    self.key = key
  }

  private static let prefix: [UInt8] = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20]

  /// The private half as PKCS#8 PEM.
  var pem: [UInt8] { PEMText.encode(Self.prefix + key.rawRepresentation, "PRIVATE KEY") }

  /// The public half.
  var publicKey: PublicKey { PublicKey(key.publicKey) }

  /// The signature of a text: 64 bytes.
  func sign(_ text: [UInt8]) -> [UInt8]? { (try? key.signature(for: text)).map { [UInt8]($0) } }
}

/// The public half of the key that signs checkpoints.
public struct PublicKey: Sendable {
  private let key: Curve25519.Signing.PublicKey

  init(_ key: Curve25519.Signing.PublicKey) { self.key = key }

  /// Reads the PEM text of a public key (RFC 8410), as `openssl pkey -pubout` writes it; nil when it is none.
  public init?(pem: [UInt8]) {
    guard let bytes = PEMText.decode(pem, "PUBLIC KEY"), bytes.starts(with: Self.prefix), bytes.count == Self.prefix.count + 32,
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes.dropFirst(Self.prefix.count))
    else { return nil }
    self.key = key
  }

  private static let prefix: [UInt8] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]

  /// PEM text.
  public var pem: [UInt8] { PEMText.encode(Self.prefix + key.rawRepresentation, "PUBLIC KEY") }

  /// SHA-256 of the 32 bytes of the key, in hex: a short name for it.
  public var fingerprint: String { HexText.text(SHA256.hash(data: key.rawRepresentation)) }

  /// Whether this key's owner signed a text.
  func verifies(_ signature: [UInt8], of text: [UInt8]) -> Bool { key.isValidSignature(signature, for: text) }
}

/// The text form of keys (RFC 7468).
enum PEMText {
  static func encode(_ bytes: [UInt8], _ label: String) -> [UInt8] {
    Array(
      "-----BEGIN \(label)-----\n\(Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed]))\n-----END \(label)-----\n"
        .utf8)
  }

  static func decode(_ text: [UInt8], _ label: String) -> [UInt8]? {
    guard text.count < 16_384 else { return nil }
    let lines = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
    guard let first = lines.firstIndex(of: "-----BEGIN \(label)-----"), let last = lines.firstIndex(of: "-----END \(label)-----"),
      first < last
    else { return nil }
    return Data(base64Encoded: lines[(first + 1)..<last].joined()).map { [UInt8]($0) }
  }
}
