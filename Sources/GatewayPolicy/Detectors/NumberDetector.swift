/// Everything that is written in digits: cards, phones, IPv4 addresses, numbers of authorities, labelled numbers, ages.
///
/// They share their starts, so the groups of digits are read once and each kind looks at the same groups. A short number that no other one follows is left at once.
struct NumberDetector: Detector {
  var entities: [Entity] {
    [
      .creditCard, .cardVerification, .bankAccount, .routingNumber, .age, .phone, .ipAddress, .ssn, .itin, .passport, .driverLicense,
      .nationalID,
      .vehicleID, .licensePlate, .medicalRecord, .healthPlan, .npi, .mbi, .deviceID, .accountNumber, .certificate, .biometric,
    ]
  }
  var starts: StartSet {
    // A parenthesis or plus needs digits, or the other one, at once.
    StartSet(
      .word, first: ByteSet.digits.union(ByteSet("+(")), second: .all,
      shapes: [
        StartShape(ByteSet.digits), StartShape(ByteSet("("), ByteSet.digits.union(ByteSet("+"))),
        StartShape(ByteSet("+"), ByteSet.digits.union(ByteSet("+("))),
      ])
  }
  var lookahead: Int { 96 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let first = probe[0]
    if !ByteClass.isDigit(first) {
      // A parenthesis or plus needs digits, or the other one, at once.
      let second = probe[1]
      guard ByteClass.isDigit(second) || second == UInt8(ascii: "+") || second == UInt8(ascii: "(") && first != second else { return }
    }
    if probe.isInsideNumber() { return }
    if ByteClass.isDigit(first) { ScatteredNumber.match(&probe, &matches) }
    let isLong = isLongEnough(&probe)
    let isToken = isLong ? false : ByteClass.isLetter(probe[Self.leadingDigits(&probe)])
    if isTable(&probe), probe.context(labelOnly: true).label.isEmpty {
      // An age is said to be one by its label, or by what stands behind it; no number has a name without a label then.
      return
    }
    // What is short is no identifier, but perhaps an age, or a number that its label gives a meaning.
    let context = probe.context(labelOnly: !isLong && !isToken)
    if AgeNumber.match(&probe, context, &matches) { return }
    guard isLong || isToken || !context.label.isEmpty else { return }
    let run = DigitRun(&probe)
    guard let group = run.groups.first else { return }
    if !run.hasPlus, !run.hasParenthesis {
      if ByteClass.isLetter(probe[group.end]) || probe[group.end] == UInt8(ascii: "_") {
        return LabelledIdentifier.matchToken(&probe, context, &matches)
      }
      CardNumber.match(run, &probe, context, &matches)
      InternetNumber.match(run, &probe, context, &matches)
      SocialNumber.match(run, &probe, context, &matches)
      NationalNumber.match(run, &probe, context, &matches)
      LabelledIdentifier.matchDigits(run, &probe, context, &matches)
    }
    PhoneNumber.match(run, &probe, context, &matches)
  }

  /// Whether the start is inside of a row of single digits with one blank between them, seven of them at least from the start on. Such a row is a card's number, if anything,
  /// and that is found at its beginning.
  private func isTable(_ probe: inout Probe) -> Bool {
    guard probe.previous == UInt8(ascii: " "), probe.isDigit(-2), !probe.isDigit(-3) else { return false }
    var offset = 0
    while offset < 14 {
      guard probe.isDigit(offset), probe[offset &+ 1] == UInt8(ascii: " ") else { return false }
      offset &+= 2
    }
    return true
  }

  private static func leadingDigits(_ probe: inout Probe) -> Int {
    var count = 0
    while count < 4, probe.isDigit(count) { count &+= 1 }
    return count
  }

  /// Whether at least five digits stand here, with single separators between them: what is shorter is no identifier, but perhaps an age or a labelled number.
  private func isLongEnough(_ probe: inout Probe) -> Bool {
    var digits = 0
    var offset = 0
    var gap = 0
    while digits < 5, offset < 16 {
      let byte = probe[offset]
      offset &+= 1
      if ByteClass.isDigit(byte) {
        digits &+= 1
        gap = 0
        continue
      }
      guard byte == UInt8(ascii: " ") || byte &- 0x28 < 8 || byte == 0xe2 || byte &- 0x80 < 0x20, gap < 4 else { return false }
      gap &+= 1
    }
    return digits == 5
  }

}
