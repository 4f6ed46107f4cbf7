import Foundation
import GatewayCore
import NIOCore
import OpenAIWire
import Testing

@testable import GatewayServer

@Suite struct AccessLogTests {
  private static func line(_ record: RequestRecord, isJSON: Bool) -> String {
    var bytes: [UInt8] = []
    AccessLogLine.write(record, clock: HTTPClock(), to: &bytes, isJSON: isJSON)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static var full: RequestRecord {
    var record = RequestRecord()
    record.requestID = "req-1"
    record.client = "127.0.0.1"
    record.method = "POST"
    record.path = "/v1/chat/completions"
    record.endpoint = .chatCompletions
    record.target = "gpu-1"
    record.model = "meta-llama/Llama-3.1-8B"
    record.isStream = true
    record.status = 200
    record.attempts = 2
    record.bytesIn = 10
    record.bytesOut = 20
    record.usage = Usage(promptTokens: 3, completionTokens: 4)
    record.firstByte = 5
    record.duration = 6
    return record
  }

  @Test func theTextLine() {
    let line = Self.line(Self.full, isJSON: false)
    #expect(
      line.dropFirst(27)
        == " info request id=req-1 client=127.0.0.1 method=POST path=/v1/chat/completions status=200 ended=complete target=gpu-1 model=meta-llama/Llama-3.1-8B stream=yes attempts=2 prompt_tokens=3 completion_tokens=4 bytes_in=10 bytes_out=20 first_byte_us=5 duration_us=6\n"
    )
  }

  @Test func theJSONLine() throws {
    let line = Self.line(Self.full, isJSON: true)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(object["id"] as? String == "req-1")
    #expect(object["status"] as? Int == 200)
    #expect(object["stream"] as? String == "yes")
    #expect(object["prompt_tokens"] as? Int == 3)
    #expect(object["level"] as? String == "info")
    #expect(object.count == 19)
    #expect(line.hasSuffix("}\n"))
  }

  @Test func anEmptyRecordLeavesOutWhatItDoesNotKnow() throws {
    #expect(
      Self.line(RequestRecord(), isJSON: false).dropFirst(27)
        == " info request id=\"\" client=\"\" method=\"\" path=\"\" status=0 ended=complete bytes_in=0 bytes_out=0 duration_us=0\n")
    let object = try JSONSerialization.jsonObject(with: Data(Self.line(RequestRecord(), isJSON: true).utf8)) as? [String: Any]
    #expect(object?["error"] == nil && object?["model"] == nil && object?["first_byte_us"] == nil)
  }

  @Test(arguments: [
    "a b", "a\nb", "a\r\nb", "\u{0}", "\u{1b}[2J", "\"", "\\", "a=b", "\\\"\n\t", "é💧", "\u{7f}", "\u{2028}", "\u{85}", "", "}{",
    "x\" status=\"999",
  ])
  func noValueBreaksALine(_ value: String) throws {
    var record = Self.full
    record.path = value
    record.target = value
    record.model = value
    record.client = value
    record.error = GatewayError(.internalError, "m", detail: value)
    let json = Self.line(record, isJSON: true)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["status"] as? Int == 200)
    let cleaned = String(String.UnicodeScalarView(value.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : $0 }))
    #expect(object["detail"] as? String == cleaned)
    let text = Self.line(record, isJSON: false)
    for line in [json, text] {
      #expect(line.utf8.filter { $0 < 0x20 || $0 == 0x7f }.count == 1, "only the last line feed")
      #expect(line.utf8.last == 0x0a)
    }
    // Outside of quotes there is one `status`.
    var isQuoted = false
    var isEscaped = false
    let plain = text.unicodeScalars.filter { scalar in
      if isEscaped {
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "\"" {
        isQuoted.toggle()
      }
      return !isQuoted
    }
    #expect(String(String.UnicodeScalarView(plain)).ranges(of: "status=").count == 1)
    #expect(!isQuoted)
  }

  @Test(arguments: [RequestRecord.Ending.complete, .error, .clientGone]) func endings(_ ending: RequestRecord.Ending) {
    var record = Self.full
    record.ending = ending
    record.error = GatewayError(.upstreamClosed, "message for the client")
    let line = Self.line(record, isJSON: false)
    #expect(line.contains(" ended=\(ending.rawValue) error=upstream_closed "))
    #expect(!line.contains("message for the client"))
  }
}

