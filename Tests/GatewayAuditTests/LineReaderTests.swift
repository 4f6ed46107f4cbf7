import Foundation
import Testing

@testable import GatewayAudit

@Suite struct LineReaderTests {
  @Test func linesOfEveryLengthInBlocksOfEverySize() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "penstock-lines-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    // 0x8a, 0x0b and 0x09 are what a search by words could take for a line feed.
    let expected = (0..<40).map { length in (0..<length).map { [UInt8(0x8a), 0x0b, 0x09, 0xff, 0x00][($0 + length) % 5] } }
    let file = try PosixFiles().open(path, .create)
    for line in expected { try file.append((line + [0x0a]).span.bytes) }
    try file.append([UInt8(0x61)].span.bytes)
    for block in [1, 2, 7, 8, 9, 64, 4096] {
      var reader = LineReader(file, block: block)
      var (lines, offset) = ([[UInt8]](), 0)
      while let line = try reader.next(partial: false) {
        #expect(line.isComplete && line.offset == offset)
        offset += line.range.count + 1
        lines.append(Array(reader.buffer[line.range]))
      }
      #expect(lines == expected)
      let last = try reader.next()
      #expect(last?.isComplete == false && last?.range.count == 1)
    }
  }
}
