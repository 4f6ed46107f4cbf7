import GatewayPolicy
import Testing

@Suite struct SecretDetectorTests {
  /// Made of parts, so that nobody's scanner takes the tests for a leak.
  private static func key(_ prefix: String, _ count: Int, _ alphabet: String = "aB3dE5gH7jK9mN2pQ4sT6vW8yZ1cF0xR") -> String {
    let letters = Array(alphabet)
    return prefix + String((0..<count).map { letters[($0 * 7 + $0 / letters.count) % letters.count] })
  }

  private static let hex = "0a1b2c3d4e5f6789"

  @Test func keysOfProviders() {
    let keys = [
      Self.key("sk-", 48), Self.key("sk-proj-", 100), Self.key("sk-ant-api03-", 90), Self.key("AKIA", 16, "A2B3C4D5E6F7GHIJ"),
      Self.key("ghp_", 36), Self.key("github_pat_", 60),
      Self.key("glpat-", 20), Self.key("xoxb-", 40), Self.key("sk_live_", 24), Self.key("AIza", 35), Self.key("hf_", 34),
      Self.key("npm_", 36), Self.key("pypi-", 80),
      Self.key("SG.", 22) + "." + Self.key("", 43), Self.key("SK", 32, Self.hex), Self.key("dop_v1_", 64, Self.hex),
      Self.key("dapi", 32, Self.hex), Self.key("nvapi-", 64), Self.key("gsk_", 52),
      Self.key("r8_", 37), Self.key("shpat_", 32, Self.hex), Self.key("123456789:AA", 33), Self.key("key-", 32, Self.hex),
      Self.key("hvs.", 30),
    ]
    for key in keys { expectFound(.secret, ["use «\(key)» here", "KEY=«\(key)»"]) }
  }

  @Test func whatLooksLikeAKeyAndIsNone() {
    expectNone(
      [.secret],
      [
        "sk-learn is a library", "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "hf_model_for_everything_that_is_long_enough", "ghp_short",
        "AKIA and others", "SKILLS", "the AC is broken", "npm_config_registry",
        "task-" + Self.key("", 30), "pypi-server-is-a-package-with-a-rather-long-name-that-goes-on",
      ])
  }

  @Test func webTokens() {
    let token = Self.key("eyJ", 33) + "." + Self.key("eyJ", 60) + "." + Self.key("", 43)
    expectFound(.jwt, ["Bearer «\(token)»", "token=«\(token)»;"])
    expectNone([.jwt], ["eyJ is how they begin", Self.key("eyJ", 33), "eyJhbGci.x"])
  }

  @Test func privateKeys() {
    let body = (0..<12).map { _ in Self.key("", 64) }.joined(separator: "\n")
    let pem = "-----BEGIN RSA PRIVATE KEY-----\n\(body)\nQ2hlY2s=\n-----END RSA PRIVATE KEY-----"
    expectFound(.privateKey, ["key:\n«\(pem)»\nbye", "{\"private_key\":\"«\(pem.replacing("\n", with: "\\n"))»\\n\"}"])
    let encrypted = "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A1B\n\n\(body)"
    expectFound(.privateKey, ["«\(encrypted)»", "«-----BEGIN PRIVATE KEY-----» is what such a file begins with"])
    expectNone(
      [.privateKey],
      [pem.replacing("RSA PRIVATE KEY", with: "CERTIFICATE"), "-----BEGIN PUBLIC KEY-----\nabc", "----- PRIVATE KEY -----", body])
  }

  @Test func passwordsOfAddressesStandBehindTheNameOfAUser() {
    for length in [1, 5, 6, 7, 8, 9, 13, 14, 15, 40, 61, 62] {
      let user = String(repeating: "u", count: length)
      expectFound(.password, ["https://\(user):«k7#Rp2»@host.example", "https://\(user):«k7#Rp2»@host.example and so on, for long enough"])
    }
    // One byte more is too far away; and what is no name of a user has no password behind it.
    let long = String(repeating: "u", count: 63)
    expectNone(
      [.password],
      [
        "https://\(long):k7#Rp2@host.example", "https://a@b:k7#Rp2@host.example", "https://a b:k7#Rp2@host.example",
        "u:k7#Rp2@host.example",
      ])
  }
}
