/// Keys and tokens of the common providers, by prefix, alphabet and length; tokens in JSON Web Token form; and private keys.
struct SecretDetector: Detector {
  private struct Form {
    let prefix: [UInt8]
    let lengths: ClosedRange<Int>
    let alphabet: Alphabet

    init(_ prefix: String, _ lengths: ClosedRange<Int>, _ alphabet: Alphabet = .key) {
      self.prefix = Array(prefix.utf8)
      self.lengths = lengths
      self.alphabet = alphabet
    }
  }

  private enum Alphabet {
    /// Letters, digits, `_` and `-`.
    case key
    /// Letters and digits.
    case alphanumeric
    case upper, hex, dotted

    func contains(_ byte: UInt8) -> Bool {
      switch self {
      case .key: ByteClass.isWord(byte) || byte == 0x2d
      case .alphanumeric: ByteClass.isAlphanumeric(byte)
      case .upper: ByteClass.isUpper(byte) || ByteClass.isDigit(byte)
      case .hex: ByteClass.isDigit(byte) || byte &- 0x61 < 6 || byte &- 0x41 < 6
      case .dotted: ByteClass.isWord(byte) || byte == 0x2d || byte == 0x2e
      }
    }
  }

  /// Longer prefixes first, where one begins with another. Lengths are those behind the prefix.
  private static let forms: [Form] = [
    Form("sk-ant-", 20...180), Form("sk-proj-", 20...220), Form("sk-svcacct-", 20...220), Form("sk-or-v1-", 32...80),
    Form("sk_live_", 10...120, .alphanumeric),
    Form("sk_test_", 10...120, .alphanumeric), Form("rk_live_", 10...120, .alphanumeric), Form("rk_test_", 10...120, .alphanumeric),
    Form("pk_live_", 10...120, .alphanumeric), Form("sk-", 20...120), Form("AKIA", 16...16, .upper), Form("ASIA", 16...16, .upper),
    Form("AROA", 16...16, .upper), Form("AIDA", 16...16, .upper), Form("ghp_", 30...60, .alphanumeric),
    Form("gho_", 30...60, .alphanumeric),
    Form("ghu_", 30...60, .alphanumeric), Form("ghs_", 30...60, .alphanumeric), Form("ghr_", 30...80, .alphanumeric),
    Form("github_pat_", 40...100),
    Form("glpat-", 18...60), Form("gldt-", 18...60), Form("glrt-", 18...60), Form("xoxb-", 20...200), Form("xoxp-", 20...200),
    Form("xoxa-", 20...200),
    Form("xoxr-", 20...200), Form("xoxs-", 20...200), Form("xapp-", 20...200), Form("AIza", 35...35), Form("ya29.", 20...200, .dotted),
    Form("GOCSPX-", 20...40), Form("hf_", 30...50, .alphanumeric), Form("npm_", 30...50, .alphanumeric), Form("pypi-", 40...250),
    Form("SG.", 40...90, .dotted),
    Form("AC", 32...32, .hex), Form("SK", 32...32, .hex), Form("dop_v1_", 60...70, .hex), Form("doo_v1_", 60...70, .hex),
    Form("shpat_", 32...32, .hex),
    Form("shpss_", 32...32, .hex), Form("shpca_", 32...32, .hex), Form("sq0atp-", 20...30), Form("sq0csp-", 40...50), Form("EAAA", 56...70),
    Form("key-", 32...32, .hex), Form("dapi", 32...36, .hex), Form("nvapi-", 40...90), Form("gsk_", 40...70, .alphanumeric),
    Form("r8_", 30...50, .alphanumeric),
    Form("pplx-", 40...60, .alphanumeric), Form("xai-", 40...100, .alphanumeric), Form("tskey-", 20...80), Form("hvs.", 24...120, .key),
    Form("vercel_", 20...60), Form("lin_api_", 30...50, .alphanumeric), Form("ntn_", 40...60, .alphanumeric),
    Form("secret_", 40...60, .alphanumeric),
    Form("figd_", 30...60), Form("PMAK-", 50...70), Form("atlasv1.", 40...90), Form("fo1_", 40...50), Form("rubygems_", 40...60, .hex),
    Form("phc_", 40...50, .alphanumeric), Form("sntrys_", 60...200), Form("whsec_", 24...60), Form("dckr_pat_", 24...40),
    Form("NRAK-", 27...27, .upper),
    Form("CFPAT-", 40...50), Form("ops_", 40...800),
  ]
  private static let byFirst: [UInt8: [Form]] = Dictionary(grouping: forms) { $0.prefix[0] }