@Suite struct CivilTimeTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00", "Thu, 01 Jan 1970 00:00:00 GMT"), (1, "1970-01-01T00:00:01", "Thu, 01 Jan 1970 00:00:01 GMT"),
    (86_399, "1970-01-01T23:59:59", "Thu, 01 Jan 1970 23:59:59 GMT"), (86_400, "1970-01-02T00:00:00", "Fri, 02 Jan 1970 00:00:00 GMT"),
    (-1, "1969-12-31T23:59:59", "Wed, 31 Dec 1969 23:59:59 GMT"), (68_169_600, "1972-02-29T00:00:00", "Tue, 29 Feb 1972 00:00:00 GMT"),
    (951_782_399, "2000-02-28T23:59:59", "Mon, 28 Feb 2000 23:59:59 GMT"),
    (951_782_400, "2000-02-29T00:00:00", "Tue, 29 Feb 2000 00:00:00 GMT"),
    (951_868_800, "2000-03-01T00:00:00", "Wed, 01 Mar 2000 00:00:00 GMT"),
    (784_111_777, "1994-11-06T08:49:37", "Sun, 06 Nov 1994 08:49:37 GMT"),
    (1_709_164_800, "2024-02-29T00:00:00", "Thu, 29 Feb 2024 00:00:00 GMT"),
    (1_735_689_599, "2024-12-31T23:59:59", "Tue, 31 Dec 2024 23:59:59 GMT"),
    (1_735_689_600, "2025-01-01T00:00:00", "Wed, 01 Jan 2025 00:00:00 GMT"),
    (1_795_219_200, "2026-11-21T00:00:00", "Sat, 21 Nov 2026 00:00:00 GMT"),
    (2_147_483_648, "2038-01-19T03:14:08", "Tue, 19 Jan 2038 03:14:08 GMT"),
    (4_107_542_399, "2100-02-28T23:59:59", "Sun, 28 Feb 2100 23:59:59 GMT"),
    (4_107_542_400, "2100-03-01T00:00:00", "Mon, 01 Mar 2100 00:00:00 GMT"),
    (-2_208_988_800, "1900-01-01T00:00:00", "Mon, 01 Jan 1900 00:00:00 GMT"),
    (-62_135_596_800, "0001-01-01T00:00:00", "Mon, 01 Jan 0001 00:00:00 GMT"),
    (253_402_300_799, "9999-12-31T23:59:59", "Fri, 31 Dec 9999 23:59:59 GMT"),
  ])
  func knownDates(_ seconds: Int, _ timestamp: String, _ date: String) {
    #expect(CivilTime(seconds: seconds).timestamp == timestamp)
    #expect(CivilTime(seconds: seconds).httpDate == date)
  }

  /// Day by day through 800 years, against a calendar of a few lines.
  @Test func everyDay() {
    var (year, month, day, weekday) = (1600, 1, 1, 6)
    var wrong = 0
    for days in -135_140..<157_054 {
      let time = CivilTime(seconds: days * 86_400 + 43_200)
      if time.year != year || time.month != month || time.day != day || time.weekday != weekday || time.hour != 12 { wrong += 1 }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      weekday = (weekday + 1) % 7
      day += 1
      if day > length { (day, month) = (1, month + 1) }
      if month > 12 { (month, year) = (1, year + 1) }
    }
    #expect(wrong == 0)
    #expect(year == 2400)
  }

  @Test(arguments: [(0, "000000"), (1, "000001"), (999_999, "999999"), (100_000, "100000")])
  func fractions(_ microseconds: Int, _ digits: String) {
    var bytes: [UInt8] = []
    HTTPClock().appendTimestamp((seconds: 0, microseconds: microseconds), to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "1970-01-01T00:00:00.\(digits)Z")
  }

  @Test func theDateLineIsAField() {
    let clock = HTTPClock()
    let line = String(decoding: clock.dateLine, as: UTF8.self)
    #expect(line.hasPrefix("date: ") && line.hasSuffix(" GMT\r\n"))
    #expect(line.utf8.count == 37)
  }
}
