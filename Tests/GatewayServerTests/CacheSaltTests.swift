import Crypto
import GatewayCore
import Testing

@testable import GatewayServer

/// The salts of principals.
@Suite struct CacheSaltTests {
  private let salts = CacheSalts(key: Secret("0123456789abcdef"))

  @Test func aPrincipalHasOneSalt() {
    let salt = salts.salt(of: "user alice", own: nil)
    #expect(salt == salts.salt(of: "user alice", own: nil))
    #expect(salt.utf8.count == 64 && salt.allSatisfy { $0.isHexDigit })
    // After a restart, and at another gateway with the same key.
    #expect(salt == CacheSalts(key: Secret("0123456789abcdef")).salt(of: "user alice", own: nil))
  }

  @Test func nobodyHasTheSaltOfAnother() {
    let all = [
      salts.salt(of: "user alice", own: nil), salts.salt(of: "user bob", own: nil), salts.salt(of: "user alice", own: ""),
      salts.salt(of: "user alice", own: "x"), salts.salt(of: "user bob", own: "x"), salts.salt(of: "user alicex", own: nil),
      salts.salt(of: "user alicex", own: ""), CacheSalts(key: SymmetricKey(size: .bits256)).salt(of: "user alice", own: nil),
    ]
    #expect(Set(all).count == all.count)
    // A client that knows its own salt and sends it does not get further.
    #expect(salts.salt(of: "user bob", own: all[0]) != all[0])
  }
}
