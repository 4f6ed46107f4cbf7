import Foundation
import GatewayCore
import Testing

@testable import GatewayAudit

@Suite struct EventTextTests {
  private func record(_ json: String) -> EventRecord { EventRecord(sequence: 7, json: Array(json.utf8)) }

  private let decision = #"""
    {"error":"policy_blocked","event_type":"decision","id":"evt_1","latency_us":{"first_byte":900,"queue":10,"total":12345},\#
    "model":"tiny","policy_results":[{"kind":"rbac","policy":"who","verdict":"allow"},{"kind":"pii-detector","policy":"no-pii","verdict":"block"}],\#
    "principal":"anonymous","request_id":"r1","status":409,"timestamp":"2027-01-15T08:00:00.000000Z","tokens":{"total":42},"user":"ann","verdict":"block","zzz":{"new":[1,true,null]}}
    """#

  @Test func theLineOfADecision() {
    #expect(
      EventLine.text(record(decision))
        == "[2027-01-15T08:00:00.000000Z] BLOCKED id=evt_1 policy=no-pii action=block result=blocked model=tiny tokens=42 latency=12.3ms status=409 error=policy_blocked"
    )
    let verdicts = ["allow": ("REQUEST", "pass"), "redact": ("REQUEST", "modified"), "escalate": ("ESCALATED", "blocked")]
    for (verdict, (word, result)) in verdicts {
      let line = EventLine.text(record(#"{"event_type":"decision","timestamp":"t","verdict":"\#(verdict)"}"#))
      #expect(line == "[t] \(word) id=- policy=- action=\(verdict) result=\(result) model=- tokens=- latency=-")
    }
  }

  @Test func whatAPolicyNotedShowsWhereNothingElseHappened() {
    func line(_ verdicts: [String], _ verdict: String) -> String {
      let results = verdicts.map { #"{"policy":"p-\#($0)","verdict":"\#($0)"}"# }.joined(separator: ",")
      return EventLine.text(record(#"{"event_type":"decision","policy_results":[\#(results)],"timestamp":"t","verdict":"\#(verdict)"}"#))
    }
    #expect(line(["allow", "flag"], "allow").contains(" policy=p-flag action=flag result=pass "))
    #expect(line(["flag", "block"], "block").contains(" policy=p-block action=block result=blocked "))
    #expect(line(["allow"], "allow").contains(" policy=- action=allow result=pass "))
  }

  @Test(arguments: [
    (#""ended":"error","error":"not_found","status":404"#, "action=- result=error", "status=404 error=not_found"),
    (#""ended":"client_gone""#, "action=- result=client_gone", "latency=-"),
    (#""ended":"complete","status":200"#, "action=- result=-", "latency=-"),
    (#""ended":"error","error":"no_target","status":503,"verdict":"allow""#, "action=allow result=error", "error=no_target"),
    (
      #""ended":"shutdown","error":"shutting_down","status":200,"verdict":"redact""#, "action=redact result=shutdown", "error=shutting_down"
    ),
    (#""ended":"error","error":"input_blocked","status":409,"verdict":"block""#, "action=block result=blocked", "error=input_blocked"),
  ]) func aLineSaysWhatTheRecordSays(_ members: String, _ words: String, _ end: String) {
    let line = EventLine.text(record(#"{"event_type":"decision","timestamp":"t",\#(members)}"#))
    #expect(line.contains(" policy=- \(words) model=") && line.hasSuffix(end), "\(line)")
  }

  @Test func everyTypeIsInTheReference() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "docs/audit-format.md"), encoding: .utf8)
    let table = page.matches(of: /(?m)^\| `([a-z_]+)` \| `/).map { String($0.1) }
    #expect(Set(table + ["admitted", "decision"]) == Set(EventFilter.knownTypes))
    #expect(EventFilter.knownTypes == EventFilter.knownTypes.sorted())
  }

  @Test func theLineOfAnotherEvent() {
    let line = EventLine.text(
      record(#"{"by":"SIGHUP","event_type":"config_changed","files":["a.yaml"],"timestamp":"t","to":{"hash":"ab"}}"#))
    #expect(line == "[t] CONFIG_CHANGED seq=7 by=SIGHUP files=[a.yaml] to={hash:ab}")
    #expect(EventLine.text(record("nonsense")) == "[-] EVENT seq=7")
  }

  @Test(arguments: [
    ("plain", "plain"), ("two words", "\"two words\""), ("", "\"\""), ("a\nb", "\"a\\nb\""), ("\u{1b}[31m", "\"\\u001b[31m\""),
    ("a\"b", "\"a\\\"b\""), ("\u{202e}x", "\"\\u202ex\""), ("\u{85}", "\"\\u0085\""), ("größe", "größe"), ("\u{2028}", "\"\\u2028\""),
    ("\u{e0001}", "\"\\udb40\\udc01\""),
  ]) func aWordCannotLeaveItsPlace(_ text: String, _ expected: String) { #expect(EventLine.word(text) == expected) }

  @Test func everyMemberIsInTheDetails() {
    let lines = EventLine.detailed(record(decision)).split(separator: "\n")
    #expect(lines.contains("  seq: 7"))
    #expect(lines.contains("  latency_us.total: 12345"))
    #expect(lines.contains("  zzz.new: [1,true,null]"))
    #expect(!lines.contains { $0.contains("timestamp:") })
  }

  @Test func aRowHasAsManyCellsAsTheHeader() {
    let header = EventTable.header.split(separator: ",", omittingEmptySubsequences: false)
    let row = EventTable.row(record(decision))
    #expect(row.hasSuffix("\r\n"))
    #expect(row.split(separator: ",", omittingEmptySubsequences: false).count == header.count)
    #expect(row.hasPrefix("7,2027-01-15T08:00:00.000000Z,decision,evt_1,r1,anonymous,ann,"))
    #expect(row.contains(",42,10,900,12345,who:allow no-pii:block\r\n"))
  }

  @Test func cellsAreQuotedAndAreNoFormulas() {
    let row = EventTable.row(record(#"{"event_type":"decision","id":"=1+1","model":"a,b","model_requested":"say \"x\"\n","user":"@me"}"#))
    #expect(row.contains(",'=1+1,"))
    #expect(row.contains("\"a,b\""))
    #expect(row.contains("\"say \"\"x\"\"\n\""))
    #expect(row.contains(",'@me,"))
  }

  @Test func filters() {
    let event = record(decision)
    func matches(_ change: (inout EventFilter) -> Void) -> Bool {
      var filter = EventFilter()
      change(&filter)
      return filter.matches(event)
    }
    #expect(matches { _ in })
    #expect(matches { $0.verdicts = ["redact", "block"] } && !matches { $0.verdicts = ["allow"] })
    #expect(matches { $0.policy = "no-pii" } && matches { $0.policy = "rbac" } && !matches { $0.policy = "other" })
    #expect(matches { $0.model = "tiny" } && !matches { $0.model = "Tiny" })
    #expect(matches { $0.types = ["decision"] } && matches { $0.types = [] } && !matches { $0.types = ["erasure"] })
    #expect(matches { $0.requestID = "r1" } && !matches { $0.requestID = "r" })
    #expect(matches { $0.id = "evt_1" } && !matches { $0.id = "r1" })
    #expect(matches { $0.principal = "anonymous" } && !matches { $0.principal = "ann" })
    #expect(matches { $0.user = "ann" } && !matches { $0.user = "anonymous" })
    let time = UTCTime("2027-01-15T08:00:00Z")
    #expect(matches { $0.since = time } && matches { $0.until = time })
    #expect(!matches { $0.since = time?.before(.seconds(-1)) } && !matches { $0.until = time?.before(.seconds(1)) })
    for type in ["checkpoint", "admitted"] {
      let rare = record(#"{"event_type":"\#(type)"}"#)
      #expect(!EventFilter().matches(rare) && EventFilter.all.matches(rare))
    }
    #expect(EventFilter().matches(record(#"{"event_type":"new"}"#)))
    #expect(record(#"{"user":"a\u0062"}"#).has("user", "ab"))
  }

  @Test func times() {
    let now = UTCTime(seconds: 1_000_000, microseconds: 5)
    #expect(EventTime.parse("5m", now: now) == UTCTime(seconds: 999_700, microseconds: 5))
    #expect(EventTime.parse("30s", now: now)?.seconds == 999_970)
    #expect(EventTime.parse("1h", now: now)?.seconds == 996_400)
    #expect(EventTime.parse("7d", now: now)?.seconds == 1_000_000 - 7 * 86_400)
    #expect(EventTime.parse("1970-01-02T00:00:00+01:00", now: now)?.seconds == 82_800)
    for text in ["", "m", "-5m", "5", "5w", "yesterday", "99999999999999999999d", "9223372036854775807d"] {
      #expect(EventTime.parse(text, now: now) == nil)
    }
  }

  @Test func valuesAreReadAsTheyAre() {
    let event = record(decision)
    #expect(event["latency_us"]?["total"]?.integer == 12345)
    #expect(event["status"]?.text == nil && event["status"]?.plain == "409" && event["nothing"] == nil)
    #expect(event.time == UTCTime(seconds: 1_800_000_000))
    #expect(EventValue(Array("{\"b\":1,\"a\":[\"x\",false]}".utf8).span.bytes)?.canonical == Array("{\"a\":[\"x\",false],\"b\":1}".utf8))
    #expect(EventValue(Array("[1.5]".utf8).span.bytes)?.canonical == nil)
    #expect(EventValue(Array((String(repeating: "[", count: 40) + String(repeating: "]", count: 40)).utf8).span.bytes) == nil)
  }
}