  var entities: [Entity] { [.secret, .jwt, .privateKey] }
  var starts: StartSet {
    var first = ByteSet("e-")
    var second = ByteSet("y-")
    for form in Self.forms {
      first.insert(form.prefix[0])
      second.insert(form.prefix[1])
    }
    return StartSet(.word, first: first, second: second)
  }
  var lookahead: Int { 2048 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    if probe[0] == 0x2d { return privateKey(&probe, &matches) }
    if probe.previous == 0x2d || probe.previous == 0x2e { return }
    if probe.hasExactPrefix("eyJ") { return token(&probe, &matches) }
    for form in Self.byFirst[probe[0]] ?? [] {
      guard matchesPrefix(&probe, form.prefix) else { continue }
      let start = form.prefix.count
      let length = probe.run(from: start, limit: form.lengths.upperBound &+ 1, where: form.alphabet.contains)
      guard form.lengths.contains(length), !ByteClass.isWord(probe[start &+ length]) else { continue }
      let body = probe.bytes(start..<(start &+ length))
      // A word with hyphens is no key: keys have digits, and no order.
      guard body.contains(where: ByteClass.isDigit), Checksums.entropy(body) > 2.6 else { continue }
      matches.append(SpanMatch(.secret, length: start &+ length, score: 95))
      return
    }
  }

  private func matchesPrefix(_ probe: inout Probe, _ prefix: [UInt8]) -> Bool {
    for (offset, byte) in prefix.enumerated() where probe[offset] != byte { return false }
    return true
  }

  /// Three parts of base64url with dots; the first two are JSON objects, which begin with `eyJ`. A token longer than the lookahead is found up to there.
  private func token(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let isPart: (UInt8) -> Bool = { ByteClass.isWord($0) || $0 == 0x2d }
    let header = probe.run(from: 0, limit: 1024, where: isPart)
    guard header >= 10, probe[header] == 0x2e, probe[header &+ 1] == 0x65, probe[header &+ 2] == 0x79 else { return }
    let payload = probe.run(from: header &+ 1, limit: 2046 &- header, where: isPart)
    var end = header &+ 1 &+ payload
    if probe[end] == 0x2e, end < 2047 { end &+= 1 &+ probe.run(from: end &+ 1, limit: 2046 &- end, where: isPart) }
    matches.append(SpanMatch(.jwt, length: end, score: 95))
  }

  /// `-----BEGIN … PRIVATE KEY-----`. The lines of the key itself are found one by one, by ``KeyBlockDetector``.
  private func privateKey(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard probe.previous != 0x2d, probe.hasExactPrefix("-----BEGIN ") else { return }
    let label = probe.run(from: 11, limit: 40) { ByteClass.isUpper($0) || ByteClass.isDigit($0) || $0 == 0x20 }
    let end = 11 &+ label
    guard label >= 11, probe.hasExactPrefix("-----", at: end) else { return }
    let name = probe.bytes(11..<end)
    guard name.suffix(11).elementsEqual("PRIVATE KEY".utf8) || name.suffix(17).elementsEqual("PRIVATE KEY BLOCK".utf8) else { return }
    matches.append(SpanMatch(.privateKey, length: end &+ 5, score: 100))
  }
}

/// The lines of a private key. A key is longer than anything that may be held back of a stream, so that it is not found as a whole: a line counts when it begins a line, has
/// the alphabet of base64, and is as long as the lines of a key are, or when it follows the key's first line.
struct KeyBlockDetector: Detector {
  private static let base64 = ByteSet.alphanumerics.union(ByteSet("+/="))

  var entities: [Entity] { [.privateKey] }
  var starts: StartSet { StartSet(.word, first: Self.base64.union(ByteSet("-")), second: Self.base64.union(ByteSet("-"))) }
  var lookahead: Int { 80 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    // At a line's start, whether the line break is real or written as an escape.
    let before = probe.previous
    guard before == 0x0a || before == 0x0d || before == 0x6e && probe[-2] == 0x5c else { return }
    if probe[0] == 0x2d {
      guard probe.hasExactPrefix("-----END "), ByteClass.isUpper(probe[9]) else { return }
      let label = probe.run(from: 9, limit: 40) { ByteClass.isUpper($0) || $0 == 0x20 }
      guard probe.hasExactPrefix("-----", at: 9 &+ label) else { return }
      let isPrivate = probe.bytes(9..<(9 &+ label)).suffix(11).elementsEqual("PRIVATE KEY".utf8)
      if isPrivate { matches.append(SpanMatch(.privateKey, length: 14 &+ label, score: 100)) }
      return
    }
    let length = probe.run(from: 0, limit: 78, where: Self.base64.contains)
    guard length >= 16 else { return }
    let next = probe[length]
    guard next == 0 || next == 0x0a || next == 0x0d || next == 0x5c || next == 0x2d else { return }
    let line = probe.bytes(0..<length)
    let isKeyLine =
      (length == 64 || length == 70 || length == 76) && line.contains(where: ByteClass.isUpper) && line.contains(where: ByteClass.isDigit)
    guard isKeyLine || follows(&probe) else { return }
    matches.append(SpanMatch(.privateKey, length: length, score: isKeyLine ? 70 : 90))
  }

