internal import GatewayAudit
internal import GatewayCore
internal import GRDB

/// A filter in SQL.
struct IndexQuery {
  /// `WHERE …`, or nothing.
  private(set) var condition = ""
  /// What stands for the question marks.
  private(set) var arguments = StatementArguments()

  init(_ filter: EventFilter) {
    if let types = filter.types {
      if !types.isEmpty { demand("type", in: types) }
    } else {
      for type in EventFilter.rarelyWanted.sorted() { demand("type <> ?", [type]) }
    }
    if !filter.verdicts.isEmpty {
      let verdicts = filter.verdicts.sorted()
      // For SQLite to see that its partial index has them all.
      let isIndexed = filter.verdicts.contains("allow") ? "" : "verdict <> 'allow' AND "
      let isFlagged = filter.verdicts.contains(EventFilter.flag) ? " OR flagged IS NOT NULL" : ""
      demand("(\(isIndexed)verdict IN (\(Self.marks(verdicts)))\(isFlagged))", StatementArguments(verdicts))
    }
    if let model = filter.model { demand("(model = ? OR requested = ?)", [model, model]) }
    if let policy = filter.policy { demand("seq IN (SELECT seq FROM policy WHERE name = ?)", [policy]) }
    if let id = filter.id { demand("id = ?", [id]) }
    if let request = filter.requestID { demand("request = ?", [request]) }
    if let principal = filter.principal {
      if principal != "anonymous" { demand("principal <> 'anonymous'", []) }
      demand("principal = ?", [principal])
    }
    if let user = filter.user { demand("user = ?", [user]) }
    if let since = filter.since { demand("time >= ?", [Self.microseconds(since)]) }
    if let until = filter.until { demand("time <= ?", [Self.microseconds(until)]) }
  }

  private mutating func demand(_ text: String, _ values: StatementArguments) {
    condition += condition.isEmpty ? "WHERE \(text)" : " AND \(text)"
    arguments += values
  }

  private mutating func demand(_ column: String, in values: Set<String>) {
    demand("\(column) IN (\(Self.marks(values)))", StatementArguments(values.sorted()))
  }

  private static func marks(_ values: some Collection<String>) -> String { values.map { _ in "?" }.joined(separator: ", ") }

  private static func microseconds(_ time: UTCTime) -> Int64 {
    let (product, overflow) = Int64(time.seconds).multipliedReportingOverflow(by: 1_000_000)
    return overflow ? (time.seconds < 0 ? .min : .max) : product + Int64(time.microseconds)
  }
}
