import GatewayCore
import GatewayTestSupport
import Testing

@testable import GatewayAudit

/// What somebody without the key may do to a log, and how it is found.
@Suite(.longComputation) struct TamperTests {
  @Test func aLogThatNobodyTouchedIsIntact() throws {
    let report = try TestLog.threeSegments().verify()
    #expect(report.problem == nil)
    #expect(report.segments == 3)
    #expect(report.records == 3 * 6)
    #expect(report.checkpoints == 6)
    #expect(report.signedThrough == report.head?.sequence)
  }

  @Test func everyFlippedBitOfEveryByteIsFound() throws {
    let log = try TestLog.small(segments: 2, events: 1)
    for segment in log.segments {
      let original = try #require(log.files.contents(segment))
      for index in original.indices {
        var bytes = original
        bytes[index] ^= index.isMultiple(of: 2) ? 0x01 : 0x20
        log.files.put(bytes, at: segment)
        #expect(try !log.verify().isIntact, "byte \(index) of \(segment)")
      }
      log.files.put(original, at: segment)
    }
    #expect(try log.verify().isIntact)
  }

  @Test(arguments: 0..<3) func aRemovedRecordIsMissing(segment: Int) throws {
    let log = try TestLog.threeSegments()
    let path = log.segments[segment]
    for index in 1..<5 {
      var lines = log.lines(path)
      let whole = lines
      lines.remove(at: index)
      log.put(lines, at: path)
      let problem = try #require(try log.verify().problem)
      #expect(problem.kind == .missing)
      #expect(problem.sequence == UInt64(segment * 6 + index + 1))
      log.put(whole, at: path)
    }
  }

  @Test func exchangedRecordsAreReordered() throws {
    let log = try TestLog.threeSegments()
    let path = log.segments[1]
    var lines = log.lines(path)
    lines.swapAt(2, 3)
    log.put(lines, at: path)
    let problem = try #require(try log.verify().problem)
    #expect(problem.kind == .reordered)
    #expect(problem.sequence == 9)
    #expect(problem.line == 3)
  }

  @Test func aRecordThatWasWrittenTwiceIsInserted() throws {
    let log = try TestLog.threeSegments()
    let path = log.segments[0]
    var lines = log.lines(path)
    lines.insert(lines[2], at: 3)
    log.put(lines, at: path)
    let problem = try #require(try log.verify().problem)
    #expect(problem.kind == .inserted)
    #expect(problem.line == 4)
  }

  /// A record that follows a line as one that was written would.
  private func forged(after line: [UInt8]) throws -> [UInt8] {
    let before = try #require(TestLog.record(line))
    var head = ChainHead(sequence: before.sequence, hash: before.hash)
    var forged: [UInt8] = []
    RecordLine.append(TestLog.event(99), to: &forged, head: &head)
    return forged
  }

  @Test func aRecordThatIsSlippedInWithTheRightHashesIsFound() throws {
    let log = try TestLog.threeSegments()
    let path = log.segments[0]
    var lines = log.lines(path)
    lines.insert(try forged(after: lines[1]), at: 2)
    log.put(lines, at: path)
    #expect(try log.verify().problem?.kind == .inserted)
  }

  @Test func aChangedRecordWithTheHashMadeAnewBreaksTheChain() throws {
    let log = try TestLog.threeSegments()
    let path = log.segments[0]
    var lines = log.lines(path)
    lines[2] = try forged(after: lines[1])
    log.put(lines, at: path)
    let problem = try #require(try log.verify().problem)
    #expect(problem.kind == .altered)
    #expect(problem.sequence == 3)
  }

  @Test func aChainThatWasMadeAnewLacksTheSignature() throws {
    let log = try TestLog.threeSegments()
    let path = try #require(log.segments.last)
    let lines = log.lines(path)
    let before = try #require(TestLog.record(lines[0]))
    var head = ChainHead(sequence: before.sequence, hash: before.hash)
    var forged = [lines[0]]
    for line in lines.dropFirst() {
      let record = try #require(TestLog.record(line))
      var bytes: [UInt8] = []
      let event = Array(line[record.event])
      RecordLine.append(forged.count == 1 ? TestLog.event(99) : event, to: &bytes, head: &head)
      forged.append(bytes)
    }
    log.put(forged, at: path)
    let problem = try #require(try log.verify().problem)
    #expect(problem.kind == .wrongSignature)
    #expect(problem.line == 6)
  }

  @Test func aLogSignedByAnotherKeyIsNotAccepted() throws {
    let log = try TestLog.threeSegments()
    var options = ChainVerifier.Options()
    options.publicKey = SigningKey().publicKey
    #expect(try log.verify(options).problem?.kind == .wrongSignature)
  }

  @Test(arguments: 0..<2) func aRemovedSegmentIsMissing(segment: Int) throws {
    let log = try TestLog.threeSegments()
    log.files.removeNow(log.segments[segment])
    let problem = try #require(try log.verify().problem)
    #expect(problem.kind == .missing)
    #expect(problem.sequence == (segment == 0 ? 1 : 7))
  }

  @Test func aHalfLineAtTheEndIsTruncated() throws {
    let log = try TestLog.threeSegments()
    let path = try #require(log.segments.last)
    let bytes = try #require(log.files.contents(path))
    for cut in 1..<50 {
      log.files.put(bytes.dropLast(cut), at: path)
      #expect(try log.verify().problem?.kind == .truncated)
    }
  }

  @Test func aCutEndIsNoticedWithAMirror() throws {
    let log = TestLog()
    log.settings.checkpointMirror = "/elsewhere/checkpoints.jsonl"
    do {
      let keeper = try log.keeper()
      for number in 0..<5 {
        log.clock.advance(10)
        #expect(keeper.commit([AuditEvent(json: TestLog.event(number))], isSynced: true))
      }
      keeper.finish()
    }
    var options = ChainVerifier.Options()
    options.mirror = log.settings.checkpointMirror
    #expect(try log.verify(options).problem == nil)
    let path = log.segments[0]
    log.put(log.lines(path).dropLast(4), at: path)
    #expect(try log.verify().problem == nil, "without the mirror nobody can know")
    #expect(try log.verify(options).problem?.kind == .truncated)
    #expect(throws: LogProblem.self) { try log.keeper() }
  }

  @Test func aDirectoryWithoutALogIsAnError() {
    let log = TestLog()
    #expect(throws: LogProblem.self) { try log.verify() }
  }
}
