import Foundation
import GatewayPolicy

/// What policies cost: `make bench-policies`.
enum CostReport {
  /// Ordinary prose, with what stands in prose: names, a few numbers, a date.
  private static let paragraph = """
    The library opens at nine on weekdays and stays open until eight in the evening. Most readers come after work, return the books they have finished and look along the shelves for something new. In spring \
    the committee decided to keep the reading room open on Sundays as well, which took longer to arrange than anyone had thought. There were 240 seats at first; now there are 310, and on rainy days every one of them is \
    taken. Margaret, who has worked here since March 2011, says that people read more than they used to, although they borrow fewer books. The building itself is from another time: high windows, a staircase \
    of oak, and a clock that nobody winds any more. 

    """

  private static func time(_ rounds: Int, _ body: () -> Void) -> Double {
    body()
    var best = Double.infinity
    for _ in 0..<3 {
      let start = clock()
      for _ in 0..<rounds { body() }
      best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC) / Double(rounds))
    }
    return best
  }

  /// Prints the report.
  static func run() {
    let sets: [(name: String, entities: [Entity])] = [
      ("cards, SSN", [.creditCard, .ssn]), ("cards, SSN, phone", [.creditCard, .ssn, .phone]),
      ("the same and e-mail", [.creditCard, .ssn, .phone, .email]),
      ("pii and pci", EntityGroup.personal + [.creditCard, .cardVerification]), ("secrets", [.secret, .jwt, .privateKey, .password]),
      ("phi", EntityGroup.health), ("everything", Entity.allCases.filter { $0 != .custom }),
    ]
    let prose = Array(String(repeating: paragraph, count: 400).utf8)
    let chat = Array(prose.prefix(4096))
    print("| rules | MB/s of prose | µs for 4 KiB | events of a stream sent at once | text sent with its event |")
    print("| --- | --- | --- | --- | --- |")
    for set in sets {
      let plan = plan(set.entities)
      let seconds = time(3) { _ = plan.scanner.scan(prose.span, isFinal: true).findings.count }
      let request = time(200) { _ = plan.scanner.scan(chat.span, isFinal: true).findings.count }
      let (events, bytes) = stream(plan)
      print(
        "| \(set.name) | \(Int(Double(prose.count) / seconds / 1e6)) | \(rounded(request * 1e6)) | \(rounded(events * 100)) % | \(rounded(bytes * 100)) % |"
      )
    }
    termLists(prose)
    hardTexts()
    let injection = time(200) { _ = InjectionDetector().score(chat.span).score }
    let content = time(200) { _ = ContentClassifier.scores(chat.span) }
    let both = time(200) {
      let reading = TextReading(chat.span)
      _ = InjectionDetector().score(chat.span, reading).score
      _ = ContentClassifier.scores(reading)
    }
    let parts = "prompt injection: \(rounded(injection * 1e6)) µs for 4 KiB; content filter: \(rounded(content * 1e6)) µs"
    print("\n\(parts); both on one reading: \(rounded(both * 1e6)) µs")
  }

  /// Lists of terms that do not occur.
  private static func termLists(_ prose: [UInt8]) {
    let syllables = ["ba", "ke", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "shu", "tra"]
    func term(_ number: Int) -> String {
      (0..<5).map { (number &* 2_654_435_761 &>> ($0 &* 5)) & 15 }.map { syllables[$0] }.joined()
    }
    print("\n| terms | MB/s of prose |")
    print("| --- | --- |")
    for (count, errors) in [(100, 0), (1_000, 0), (10_000, 0), (100, 1), (1_000, 1), (10_000, 1), (1_000, 3)] {
      let scanner = SpanScanner(TermDetector.detectors((1...count).map(term), maxDistance: errors))
      let text = prose.prefix(errors == 0 ? prose.count : 32_768)
      let seconds = time(1) { _ = scanner.scan(text.span, isFinal: true).findings.count }
      let name = errors == 0 ? "as they are" : "with up to \(errors) wrong letter\(errors == 1 ? "" : "s")"
      print("| \(count), \(name) | \(rounded(Double(text.count) / seconds / 1e6)) |")
    }
  }

  /// Texts that give the detectors as much to do as a text can: what a hostile client would send.
  private static func hardTexts() {
    let texts: [(name: String, unit: String)] = [
      ("digits", "4539578763621486"), ("digits in fours", "4539 5787 6362 1486 "), ("one digit a word", "4 5 3 9 "),
      ("digits and hyphens", "453-95-7876-"), ("at signs", "a@b.c@"), ("dots", "a.b.c."), ("colons", "a:1:b:2:"),
      ("capitals", "Anna Maria Street Road Ave Dr "), ("upper case", "ABCDEFGH1234"),
      ("base64", "eyJhbGciOiJIUzI1NiJ9"), ("hexadecimal", "0x3fa9 "), ("keys", "sk-ant-api03-"),
      ("labels", "password: secret= token: mrn: ssn: "), ("dates", "1/2/3 4 may 2020 "), ("slashes", "http://a/b/"),
      ("combining marks", "e\u{301}e\u{301}"), ("invisible", "a\u{200b}4\u{200b}"),
      ("full-width digits", "\u{ff11}\u{ff12}\u{ff13}\u{ff14}"),
    ]
    let plan = plan(Entity.allCases.filter { $0 != .custom })
    print("\n| everything, on a hard text of 64 KiB | MB/s |")
    print("| --- | --- |")
    for text in texts {
      let bytes = Array(String(repeating: text.unit, count: 65_536 / text.unit.utf8.count).utf8)
      let seconds = time(1) { _ = plan.scanner.scan(bytes.span, isFinal: true).findings.count }
      print("| \(text.name) | \(rounded(Double(bytes.count) / seconds / 1e6)) |")
    }
    print("")
  }

  private static func plan(_ entities: [Entity]) -> SpanPlan {
    SpanPlan(
      DetectorCatalog.detectors(for: Set(entities)).map { detector in
        var claims: [Entity: [SpanClaim]] = [:]
        for entity in detector.entities where entities.contains(entity) {
          claims[entity] = [SpanClaim(policy: 0, name: entity.name, action: .redact(Marker()), threshold: 60)]
        }
        return SpanPlan.Source(detector, claims: claims)
      })
  }

  /// Prose as a model streams it, a word and its blank an event: the share of events that go out whole at once, and the share of bytes.
  private static func stream(_ plan: SpanPlan) -> (events: Double, bytes: Double) {
    var enforcer = LaneEnforcer(plan)
    var vault = PlaceholderVault()
    var events = 0
    var whole = 0
    var late = 0
    var bytes = 0
    for (index, word) in String(repeating: paragraph, count: 8).split(separator: " ").enumerated() {
      let piece = Array((index == 0 ? word : " " + word).utf8)
      enforcer.receive(piece.span, vault: &vault)
      events += 1
      bytes += piece.count
      whole += enforcer.decided == enforcer.received ? 1 : 0
      late += enforcer.received - max(enforcer.decided, enforcer.received - piece.count)
      _ = enforcer.take(upTo: .max)
    }
    return (Double(whole) / Double(events), 1 - Double(late) / Double(bytes))
  }

  private static func rounded(_ value: Double) -> String { String(format: "%.1f", value) }
}
