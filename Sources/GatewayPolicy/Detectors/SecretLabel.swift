/// The label of a password or token directly in front of its value: the words for it in many languages, also as the end of a longer name (`smtpPassword`, `DB_TOKEN`), and
/// what joins the two.
///
/// ``ContextVocabulary`` knows whole words alone; here a name is read from its end.
struct SecretLabel {
  /// How a value is joined to its label.
  enum Joint {
    /// By a sign or a word that says so: `:`, `=`, `=>`, `|`, "is".
    case sign
    /// By a blank, behind the `--` of an option.
    case option
    /// By a sign, with a purpose between: "the password for the server is".
    case purpose
    /// By a blank alone.
    case blank
  }

  let kind: ContextKinds
  let joint: Joint
  /// Whether it is a name of its own, and not the end of a longer one.
  let isWhole: Bool
  /// Where the label ends, relative to the start: behind its last byte.
  let end: Int

  /// Reads what stands in front of the start, at most 90 bytes of it; nil when it is no such label.
  init?(_ probe: inout Probe) {
    var isSigned = false
    var offset = Self.skipJoint(&probe, -1, &isSigned)
    offset = Self.skipWord(&probe, offset, &isSigned)
    var isDistant = false
    var found = Self.word(probe, endingAt: offset)
    if found == nil, isSigned {
      if let next = Self.skipValue(&probe, offset) {
        // "name": "DB_PASSWORD", "value": "…"
        found = Self.word(probe, endingAt: next)
        offset = next
      } else if let next = Self.skipPurpose(&probe, offset) {
        found = Self.word(probe, endingAt: next)
        offset = next
        isDistant = true
      }
    }
    guard let found, offset > -70 else { return nil }
    (kind, end) = (found.kind, offset &+ 1)
    let start = end &- found.bytes.count
    isWhole = !ByteClass.isAlphanumeric(probe[start &- 1])
    joint = isDistant ? .purpose : isSigned ? .sign : Self.isOption(&probe, start) ? .option : .blank
  }

  /// Passes blanks, quotes, signs and the marks of tables and of Markdown, at most ten of them.
  private static func skipJoint(_ probe: inout Probe, _ start: Int, _ isSigned: inout Bool) -> Int {
    var offset = start
    while offset > start &- 10 {
      switch probe[back: offset] {
      case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "|"): isSigned = true
      case UInt8(ascii: "-"):
        // A dash between blanks.
        guard probe[back: offset &- 1] == UInt8(ascii: " ") else { return offset }
        isSigned = true
      case UInt8(ascii: " "), 0x09, 0x0a, 0x0d, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"),
        UInt8(ascii: "*"),
        UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"):
        break
      default: return offset
      }
      offset &-= 1
    }
    return offset
  }

  /// Passes a word that joins: "is", "was", and those of other languages.
  private static func skipWord(_ probe: inout Probe, _ offset: Int, _ isSigned: inout Bool) -> Int {
    guard let word = joints.find(probe, endingAt: offset) else { return offset }
    isSigned = true
    return skipJoint(&probe, offset &- word.bytes.count, &isSigned)
  }

  /// Passes `value` and the quotes and the comma in front of it.
  private static func skipValue(_ probe: inout Probe, _ offset: Int) -> Int? {
    guard let word = values.find(probe, endingAt: offset) else { return nil }
    var offset = offset &- word.bytes.count
    let last = offset &- 24
    while offset > last {
      switch probe[back: offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: "\\"), 0x0a, 0x0d, 0x09: offset &-= 1
      default: return offset
      }
    }
    return nil
  }

  /// Passes the purpose of a password, in parentheses or with a preposition in front, of at most four words.
  private static func skipPurpose(_ probe: inout Probe, _ start: Int) -> Int? {
    var end = start
    for _ in 0..<4 where end > -70 {
      let length = nameLength(probe, endingAt: end)
      let offset = end &- length
      let byte = probe[back: offset]
      guard length > 0, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "(") else { return nil }
      var next = offset &- 1
      if byte == UInt8(ascii: "("), probe[back: next] == UInt8(ascii: " ") { next &-= 1 }
      let isPurpose = byte == UInt8(ascii: "(") || length < 5 && prepositions.contains(hash(probe, endingAt: end, length))
      if isPurpose, word(probe, endingAt: next) != nil { return next }
      end = next
    }
    return nil
  }

  /// How many bytes in front of and at an offset are those of a name, at most 20.
  private static func nameLength(_ probe: borrowing Probe, endingAt end: Int) -> Int {
    var length = 0
    while length < 20 {
      let others = ByteLanes.notNames(probe.eight(back: end &- length))
      if others != 0 { return min(20, length &+ others.leadingZeroBitCount >> 3) }
      length &+= 8
    }
    return 20
  }

  /// The hash of a word from its last byte to its first.
  private static func hash(_ probe: borrowing Probe, endingAt end: Int, _ length: Int) -> UInt64 {
    var hash = HashedWords.seed
    for index in 0..<length { hash = HashedWords.extend(hash, ByteClass.lowered(probe[back: end &- index])) }
    return hash
  }

  /// From their last byte to their first.
  private static let prepositions = HashedWords(
    "for of to on at für zum von vom de du del des para pour do da di per voor van dla для от".split(separator: " ")
      .map { String(decoding: folded($0), as: UTF8.self) }.joined(separator: " "))

  private static func isOption(_ probe: inout Probe, _ start: Int) -> Bool {
    var offset = start &- 1
    while offset > start &- 24,
      ByteClass.isAlphanumeric(probe[offset]) || probe[offset] == UInt8(ascii: "-") || probe[offset] == UInt8(ascii: "_")
    {
      offset &-= 1
    }
    return probe[offset] <= 0x20 && probe[offset &+ 1] == UInt8(ascii: "-") && offset &+ 1 < start
  }

  // MARK: Words

  /// The label whose last byte stands at an offset.
  private static func word(_ probe: borrowing Probe, endingAt offset: Int) -> EndingWords.Word? { words.find(probe, endingAt: offset) }

  private static let words = EndingWords(
    vocabulary.flatMap { kind, isWhole, list in list.split(separator: ",").map { .init(folded($0), kind, isWhole: isWhole) } })

  private static let vocabulary: [(ContextKinds, Bool, String)] = [
    (
      .password, false,
      "password,passwd,passphrase,passcode,passwort,kennwort,contraseña,contrasenya,mot de passe,motdepasse,wachtwoord,lösenord,adgangskode,passord,salasana,heslo,jelszó,palavra-passe,palavra passe,kata sandi,mật khẩu,пароль,Пароль,ПАРОЛЬ,пароля,паролем,пароле,парола,Парола,κωδικός,Κωδικός,συνθηματικό,パスワード,暗証番号,密码,密碼,口令,비밀번호,패스워드,암호,كلمة المرور,كلمة السر,סיסמה,סיסמא,पासवर्ड,รหัสผ่าน"
    ),
    (
      .password, true,
      "senha,parola,şifre,şifrem,şifresi,şifreniz,parola d'ordine,hasło,hasła,hasłem,clave,pass,pwd,pw,identified by,sshpass,requirepass,masterauth"
    ),
    (
      .secret, false,
      "secret,token,apikey,api_key,api-key,api key,accesskey,access_key,access-key,secretkey,secret_key,secret-key,privatekey,private_key,auth_key,authkey,key_base,?sig,&sig,sessionid,sessid,токен,Токен,ключ api,令牌,密钥,密鑰,トークン,シークレット,토큰,jeton,jeton d'accès"
    ),
    (.secret, true, "basic,ssws,redis_auth,rediscli_auth,storage key,account key,accountkey,sharedaccesskey"),
  ]

  private static let joints = EndingWords(
    [
      "is", "was", "ist", "war", "lautet", "es", "est", "è", "é", "era", "jest", "är", "er", "on", "это", "是", "为", "為", "は", "は:", "는",
      "은",
      "が",
    ].map(folded).map { .init($0, isWhole: $0[0] < 0x80) })

  private static let values = EndingWords(["value", "val", "wert", "valeur", "valor"].map(folded).map { .init($0, isWhole: true) })

  /// A text as it is for matching, ASCII in lower case, from its last byte to its first: texts are read backwards here.
  private static func folded(_ text: some StringProtocol) -> [UInt8] { FoldedText.lowered(text).reversed() }
}

