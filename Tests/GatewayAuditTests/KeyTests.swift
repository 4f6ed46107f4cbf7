import Foundation
import GatewayCore
import Synchronization
import Testing

@testable import GatewayAudit

/// The files of the key, and of texts: who may read them, and what a flipped byte does.
@Suite struct KeyTests {
  @Test func theKeyIsForItsOwnerAlone() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "penstock-key-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let warnings = Mutex<[SegmentedAuditLog.Change]>([])
    func open() throws {
      _ = try LogKeeper(AuditSettings(directory: path), files: PosixFiles(), clock: { .now }) { change in
        warnings.withLock { $0.append(change) }
      }
    }
    try open()
    let manager = FileManager.default
    for (name, permissions) in [("", 0o700), ("/signing.key", 0o600), ("/lock", 0o600), ("/log-00000000000000000001.jsonl", 0o600)] {
      #expect(try manager.attributesOfItem(atPath: path + name)[.posixPermissions] as? Int == permissions, "\(name)")
    }
    #expect(warnings.withLock { $0 }.isEmpty)
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path + "/signing.key")
    try open()
    guard case .warning(let text) = warnings.withLock({ $0.first }) else {
      Issue.record("nothing is said of a key that others may read")
      return
    }
    #expect(text.contains("signing.key can be read"))
  }

  @Test func everyFlippedByteOfThePublicKeyIsAnotherKeyOrNone() throws {
    let log = try TestLog.small(segments: 1, events: 1)
    let path = "/log/signing.pub"
    let original = try #require(log.files.contents(path))
    let fingerprint = try #require(PublicKey(pem: original)).fingerprint
    for index in original.indices {
      var bytes = original
      bytes[index] ^= 1
      log.files.put(bytes, at: path)
      // White space between the lines means nothing.
      if PublicKey(pem: bytes)?.fingerprint == fingerprint { continue }
      #expect((try? log.verify().isIntact) != true, "byte \(index)")
    }
  }

  @Test func everyFlippedByteOfATextIsFound() throws {
    let log = TestLog()
    log.settings.demands.content = .full
    let keeper = try log.keeper()
    let content = AuditContent(id: "evt_1", request: Array("question".utf8), answer: Array("answer".utf8))
    #expect(keeper.commit([AuditEvent(json: TestLog.event(1), content: content)], isSynced: true))
    let archive = ContentArchive(LogDirectory(TestLog.directory), files: log.files)
    for path in log.files.paths(in: "/log/content") {
      let original = try #require(log.files.contents(path))
      for index in original.indices {
        var bytes = original
        bytes[index] ^= 1
        log.files.put(bytes, at: path)
        if case .kept = try? archive.find(id: "evt_1") { Issue.record("byte \(index) of \(path)") }
      }
      log.files.put(original, at: path)
    }
    guard case .kept = try archive.find(id: "evt_1") else {
      Issue.record("the text is there")
      return
    }
  }
}
