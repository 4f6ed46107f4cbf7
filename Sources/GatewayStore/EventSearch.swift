public import GatewayAudit

/// Finds events of a log's directory: by its index where there is one that helps, and in the segments. The answer is the same with and without an index.
public enum EventSearch {
  /// The last `count` events that a filter wants, in their order. Blocks.
  ///
  /// What the log has beyond the index is read from the segments; every record that the index names is looked at before it is given, and an index that is wrong about one is not used.
  /// - Throws: ``LogProblem`` when the directory cannot be read, or holds no log.
  public static func last(_ count: Int, directory: String, filter: EventFilter) throws(LogProblem) -> [EventRecord] {
    if helps(filter), count > 0, let found = indexed(count, directory, filter) { return found }
    return try LogEvents.last(count, directory: directory, filter: filter)
  }

  /// Whether an index is faster than reading: it is where few records are wanted out of many.
  static func helps(_ filter: EventFilter) -> Bool {
    if let types = filter.types, types.isEmpty || types.contains("checkpoint") { return false }
    let isSelective =
      filter.policy != nil || filter.model != nil || filter.id != nil || filter.requestID != nil || filter.user != nil
    return isSelective || (filter.principal ?? "anonymous") != "anonymous"
      || !(filter.verdicts.isEmpty || filter.verdicts.contains("allow"))
  }

  /// What index and segments say together; nil when there is no index of use.
  static func indexed(_ count: Int, _ directory: String, _ filter: EventFilter) -> [EventRecord]? {
    guard let index = AuditIndex(reading: directory), let cursor = try? index.cursor(),
      let known = try? LogEvents.record(cursor.sequence, at: cursor.place, directory: directory), known.hash == cursor.hash
    else { return nil }
    do {
      var events = try LogEvents(directory: directory, filter: filter, start: .after(cursor.sequence))
      var newer: [EventRecord] = []
      while let event = try events.next() {
        newer.append(event)
        if newer.count >= 2 * max(count, 512) { newer.removeFirst(newer.count - count) }
      }
      newer = newer.suffix(count)
      var older: [EventRecord] = []
      for (sequence, place) in try index.places(filter, last: count - newer.count) {
        guard let event = try LogEvents.record(sequence, at: place, directory: directory), filter.matches(event) else { return nil }
        older.append(event)
      }
      return older.reversed() + newer
    } catch {
      return nil
    }
  }
}