/// Words that are looked for by their last bytes.
private struct EndingWords {
  struct Word {
    /// From the last one to the first.
    let bytes: [UInt8]
    let kind: ContextKinds
    /// Whether it does not end longer names.
    let isWhole: Bool
    /// The last eight bytes, or as many as there are, the last one highest; and a bit for each bit of those.
    fileprivate let end, mask: UInt64

    init(_ bytes: [UInt8], _ kind: ContextKinds = [], isWhole: Bool) {
      (self.bytes, self.kind, self.isWhole) = (bytes, kind, isWhole)
      let count = min(8, bytes.count)
      end = bytes.prefix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(56 - 8 * $1.offset) }
      mask = count == 0 ? 0 : .max << UInt64(64 - 8 * count)
    }
  }

  /// By their last byte.
  private let words: [[Word]]
  /// By their last byte: one of 64 bits for the byte in front of it. Most texts are left there.
  private let hints: [UInt64]

  init(_ words: [Word]) {
    self.words = (0..<256).map { last in words.filter { $0.bytes.first.map(Int.init) == last } }
    hints = self.words.map { list in list.reduce(0) { $0 | ($1.bytes.count > 1 ? Self.hint($1.bytes[1]) : .max) } }
  }

  private static func hint(_ byte: UInt8) -> UInt64 { 1 &<< UInt64(byte & 63) }

  /// The first of the words whose last byte stands at an offset, no more than 80 bytes in front of the probe's start.
  func find(_ probe: borrowing Probe, endingAt offset: Int) -> Word? {
    let end = ByteLanes.lowered(probe.eight(back: offset))
    let last = Int(end &>> 56)
    guard hints[last] & Self.hint(UInt8(truncatingIfNeeded: end &>> 48)) != 0 else { return nil }
    for word in words[last] where end & word.mask == word.end && Self.ends(probe, offset, word) { return word }
    return nil
  }

  /// Whether a word whose last bytes do ends at an offset.
  private static func ends(_ probe: borrowing Probe, _ offset: Int, _ word: Word) -> Bool {
    var index = 8
    while index < word.bytes.count {
      if ByteClass.lowered(probe[back: offset &- index]) != word.bytes[index] { return false }
      index &+= 1
    }
    guard word.isWhole else { return true }
    let start = offset &- word.bytes.count
    let before = probe[back: start]
    return !ByteClass.isAlphanumeric(before) || ByteClass.isLower(before) && ByteClass.isUpper(probe[back: start &+ 1])
  }
}
