/// Identifiers that only a label in front makes recognisable: record, member and account numbers, licences, serials, plates, passports.
enum LabelledIdentifier {
  /// What a label makes of the value behind it, the more special ones first.
  private static let kinds: [(ContextKinds, Entity)] = [
    (.medicalRecord, .medicalRecord), (.healthPlan, .healthPlan), (.driverLicense, .driverLicense), (.passport, .passport),
    (.plate, .licensePlate),
    (.device, .deviceID), (.biometric, .biometric), (.vin, .vehicleID), (.nationalID, .nationalID), (.nino, .nationalID),
    (.bankAccount, .bankAccount),
    (.certificate, .certificate), (.account, .accountNumber),
  ]

  private static func entity(_ label: ContextKinds) -> Entity? {
    return kinds.first { label.contains($0.0) }?.1
  }

  /// A labelled number of digit groups.
  static func matchDigits(_ run: DigitRun, _ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    guard let entity = entity(context.label), let first = run.groups.first else { return }
    if entity == .licensePlate { return matchToken(&probe, context, &matches) }
    if context.label.contains(.phone) || looksLikeYear(run) { return }
    // Groups joined by hyphens or dots belong together; blanks only join groups of one length.
    var count = 1
    while count < run.groups.count, count < 6 {
      let group = run.groups[count]
      let isJoined = group.separator == UInt8(ascii: "-") || group.separator == UInt8(ascii: ".")
      guard isJoined || group.separator == UInt8(ascii: " ") && first.count >= 3 && group.count >= 2 else { break }
      count &+= 1
    }
    while count > 0, !run.mayEnd(count, &probe) { count &-= 1 }
    guard count > 0 else { return matchToken(&probe, context, &matches) }
    let digits = run.digits(ofGroups: count)
    guard fewest(entity)...20 ~= digits.count else { return }
    matches.append(SpanMatch(entity, length: run.groups[count &- 1].end, score: score(entity, digits.count)))
  }

  /// A labelled token of letters and digits, hyphens, dots and slashes inside.
  static func matchToken(_ probe: inout Probe, _ context: Context, _ matches: inout [SpanMatch]) {
    VehicleNumber.match(&probe, context, &matches)
    MedicalCode.matchBeneficiary(&probe, context, &matches)
    IdentityCode.matchDigitLed(&probe, context, &matches)
    guard let entity = entity(context.label) else { return }
    var end = 0
    var digits = 0
    var letters = 0
    var lower = 0
    while end < 32 {
      let byte = probe[end]
      if ByteClass.isDigit(byte) {
        digits &+= 1
      } else if ByteClass.isLetter(byte) {
        letters &+= 1
        if ByteClass.isLower(byte) { lower &+= 1 }
      } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") {
        guard end > 0, ByteClass.isAlphanumeric(probe[end &+ 1]) else { break }
      } else if byte == UInt8(ascii: " "), entity == .licensePlate, end < 9, lower == 0, isPlatePart(&probe, end &+ 1) {
        end &+= 1
        continue
      } else {
        break
      }
      end &+= 1
    }
    guard end < 32, probe.endsWord(end), digits > 0, fewest(entity)...30 ~= digits &+ letters else { return }
    // A word with a digit in it (covid19) is less of an identifier.
    guard lower < 4 || digits >= 4 else { return }
    if letters > 0, lower == letters, digits < 3 { return }
    matches.append(SpanMatch(entity, length: end, score: score(entity, digits &+ letters)))
  }

  /// Whether a further part of a licence plate stands at an offset: up to four capitals and digits.
  private static func isPlatePart(_ probe: inout Probe, _ start: Int) -> Bool {
    var end = start
    while end &- start < 5, ByteClass.isDigit(probe[end]) || ByteClass.isUpper(probe[end]) { end &+= 1 }
    return 1...4 ~= end &- start && probe.endsWord(end)
  }

  private static func looksLikeYear(_ run: DigitRun) -> Bool {
    guard let first = run.groups.first, first.count == 4, run.groups.count == 1 else { return false }
    return run.digits[0] == 1 && run.digits[1] >= 8 || run.digits[0] == 2 && run.digits[1] == 0
  }

  private static func fewest(_ entity: Entity) -> Int {
    switch entity {
    case .passport, .bankAccount, .nationalID: 6
    case .vehicleID: 11
    default: 4
    }
  }

  private static func score(_ entity: Entity, _ count: Int) -> Int {
    switch entity {
    case .medicalRecord, .driverLicense, .passport, .bankAccount: count >= 6 ? 85 : 70
    default: count >= 6 ? 75 : 62
    }
  }
}
