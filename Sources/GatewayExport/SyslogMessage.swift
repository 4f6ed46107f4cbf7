internal import Foundation
internal import GatewayAudit

/// A record as a syslog message (RFC 5424): `<PRI>1 TIMESTAMP HOSTNAME APP-NAME PROCID MSGID [meta sequenceId="…"] MSG`.
///
/// The message is the record as it stands in the log; it is UTF-8 without a byte order mark, so that what reads JSON can read it.
struct SyslogMessage {
  let facility: Int
  let host: String
  let process: Int32

  init(facility: Int, host: String = ProcessInfo.processInfo.hostName, process: Int32 = ProcessInfo.processInfo.processIdentifier) {
    self.facility = min(max(facility, 0), 23)
    self.host = Self.printable(host, limit: 255)
    self.process = process
  }

  /// The message with its frame (RFC 6587, octet counting): the length, a space, the message.
  func framed(_ record: EventRecord) -> [UInt8] {
    let time = record.time.map { "\($0)" } ?? "-"
    let priority = facility * 8 + Self.severity(record)
    // RFC 5424, section 7.3.1: from 1 to 2147483647, then 1 again.
    let number = record.sequence == 0 ? 1 : (record.sequence - 1) % 2_147_483_647 + 1
    let head =
      "<\(priority)>1 \(time) \(host) penstock \(process) \(Self.printable(record.type, limit: 32)) [meta sequenceId=\"\(number)\"] "
    let line = record.line
    var message = Array("\(head.utf8.count + line.count) \(head)".utf8)
    message += line
    return message
  }

  /// Critical for an outage of the log, warning for what was blocked or failed, notice for what waits for a person or changes the gateway, informational otherwise.
  static func severity(_ record: EventRecord) -> Int {
    switch record.type {
    case "log_outage", "log_recovered": return 2
    case "config_rejected", "export_dropped": return 4
    case "config_changed", "erasure", "retention", "gateway_started", "gateway_stopped": return 5
    default: break
    }
    switch record.text("verdict") {
    case "block": return 4
    case "escalate": return 5
    default: return record.text("error") == nil ? 6 : 4
    }
  }

  /// Printable ASCII without spaces; `-` when nothing is left.
  private static func printable(_ text: String, limit: Int) -> String {
    let bytes = text.utf8.filter { (0x21...0x7e).contains($0) }.prefix(limit)
    return bytes.isEmpty ? "-" : String(decoding: bytes, as: UTF8.self)
  }
}
