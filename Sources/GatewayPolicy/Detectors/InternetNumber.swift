/// IPv4 addresses.
enum InternetNumber {
  static func match(_ run: DigitRun, _ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    guard run.groups.count >= 4, run.separator(ofGroups: 4) == UInt8(ascii: ".") else { return }
    for group in run.groups[..<4] {
      guard group.count <= 3 else { return }
      let value = run.digits[group.first..<min(run.digits.count, group.first &+ group.count)].reduce(0) { $0 &* 10 &+ Int($1) }
      guard value <= 255, group.count == 1 || run.digits[group.first] != 0 else { return }
    }
    var end = run.groups[3].end
    let next = probe[end]
    guard !ByteClass.isWord(next), !(next == UInt8(ascii: ".") && ByteClass.isAlphanumeric(probe[end &+ 1])) else { return }
    if next == UInt8(ascii: "/") {
      let mask = probe.number(at: end &+ 1, limit: 3)
      if mask.count > 0, mask.value <= 32, probe.endsWord(end &+ 1 &+ mask.count) { end &+= 1 &+ mask.count }
    }
    let isVersion = context.all.contains(.version) && !context.all.contains(.ip)
    matches.append(SpanMatch(.ipAddress, length: end, score: isVersion ? 40 : 90))
  }
}
