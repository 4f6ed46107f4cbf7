import Foundation
import Testing

@testable import Simulator

struct ReferenceTests {
  @Test func theDocumentIsUpToDate() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appendingPathComponent("docs/simulator.md")
    let document = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let updated = try #require(SimulatorReference.updated(document))
    if ProcessInfo.processInfo.environment["PENSTOCK_UPDATE_DOCS"] == "1" {
      try Data(updated.utf8).write(to: file)
    } else {
      #expect(document == updated, "docs/simulator.md is stale: run the tests with PENSTOCK_UPDATE_DOCS=1")
    }
  }
}
