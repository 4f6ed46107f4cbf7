import PenstockClient
import Testing

@Suite("Conformance fixtures")
struct FixtureTests {
  @Test(arguments: Fixture.all)
  func passes(_ fixture: Fixture) async throws { try await FixtureRun(fixture).run() }

  @Test("All files are here, and none is passed over")
  func complete() throws {
    let own = try Fixture.files(in: try #require(Fixture.folders().first))
    #expect(own.count >= 32)
    #expect(try own.flatMap { try Fixture.cases(of: $0) }.count >= 55)
  }
}
