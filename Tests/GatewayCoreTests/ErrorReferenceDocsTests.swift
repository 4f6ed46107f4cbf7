import Foundation
import GatewayCore
import Testing

@Suite struct ErrorReferenceDocsTests {
  @Test func committedPageIsFresh() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = root.appending(path: "docs/errors.md")
    let expected = ErrorReference.markdown()
    if ProcessInfo.processInfo.environment["PENSTOCK_UPDATE_DOCS"] == "1" {
      try expected.write(to: page, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: page, encoding: .utf8) == expected, "docs/errors.md is stale: run `make docs`")
  }

  @Test(arguments: ErrorCode.allCases)
  func everyCodeHasASensibleRow(code: ErrorCode) {
    let entry = code.entry
    #expect(entry.origin == code.origin)
    #expect(!entry.meaning.isEmpty && entry.meaning.hasSuffix("."))
    #expect(!entry.remedy.isEmpty && entry.remedy.hasSuffix("."))
    switch entry.origin {
    case .client, .policy: #expect((400..<500).contains(entry.status) || entry.status == 501 || entry.status == 505)
    case .gateway: #expect((500..<600).contains(entry.status) || entry.status == 429)
    case .upstream: #expect([400, 429, 502, 503, 504].contains(entry.status))
    }
  }
}
