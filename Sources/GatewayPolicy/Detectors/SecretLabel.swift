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
    var found = Self.word(&probe, endingAt: offset)
    if found == nil, isSigned {
      if let next = Self.skipValue(&probe, offset) {
        // "name": "DB_PASSWORD", "value": "…"
        found = Self.word(&probe, endingAt: next)
        offset = next
      } else if let next = Self.skipPurpose(&probe, offset) {
        found = Self.word(&probe, endingAt: next)
        offset = next
        isDistant = true
      }
    }
    guard let found, offset > -70 else { return nil }
    (kind, end) = (found.kind, offset &+ 1)
    isWhole = !ByteClass.isAlphanumeric(probe[found.start &- 1])
    joint = isDistant ? .purpose : isSigned ? .sign : Self.isOption(&probe, found.start) ? .option : .blank
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
    for word in joints[Int(ByteClass.lowered(probe[back: offset]))] where ends(&probe, offset, word, isWhole: word[0] < 0x80) {
      isSigned = true
      return skipJoint(&probe, offset &- word.count, &isSigned)
    }
    return offset
  }

  /// Passes `value` and the quotes and the comma in front of it.
  private static func skipValue(_ probe: inout Probe, _ offset: Int) -> Int? {
    for word in values[Int(ByteClass.lowered(probe[back: offset]))] where ends(&probe, offset, word, isWhole: true) {
      var offset = offset &- word.count
      let last = offset &- 24
      while offset > last {
        switch probe[back: offset] {
        case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: "\\"), 0x0a, 0x0d, 0x09: offset &-= 1
        default: return offset
        }
      }
    }
    return nil
  }

  /// Passes the purpose of a password, in parentheses or with a preposition in front, of at most four words.
  private static func skipPurpose(_ probe: inout Probe, _ start: Int) -> Int? {
    var offset = start
    for _ in 0..<4 {
      let end = offset
      var hash = HashedWords.seed
      var byte = probe[back: offset]
      while offset > end &- 20, ByteClass.isWord(byte) || byte >= 0x80 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") {
        hash = HashedWords.extend(hash, ByteClass.lowered(byte))
        offset &-= 1
        byte = probe[back: offset]
      }
      guard offset < end, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "(") else { return nil }
      let isPurpose = byte == UInt8(ascii: "(") || end &- offset < 5 && prepositions.contains(hash)
      offset &-= 1
      if byte == UInt8(ascii: "("), probe[back: offset] == UInt8(ascii: " ") { offset &-= 1 }
      if isPurpose, word(&probe, endingAt: offset) != nil { return offset }
    }
    return nil
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

  private struct Word {
    let bytes: [UInt8]
    let kind: ContextKinds
    /// Whether it does not end longer names.
    let isWhole: Bool
  }

  /// The label whose last byte stands at an offset, and where it begins.
  private static func word(_ probe: inout Probe, endingAt offset: Int) -> (kind: ContextKinds, start: Int)? {
    for word in words[Int(ByteClass.lowered(probe[back: offset]))] where ends(&probe, offset, word.bytes, isWhole: word.isWhole) {
      return (word.kind, offset &- word.bytes.count &+ 1)
    }
    return nil
  }

  /// Whether a word, from its last byte to its first, ends at an offset.
  private static func ends(_ probe: inout Probe, _ offset: Int, _ word: [UInt8], isWhole: Bool) -> Bool {
    var offset = offset
    for byte in word {
      if ByteClass.lowered(probe[back: offset]) != byte { return false }
      offset &-= 1
    }
    guard isWhole else { return true }
    let before = probe[back: offset]
    return !ByteClass.isAlphanumeric(before) || ByteClass.isLower(before) && ByteClass.isUpper(probe[back: offset &+ 1])
  }

  /// A text as it is for matching, ASCII in lower case, from its last byte to its first: texts are read backwards here.
  private static func folded(_ text: some StringProtocol) -> [UInt8] {
    FoldedText.bytes(of: Array(text.utf8).span).map(ByteClass.lowered).reversed()
  }

  /// Words by their last byte.
  private static func byLast(_ words: [String]) -> [[[UInt8]]] {
    var result = [[[UInt8]]](repeating: [], count: 256)
    for word in words.map({ folded($0) }) { if let last = word.first { result[Int(last)].append(word) } }
    return result
  }

  /// By their last byte.
  private static let words: [[Word]] = {
    var result = [[Word]](repeating: [], count: 256)
    for (kind, isWhole, list) in vocabulary {
      for text in list.split(separator: ",") {
        let bytes = folded(text)
        if let last = bytes.first { result[Int(last)].append(Word(bytes: bytes, kind: kind, isWhole: isWhole)) }
      }
    }
    return result
  }()

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

  private static let joints: [[[UInt8]]] = byLast([
    "is", "was", "ist", "war", "lautet", "es", "est", "è", "é", "era", "jest", "är", "er", "on", "это", "是", "为", "為", "は", "は:", "는", "은",
    "が",
  ])

  private static let values: [[[UInt8]]] = byLast(["value", "val", "wert", "valeur", "valor"])
}