  /// Whether the line before is a key's first line, or one of the long ones.
  private func follows(_ probe: inout Probe) -> Bool {
    var offset = -2
    if probe[-1] == 0x6e { offset = -3 }
    if probe[offset] == 0x0d { offset &-= 1 }
    if probe[offset] == 0x2d { return probe[offset &- 1] == 0x2d && probe[offset &- 5] == 0x59 || probe[offset &- 5] == 0x2d }
    var length = 0
    while length < 90, Self.base64.contains(probe[offset &- length]) { length &+= 1 }
    return length == 64 || length == 70 || length == 76
  }
}

/// Secrets that only a label gives away: `api_key = …`, `Authorization: Bearer …`, `password: …`.
struct LabeledSecretDetector: Detector {
  private static let labels = LabelTable<Entity>([
    ("api key", .secret), ("apikey", .secret), ("access key", .secret), ("secret key", .secret), ("secret access key", .secret),
    ("secret", .secret),
    ("token", .secret), ("access token", .secret), ("auth token", .secret), ("bearer", .secret), ("client secret", .secret),
    ("private key", .secret),
    ("account key", .secret), ("accountkey", .secret), ("sharedaccesskey", .secret), ("encryption key", .secret), ("credential", .secret),
    ("password", .password), ("passwd", .password), ("pwd", .password), ("passphrase", .password), ("passcode", .password),
    ("passwort", .password),
    ("kennwort", .password), ("contrasena", .password), ("mot de passe", .password), ("pin", .password),
  ])

  var entities: [Entity] { [.secret, .password] }
  /// Only behind something that parts a label from its value: prose is not looked at.
  var starts: StartSet { StartSet(.word, first: ByteSet { $0 > 0x20 && $0 < 0x7f && !"\"'`:=<>()[]{},;".utf8.contains($0) }) }
  var lookahead: Int { 160 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard isBehindSeparator(&probe), let entity = Lookback(&probe, limit: 48).label(in: Self.labels) else { return }
    let length = probe.run(from: 0, limit: 159) { $0 > 0x20 && $0 != 0x7f && !"\"'`,;<>(){}[]".utf8.contains($0) }
    var end = length
    while end > 0, ".!?:\\".utf8.contains(probe[end &- 1]) { end &-= 1 }
    guard end >= 4 else { return }
    let value = probe.bytes(0..<end)
    switch entity {
    case .password:
      // A sentence about passwords has a word there; a password is rarely one.
      let kinds = [
        value.contains(where: ByteClass.isDigit), value.contains(where: ByteClass.isUpper),
        value.contains { !ByteClass.isAlphanumeric($0) },
      ]
      let isQuoted = probe.previous == 0x22 || probe.previous == 0x27 || probe.previous == 0x60
      guard kinds.contains(true) || isQuoted || probe.previous == 0x3d else { return }
      matches.append(SpanMatch(.password, length: end, score: 80))
    default:
      guard end >= 12, value.contains(where: ByteClass.isDigit), Checksums.entropy(value) > 3 else { return }
      matches.append(SpanMatch(.secret, length: end, score: 80))
    }
  }

  /// Behind `=`, `:`, a quote, or a blank behind one of the former or behind `is` or `Bearer`.
  private func isBehindSeparator(_ probe: inout Probe) -> Bool {
    switch probe.previous {
    case 0x3d, 0x3a, 0x22, 0x27, 0x60: return true
    case 0x20:
      let last = probe[-2]
      if last == 0x3d || last == 0x3a || last == 0x3e { return true }
      let isVerb = ByteClass.lowered(last) == 0x73 && ByteClass.lowered(probe[-3]) == 0x69 && probe[-4] == 0x20
      return isVerb || ByteClass.lowered(last) == 0x72 && ByteClass.lowered(probe[-3]) == 0x65 && ByteClass.lowered(probe[-4]) == 0x72
    default: return false
    }
  }
}

extension Probe {
  /// Whether a text stands at an offset, case and all.
  mutating func hasExactPrefix(_ text: StaticString, at offset: Int = 0) -> Bool {
    var index = 0
    // SAFETY: the pointer is read inside of the static string's length only.
    let start = unsafe text.utf8Start
    while index < text.utf8CodeUnitCount {
      let expected = unsafe start[index]
      guard self[offset &+ index] == expected else { return false }
      index &+= 1
    }
    return true
  }
}
