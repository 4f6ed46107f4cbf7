/// Links: with a scheme, or beginning with `www.`.
struct URLDetector: Detector {
  var entities: [Entity] { [.url] }
  var starts: StartSet { StartSet(.word, first: ByteSet("hHfFwW"), second: ByteSet("tTwW")) }
  var lookahead: Int { 2048 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let host: Int
    if probe.hasPrefix("http") {
      let colon = ByteClass.lowered(probe[4]) == 0x73 ? 5 : 4
      guard probe.hasPrefix("://", at: colon) else { return }
      host = colon &+ 3
    } else if probe.hasPrefix("ftp://") {
      host = 6
    } else if probe.hasPrefix("www.") {
      host = 4
    } else {
      return
    }
    var end = probe.run(from: host, limit: 2047 &- host) { $0 > 0x20 && $0 != 0x7f && !"\"<>`{}|\\^".utf8.contains($0) }
    end &+= host
    // What ends a sentence does not belong to the link; a parenthesis does when it was opened inside.
    while end > host {
      let last = probe[end &- 1]
      let isClosing = last == 0x29 && !contains(&probe, host..<end, 0x28) || last == 0x5d && !contains(&probe, host..<end, 0x5b)
      guard ".,;:!?'*_".utf8.contains(last) || isClosing else { break }
      end &-= 1
    }
    guard end > host, ByteClass.isAlphanumeric(probe[host]) || probe[host] >= 0x80 || probe[host] == 0x5b else { return }
    if host == 4, !contains(&probe, host..<end, 0x2e) { return }
    matches.append(SpanMatch(.url, length: end, score: 100))
  }

  private func contains(_ probe: inout Probe, _ range: Range<Int>, _ byte: UInt8) -> Bool {
    for offset in range where probe[offset] == byte { return true }
    return false
  }
}

/// Bare domain names: `example.com`, with one of the common top-level domains.
struct DomainDetector: Detector {
  private static let top: Set<[UInt8]> = Set(
    [
      "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "io", "ai", "app", "dev", "co", "me", "tv", "us", "uk", "de", "fr",
      "es", "it", "nl",
      "be", "ch", "at", "pl", "se", "no", "dk", "fi", "pt", "cz", "gr", "hu", "ro", "ru", "ua", "cn", "jp", "kr", "in", "au", "nz", "ca",
      "br", "mx", "ar",
      "cl", "za", "eu", "tr", "il", "sg", "hk", "tw", "id", "th", "vn", "ph", "my", "ie", "xyz", "online", "site", "shop", "store", "tech",
      "blog", "cloud",
      "name", "pro", "asia", "mobi", "jobs", "travel", "museum", "club", "agency", "design", "media", "news", "wiki",
    ].map { Array($0.utf8) })

  var entities: [Entity] { [.domainName] }
  var starts: StartSet { StartSet(.word, first: .alphanumerics) }
  var lookahead: Int { 256 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let before = probe.previous
    guard !"@./-".utf8.contains(before) else { return }
    var end = 0
    var labels = 0
    while labels < 8 {
      let length = probe.run(from: end, limit: 63) { ByteClass.isAlphanumeric($0) || $0 == 0x2d }
      guard length > 0 else { return }
      labels &+= 1
      let next = end &+ length
      if probe[next] == 0x2e, ByteClass.isAlphanumeric(probe[next &+ 1]) {
        end = next &+ 1
        continue
      }
      guard labels > 1, probe[next] != 0x40, probe[next] != 0x28, !ByteClass.isWord(probe[next]) else { return }
      let isKnown = Self.top.contains(probe.bytes(end..<next).map(ByteClass.lowered))
      if isKnown { matches.append(SpanMatch(.domainName, length: next, score: 90)) }
      return
    }
  }
}
