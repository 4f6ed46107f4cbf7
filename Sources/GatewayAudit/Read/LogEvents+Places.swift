extension LogEvents {
  /// Whether a directory has segments of a log.
  /// - Throws: ``LogProblem`` when it cannot be read.
  public static func hasSegments(_ directory: String) throws(LogProblem) -> Bool {
    do throws(FileProblem) { return !SegmentName.all(try PosixFiles().names(in: directory)).isEmpty } catch { throw LogProblem("\(error)") }
  }

  /// The last `count` records that a filter wants, in their order. Reads from the newest segment backwards as far as it must; memory is that of `count` records.
  /// - Throws: ``LogProblem`` when the directory cannot be read, or holds no log.
  public static func last(_ count: Int, directory: String, filter: EventFilter) throws(LogProblem) -> [EventRecord] {
    let place = LogDirectory(directory)
    let files = PosixFiles()
    do throws(FileProblem) {
      let names = SegmentName.all(try files.names(in: place.path))
      var found: [EventRecord] = []
      for (index, name) in names.enumerated().reversed() where found.count < count {
        let end = index + 1 < names.count ? names[index + 1].first : UInt64.max
        found = try matches(in: name, before: end, filter, last: count - found.count, place, files) + found
        if let since = filter.since, let start = try start(of: name, place, files), start < since { break }
      }
      guard !names.isEmpty else { throw FileProblem("list", place.path, code: 0, reason: noSegments) }
      return found
    } catch {
      throw LogProblem("\(error)")
    }
  }

  /// The last matches in one segment.
  private static func matches(
    in name: SegmentName, before end: UInt64, _ filter: EventFilter, last count: Int, _ directory: LogDirectory, _ files: any AuditFiles
  ) throws(FileProblem) -> [EventRecord] {
    var found: [EventRecord] = []
    var reader: LineReader
    do throws(FileProblem) { reader = LineReader(try files.open(directory.segment(name), .read)) } catch {
      // Retention has removed it since the names were read.
      guard error.isMissing else { throw error }
      return []
    }
    while let line = try reader.next(partial: false) {
      let bytes = reader.buffer.span.bytes.extracting(line.range)
      guard let record = RecordLine(bytes), record.sequence < end else { continue }
      let event = EventRecord(record, bytes, place: EventRecord.Place(segment: name.first, offset: line.offset))
      guard filter.matches(event) else { continue }
      found.append(event)
      if found.count >= 2 * max(count, 512) { found.removeFirst(found.count - count) }
    }
    return found.suffix(count)
  }

  /// The record at a place that a reader has named before; nil when another one, or none, is there now.
  public static func record(_ sequence: UInt64, at place: EventRecord.Place, directory: String) throws(LogProblem) -> EventRecord? {
    guard place.segment > 0, place.offset >= 0 else { return nil }
    let name = SegmentName(first: place.segment)
    do throws(FileProblem) {
      var reader = LineReader(try PosixFiles().open(LogDirectory(directory).segment(name), .read), from: place.offset, block: 4096)
      guard let line = try reader.next(partial: false) else { return nil }
      let bytes = reader.buffer.span.bytes.extracting(line.range)
      guard let record = RecordLine(bytes), record.sequence == sequence else { return nil }
      return EventRecord(record, bytes, place: place)
    } catch {
      if error.isMissing { return nil }
      throw LogProblem("\(error)")
    }
  }
}
