/// What begins with a letter, or is told by the label in front of it: bank and identity codes, labelled identifiers, passwords and assigned secrets.
///
/// It is asked at every word, so it decides in two steps: what stands in front (nothing is looked up ahead for that), then the first three bytes.
struct TokenDetector: Detector {
  /// Whether passwords and assigned secrets are looked for: they cost most.
  private var findsSecrets = true

  var entities: [Entity] {
    [
      .iban, .swiftCode, .nationalID, .dea, .vehicleID, .passport, .driverLicense, .licensePlate, .medicalRecord, .healthPlan, .npi,
      .deviceID, .accountNumber, .bankAccount, .certificate, .biometric,
    ] + (findsSecrets ? Self.secrets : [])
  }

  private static let secrets: [Entity] = [.secret, .password]

  /// One for policies that want no more than these.
  func finding(_ entities: Set<Entity>) -> TokenDetector {
    var detector = TokenDetector()
    detector.findsSecrets = !entities.isDisjoint(with: Self.secrets)
    return detector
  }

  var starts: StartSet {
    StartSet(
      .word, first: ByteSet { $0 > 0x20 && $0 < 0x7f && !(0x27...0x2c).contains($0) && $0 != 0x22 && $0 != 0x5b && $0 != 0x3c },
      shapes: Self.labelled + Self.codes)
  }
  var lookahead: Int { 192 }

  /// What stands in front of a value: ``Probe/isLabelledValue()``, as far as four bytes tell.
  private static let labelled: [StartShape] = {
    let (blank, sign, quote) = (ByteSet(" "), ByteSet(":="), ByteSet("\"'`"))
    let before: [[ByteSet]] = [
      [ByteSet(":=#>")], [ByteSet("\n\r\t"), sign], [quote, ByteSet("\\=:(")], [quote, blank, ByteSet(":= str")], [blank, sign],
      [blank, blank, sign], [blank, ByteSet("s"), ByteSet("ie"), blank], [blank, ByteSet("t"), ByteSet("s"), ByteSet("ie")],
      [blank, ByteSet("t"), ByteSet("e"), ByteSet("t")], [blank, ByteSet("r"), ByteSet("e"), ByteSet("r")],
    ]
    return before.map { StartShape(ahead: [], behind: $0) }
  }()

  /// An IBAN in lower case, and what ``matchCode(_:_:)`` looks at: a digit behind a few letters and hyphens, or behind a blank.
  private static let codes: [StartShape] = {
    let (letter, digit, blank) = (ByteSet.letters, ByteSet.digits, ByteSet(" "))
    let (second, inner) = (ByteSet.upper.union(ByteSet("-")), ByteSet.letters.union(ByteSet("-")))
    return [
      StartShape(letter, .lower, digit, digit), StartShape(letter, digit), StartShape(letter, second, digit),
      StartShape(letter, second, inner, digit), StartShape(letter, second, inner, inner, inner.union(digit).union(blank)),
      StartShape(letter, second, blank, digit), StartShape(letter, second, inner, blank, digit),
    ]
  }()

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    if probe.isLabelledValue() {
      if findsSecrets, probe.previous == UInt8(ascii: ":") { AssignedSecret.matchUserInfo(&probe, &matches) }
      let context = probe.context(labelOnly: true)
      if findsSecrets, matches.isEmpty { AssignedSecret.match(&probe, context, &matches) }
      if !context.label.isEmpty, ByteClass.isLetter(probe[0]) { LabelledIdentifier.matchToken(&probe, context, &matches) }
    }
    guard ByteClass.isLetter(probe[0]) else { return }
    let second = probe[1]
    if ByteClass.isLower(second) {
      // In lower case only an IBAN is worth a look.
      if ByteClass.isDigit(probe[2]) { BankCode.matchIBAN(&probe, &matches) }
    } else if ByteClass.isUpper(second) || ByteClass.isDigit(second) || second == UInt8(ascii: "-") {
      matchCode(&probe, &matches)
    }
  }

  /// A word that goes on with a capital, digit or hyphen: up to six letters and then a digit, or the letters of a bank's code.
  private func matchCode(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    var letters = 1
    while letters < 7, ByteClass.isLetter(probe[letters]) || probe[letters] == UInt8(ascii: "-") { letters &+= 1 }
    guard ByteClass.isDigit(probe[letters]) else {
      // "AB 12 34 56 C", "B-MW 1234": a number in parts, where the label says so.
      if letters < 6, probe[letters] == UInt8(ascii: " "), ByteClass.isDigit(probe[letters &+ 1]) {
        let context = probe.context(labelOnly: true)
        if context.label.contains(.nino) { IdentityCode.matchLetterLed(&probe, context, &matches) }
        if context.label.contains(.plate) { LabelledIdentifier.matchToken(&probe, context, &matches) }
        return
      }
      if letters == 7, BankCode.isSWIFT(&probe), probe.context(labelOnly: true).label.contains(.swift) {
        BankCode.matchSWIFT(&probe, &matches)
      }
      return
    }
    let context = probe.context()
    BankCode.matchIBAN(&probe, &matches)
    if context.all.contains(.swift) { BankCode.matchSWIFT(&probe, &matches) }
    IdentityCode.matchLetterLed(&probe, context, &matches)
    MedicalCode.matchDEA(&probe, context, &matches)
    VehicleNumber.match(&probe, context, &matches)
    if !context.label.isEmpty, matches.isEmpty { LabelledIdentifier.matchToken(&probe, context, &matches) }
  }
}

extension Probe {
  /// Whether the start stands where a value stands: behind a colon or equals sign, a quote, "is", "Bearer".
  mutating func isLabelledValue() -> Bool {
    switch previous {
    case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "#"), UInt8(ascii: ">"): return true
    case 0x0a, 0x0d, 0x09: return self[-2] == UInt8(ascii: ":") || self[-2] == UInt8(ascii: "=")
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      let before = self[-2]
      return before == UInt8(ascii: "\\") || before == UInt8(ascii: "=") || before == UInt8(ascii: ":") || before == UInt8(ascii: "(")
        || before == UInt8(ascii: " ") && isBehindLabel(-3)
    case UInt8(ascii: " "): return isBehindLabel(-2)
    default: return false
    }
  }

  /// Whether the text in front of a blank ends as a label does.
  private mutating func isBehindLabel(_ offset: Int) -> Bool {
    let last = self[offset]
    let before = self[offset &- 1]
    switch last {
    case UInt8(ascii: ":"), UInt8(ascii: "="): return true
    case UInt8(ascii: " "): return before == UInt8(ascii: ":") || before == UInt8(ascii: "=")
    case UInt8(ascii: "s"): return (before == UInt8(ascii: "i") || before == UInt8(ascii: "e")) && self[offset &- 2] == UInt8(ascii: " ")
    case UInt8(ascii: "t"):
      guard before == UInt8(ascii: "s") || before == UInt8(ascii: "e") else { return false }
      let third = self[offset &- 2]
      return before == UInt8(ascii: "e") ? third == UInt8(ascii: "t") : third == UInt8(ascii: "i") || third == UInt8(ascii: "e")
    case UInt8(ascii: "r"):
      return before == UInt8(ascii: "e") && self[offset &- 2] == UInt8(ascii: "r") && self[offset &- 3] == UInt8(ascii: "a")
    default: return false
    }
  }
}
