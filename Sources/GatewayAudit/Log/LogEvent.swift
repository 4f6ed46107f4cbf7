internal import GatewayCore

/// The events that the log writes about itself and the gateway around it.
enum LogEvent {
  /// The marker of an anchor: events of retention begin so.
  static let anchorMarker = Array("{\"anchor\":{".utf8)

  /// The log begins, or was opened again.
  static func opened(_ time: UTCTime, version: String) -> [UInt8] {
    event("log_opened", time) { $0.member("version", version) }
  }

  /// A half-written end was cut off when the log was opened.
  static func recovered(_ time: UTCTime, cutBytes: Int, sha256: String) -> [UInt8] {
    var json = CanonicalJSON()
    json.object { json in
      json.member("cut_bytes", cutBytes)
      json.member("cut_sha256", sha256)
      json.member("event_type", "log_recovered")
      json.member("timestamp", "\(time)")
    }
    return json.bytes
  }

  /// The log could not be written for a while.
  static func outage(_ outage: Outage, until time: UTCTime) -> [UInt8] {
    var json = CanonicalJSON()
    json.object { json in
      json.member("event_type", "log_outage")
      json.member("reason", outage.reason)
      json.member("since", "\(outage.since)")
      json.member("timestamp", "\(time)")
      json.member("unrecorded", outage.unrecorded)
    }
    return json.bytes
  }

  /// Segments whose records are all older than the retention period go away: everything before `first`.
  static func retention(_ time: UTCTime, first: SegmentName, previous: [UInt8], days: Int) -> [UInt8] {
    var json = CanonicalJSON()
    json.object { json in
      json.key("anchor")
      json.object { json in
        json.member("prev", String(decoding: previous, as: UTF8.self))
        json.member("seq", Int(clamping: first.first))
      }
      json.member("event_type", "retention")
      json.member("retention_days", days)
      json.member("timestamp", "\(time)")
    }
    return json.bytes
  }

  /// Texts were erased.
  static func erasure(_ time: UTCTime, ids: [String], by: String) -> [UInt8] {
    var json = CanonicalJSON()
    json.object { json in
      json.key("erased")
      json.object { json in
        json.member("by", by)
        json.key("ids")
        json.array(ids) { $0.value($1) }
      }
      json.member("event_type", "erasure")
      json.member("timestamp", "\(time)")
    }
    return json.bytes
  }

  /// A live export has passed over records that it did not deliver in time.
  static func exportDropped(_ time: UTCTime, sink: String, count: Int) -> [UInt8] {
    var json = CanonicalJSON()
    json.object { json in
      json.member("count", count)
      json.member("event_type", "export_dropped")
      json.member("sink", sink)
      json.member("timestamp", "\(time)")
    }
    return json.bytes
  }

  private static func event(_ type: String, _ time: UTCTime, _ rest: (inout CanonicalJSON) -> Void) -> [UInt8] {
    var json = CanonicalJSON()
    json.object { json in
      json.member("event_type", type)
      json.member("timestamp", "\(time)")
      rest(&json)
    }
    return json.bytes
  }
}

/// A time in which the log could not be written.
struct Outage: Sendable {
  /// When the first write failed.
  var since: UTCTime
  /// Why.
  var reason: String
  /// Events that were lost.
  var unrecorded = 0
}
