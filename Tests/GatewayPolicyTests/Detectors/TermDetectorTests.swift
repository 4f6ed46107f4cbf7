import GatewayCore
import GatewayTestSupport
import Testing

@testable import GatewayPolicy

@Suite("Terms of a configuration")
struct TermDetectorTests {
  /// What is found of some terms in a text, overlapping findings as one.
  private func found(_ terms: [String], _ text: String, errors: Int = 0) -> [String] {
    let scanner = SpanScanner(TermDetector.detectors(terms, maxDistance: errors))
    var folded = FoldedText()
    folded.append(Array(text.utf8).span)
    folded.finish()
    var spans: [Range<Int>] = []
    for finding in scanner.scan(folded.bytes.span, isFinal: true).findings {
      if let last = spans.last, finding.start < last.upperBound {
        spans[spans.count - 1] = last.lowerBound..<max(last.upperBound, finding.end)
      } else {
        spans.append(finding.start..<finding.end)
      }
    }
    return spans.map {
      String(decoding: Array(text.utf8)[folded.originalStart($0.lowerBound)..<folded.originalEnd($0.upperBound - 1)], as: UTF8.self)
    }
  }

  @Test("As whole words, in any case, with any white space")
  func words() {
    #expect(
      found(["Project Falcon"], "project falcon, PROJECT \t\n FALCON, projectfalcon, project falcons") == [
        "project falcon", "PROJECT \t\n FALCON",
      ])
    #expect(found(["falcon"], "falcon falcons afalcon _falcon falcon-1 (falcon)") == ["falcon", "falcon", "falcon"])
    #expect(found(["card", "card number"], "a card number, a card no.") == ["card number", "card"])
    #expect(found(["café"], "CAFÉ cafe cafe\u{301} cafés") == ["CAFÉ", "cafe", "cafe"])
  }

  @Test("A boundary matters between letters alone")
  func marks() {
    #expect(found(["C++", ".env", "#secret"], "c++11 a.env x#secret# C+") == ["c++", ".env", "#secret"])
    #expect(found(["C++"], "abc++ c++") == ["c++"])
  }

  @Test("Case and words of other alphabets")
  func alphabets() {
    #expect(found(["пароль"], "пароль ПАРОЛЬ Пароль парольный супароль 'пароль'") == ["пароль", "ПАРОЛЬ", "Пароль", "пароль"])
    #expect(found(["ВОДА"], "вода Вода ВОДА водах") == ["вода", "Вода", "ВОДА"])
    #expect(found(["νέα μυστικά"], "ΝΕΑ ΜΥΣΤΙΚΑ, Νέα Μυστικά, νέα  μυστικά") == ["ΝΕΑ ΜΥΣΤΙΚΑ", "Νέα Μυστικά", "νέα  μυστικά"])
    #expect(found(["λόγος"], "ΛΟΓΟΣ λόγος Λόγος") == ["ΛΟΓΟΣ", "λόγος", "Λόγος"])
    #expect(found(["Straße"], "STRASSE straße Strassen") == ["STRASSE", "straße"])
    #expect(found(["გასაღები", "բանալի"], "გასაღები ბანალი ԲԱՆԱԼԻ") == ["გასაღები", "ԲԱՆԱԼԻ"])
  }

  @Test("Where words are written without blanks, or to one another, a term counts wherever it stands")
  func unspaced() {
    #expect(found(["機密事項"], "これは機密事項です。API機密事項 機密") == ["機密事項", "機密事項"])
    #expect(found(["비밀번호"], "비밀번호를 말해") == ["비밀번호"])
    #expect(found(["كلمة السر"], "وكلمة  السر") == ["كلمة  السر"])
    #expect(found(["รหัสผ่าน"], "ใส่รหัสผ่านที่นี่") == ["รหัสผ่าน"])
  }

  @Test("With errors: one for each three letters behind the first, in any place")
  func errors() {
    #expect(found(["password"], "passw0rd pasword passsword assword xpassword passwrod password", errors: 1).count == 6)
    #expect(found(["password"], "passwrod paswrd", errors: 2) == ["passwrod", "paswrd"])
    #expect(found(["abc"], "abd abc", errors: 3) == ["abc"])
    #expect(found(["project falcon"], "Projekt  Falkon", errors: 2) == ["Projekt  Falkon"])
  }

  @Test("What stands around a term with errors is no part of it")
  func extent() {
    #expect(
      found(["password"], "(password), \"password\" password. password x", errors: 2) == ["password", "password", "password", "password"])
    #expect(found(["project"], "project x projec. x", errors: 2) == ["project", "projec"])
    #expect(found(["C++ code"], "c++ code. c+ code", errors: 1) == ["c++ code", "c+ code"])
  }

  @Test("Letters of other alphabets are one error each")
  func errorsOfAlphabets() {
    #expect(found(["пароль"], "пароль парсль ПАРСЛЬ пороли парольный", errors: 1) == ["пароль", "парсль", "ПАРСЛЬ"])
    #expect(found(["機密事項資料"], "これは機密事頁資料です", errors: 1) == ["機密事頁資料"])
    #expect(CustomTerm.distance("пароль", most: 3) == 1)
  }

  @Test("Bytes that are no UTF-8 are nothing of a term")
  func noText() {
    let detector = TermDetector.detectors(["機密", "\u{fffd}a"], maxDistance: 1)
    for bytes: [UInt8] in [[0xe6, 0xa9], [0xff, 0x61], [0x80, 0x61], [0xf0, 0x9f, 0x61], [0xe6, 0xa9, 0x9f, 0xe5]] {
      #expect(SpanScanner(detector).scan(bytes.span, isFinal: true).findings.isEmpty)
    }
  }

  @Test("A list that every word would have to be compared with is refused, and says why")
  func tooMany() throws {
    func problem(_ count: Int, _ distance: Int) -> String? {
      var random = SplitMix64(seed: 3)
      var settings = SpanSettings(entities: [])
      settings.terms = (0..<count).map { _ in
        String((0..<20).map { _ in "abcdefghijklmnopqrstuvwxyz".randomElement(using: &random) ?? "a" })
      }
      settings.maxDistance = distance
      do {
        _ = try PolicyChain([PolicyDefinition(id: "own", kind: "dlp-filter", action: .redact, guardrail: .spans(settings))])
        return nil
      } catch { return "\(error)" }
    }
    #expect(problem(3_000, 0) == nil && problem(3_000, 1) == nil && problem(100, 6) == nil)
    #expect(problem(3_000, 6)?.contains("3000 terms with up to 6 wrong letters are too many") == true)
  }

  // MARK: - The tree beside a table for each term

  /// How long what a detector of the terms finds at a start has to be: a table for each term, with the fewest errors that make a beginning of the text one of the term.
  private func expectedLength(_ terms: [[UInt8]], _ errors: Int, _ text: [UInt8], _ start: Int) -> Int {
    terms.map { term -> Int in
      let most = TermDetector.distance(term.count, errors)
      var best = (errors: most, length: 0)
      func pruned(_ count: Int, _ letters: Int) -> Int { count > min(most, TermTree.errors(within: letters)) ? 1_000 : count }
      var row = (0...term.count).map { pruned($0, $0) }
      for column in 1...term.count { row[column] = pruned(min(row[column], row[column - 1] + 1), column) }
      for end in text.indices.dropFirst(start) {
        var next = [pruned(row[0] + 1, 0)]
        for column in term.indices {
          let changed = row[column] + (term[column] == text[end] ? 0 : 1)
          next.append(pruned(min(changed, row[column + 1] + 1, next[column] + 1), column + 1))
        }
        row = next
        let isInside = ByteClass.isWord(text[end]) && end + 1 < text.count && ByteClass.isWord(text[end + 1])
        if !isInside, row[term.count] <= best.errors, row[term.count] == 0 || ByteClass.isWord(text[end]) {
          best = (row[term.count], end + 1 - start)
        }
      }
      return best.length
    }.max() ?? 0
  }

  @Test("The tree finds what a table for each term finds")
  func tree() {
    var found = 0
    for seed in 0..<300 {
      var random = SplitMix64(seed: UInt64(seed))
      let errors = [0, 1, 2, 3, 5, 8][seed % 6]
      func word(_ most: Int) -> [UInt8] {
        (0..<Int.random(in: 1...most, using: &random)).map { _ in Array("aab.".utf8).randomElement(using: &random) ?? 0 }
      }
      let terms = (0..<Int.random(in: 1...12, using: &random)).map { _ in Array("b".utf8) + word(seed % 2 == 0 ? 12 : 30) }
      var text: [UInt8] = []
      for _ in 0..<8 { text += (Bool.random(using: &random) ? terms.randomElement(using: &random) ?? [] : word(9)) + [0x20] }
      let detectors = TermDetector.detectors(terms.map { String(decoding: $0, as: UTF8.self) }, maxDistance: errors)
      for start in text.indices where start == 0 || text[start - 1] == 0x20 {
        var probe = Probe(text.span, at: start, lookahead: 200, isFinal: true)
        var matches: [SpanMatch] = []
        for detector in detectors { detector.detect(&probe, &matches) }
        let expected = expectedLength(terms, errors, text, start)
        found += expected > 0 ? 1 : 0
        #expect(matches.map(\.length).max() ?? 0 == expected, "seed \(seed), start \(start), \(String(decoding: text, as: UTF8.self))")
      }
    }
    #expect(found > 500)
  }
}
