import Foundation
import Testing

/// The pages of the repository lead to each other.
@Suite struct LinkTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static var pages: [URL] {
    get throws {
      let manager = FileManager.default
      let folders = ["docs", "docs/decisions", "examples", "examples/policies", "examples/client", "packaging", "Benchmarks", "tools"]
        .map { root.appending(path: $0) }.filter { manager.fileExists(atPath: $0.path) }
      return try ([root] + folders).flatMap { try manager.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil) }
        .filter { $0.pathExtension == "md" }
    }
  }

  /// Every relative link of a page, code apart: what it names is there, and so is the heading behind `#`.
  @Test func everyRelativeLinkLeadsSomewhere() throws {
    let pages = try Self.pages
    #expect(pages.count > 10)
    for page in pages {
      let text = try String(contentsOf: page, encoding: .utf8).replacing(/(?s)```.*?```/, with: "")
      for match in text.matches(of: /\]\(([^)\s]+)\)/) where !match.1.contains(":") {
        let parts = match.1.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let target = parts[0].isEmpty ? page : page.deletingLastPathComponent().appending(path: String(parts[0]))
        #expect(FileManager.default.fileExists(atPath: target.path), "\(page.lastPathComponent): \(match.1)")
        guard parts.count == 2, target.pathExtension == "md" else { continue }
        let headings = try Self.headings(target)
        #expect(headings.contains(String(parts[1])), "\(page.lastPathComponent): \(match.1)")
      }
    }
  }

  /// The names that a page's headings have in links.
  private static func headings(_ page: URL) throws -> [String] {
    try String(contentsOf: page, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
      line.drop { $0 == "#" }.dropFirst().lowercased().filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }.replacing(" ", with: "-")
    }
  }
}
