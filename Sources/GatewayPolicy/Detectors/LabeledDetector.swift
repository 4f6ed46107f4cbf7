/// Identifiers that nothing but a label gives away: record, account, policy and licence numbers. The label stands in front, with at most a few filler words between; the
/// value is a word with at least one digit.
struct LabeledDetector: Detector {
  private struct Form {
    let entity: Entity
    let lengths: ClosedRange<Int>
    var needsLetters = false
  }

  private static let forms: [Entity: ClosedRange<Int>] = [
    .medicalRecord: 4...20, .healthPlan: 5...24, .accountNumber: 4...24, .bankAccount: 6...20, .passport: 6...12, .driverLicense: 5...20,
    .certificate: 4...24, .deviceID: 6...32, .licensePlate: 4...10, .biometric: 4...40, .swiftCode: 8...11, .cardVerification: 3...4,
    .nationalID: 6...20,
    .ssn: 9...11, .vehicleID: 17...17, .routingNumber: 9...9,
  ]

  private static let labels = LabelTable<Entity>([
    ("mrn", .medicalRecord), ("medical record", .medicalRecord), ("medical records", .medicalRecord), ("patient", .medicalRecord),
    ("chart", .medicalRecord), ("record", .medicalRecord), ("health record", .medicalRecord), ("patientennummer", .medicalRecord),
    ("hospital", .medicalRecord), ("member", .healthPlan), ("insurance", .healthPlan), ("subscriber", .healthPlan),
    ("beneficiary", .healthPlan),
    ("health plan", .healthPlan), ("policy", .healthPlan), ("group", .healthPlan), ("versichertennummer", .healthPlan),
    ("medicaid", .healthPlan),
    ("account", .accountNumber), ("acct", .accountNumber), ("acc", .accountNumber), ("cuenta", .accountNumber), ("konto", .accountNumber),
    ("kontonummer", .accountNumber), ("customer", .accountNumber), ("compte", .accountNumber), ("bank account", .bankAccount),
    ("checking account", .bankAccount), ("savings account", .bankAccount), ("passport", .passport), ("reisepass", .passport),
    ("passeport", .passport),
    ("pasaporte", .passport), ("passnummer", .passport), ("driver license", .driverLicense), ("drivers license", .driverLicense),
    ("driver s license", .driverLicense), ("driving licence", .driverLicense), ("driving license", .driverLicense),
    ("driver licence", .driverLicense),
    ("dl", .driverLicense), ("licence", .certificate), ("license", .certificate), ("certificate", .certificate),
    ("certification", .certificate),
    ("registration", .certificate), ("permit", .certificate), ("fuhrerschein", .driverLicense), ("permiso de conducir", .driverLicense),
    ("serial", .deviceID), ("device", .deviceID), ("imei", .deviceID), ("udi", .deviceID), ("implant", .deviceID), ("pacemaker", .deviceID),
    ("seriennummer", .deviceID), ("license plate", .licensePlate), ("licence plate", .licensePlate), ("number plate", .licensePlate),
    ("plate", .licensePlate), ("plates", .licensePlate), ("kennzeichen", .licensePlate), ("fingerprint", .biometric),
    ("biometric", .biometric),
    ("voiceprint", .biometric), ("retina", .biometric), ("swift", .swiftCode), ("bic", .swiftCode), ("cvv", .cardVerification),
    ("cvc", .cardVerification), ("cvv2", .cardVerification), ("cvc2", .cardVerification), ("security code", .cardVerification),
    ("verification", .cardVerification), ("verification value", .cardVerification), ("national insurance", .nationalID),
    ("nino", .nationalID),
    ("dni", .nationalID), ("nie", .nationalID), ("nif", .nationalID), ("national id", .nationalID), ("personalausweis", .nationalID),
    ("identity card", .nationalID), ("steuer id", .nationalID), ("steuernummer", .nationalID), ("codice fiscale", .nationalID),
    ("tfn", .nationalID),
    ("personnummer", .nationalID), ("pan", .nationalID), ("curp", .nationalID), ("vin", .vehicleID), ("chassis", .vehicleID),
  ])

  var entities: [Entity] { Array(Self.forms.keys) }
  var starts: StartSet { StartSet(.word, first: ByteSet.digits.union(.upper), second: ByteSet.digits.union(.upper).union(ByteSet("-"))) }
  var lookahead: Int { 48 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard
      !ByteClass.isAlphanumeric(probe[-2]) || probe.previous == 0x20 || probe.previous == 0x3a || probe.previous == 0x23
        || probe.previous == 0x3d
    else {
      return
    }
    guard let entity = Lookback(&probe, limit: 64).label(in: Self.labels), let lengths = Self.forms[entity] else { return }
    var end = 0
    var digits = 0
    while end < 44 {
      let byte = probe[end]
      if ByteClass.isDigit(byte) { digits &+= 1 } else if !ByteClass.isUpper(byte), !isInside(&probe, end) { break }
      end &+= 1
    }
    guard lengths.contains(end), digits > 0 || entity == .swiftCode, !ByteClass.isWord(probe[end]) else { return }
    let isShortNumber = digits == end && end < 5 && entity != .cardVerification
    if entity == .cardVerification, digits != end { return }
    if entity == .swiftCode, end != 8, end != 11 { return }
    matches.append(SpanMatch(entity, length: end, score: isShortNumber ? 55 : 80))
  }

  /// A hyphen, a slash or a lower-case letter between two letters or digits.
  private func isInside(_ probe: inout Probe, _ offset: Int) -> Bool {
    let byte = probe[offset]
    if byte == 0x2d || byte == 0x2f {
      return offset > 0 && (ByteClass.isDigit(probe[offset &+ 1]) || ByteClass.isUpper(probe[offset &+ 1]))
    }
    return false
  }
}

/// Identifiers with letters and digits that have a check of their own: DEA numbers, Medicare beneficiary identifiers, vehicle identification numbers, and national ones.
struct CheckedIDDetector: Detector {
  private static let words = WordSet(["vin", "vehicle", "chassis", "car", "fahrgestellnummer", "auto"])
  private static let mbiWords = WordSet(["mbi", "medicare", "beneficiary"])
  private static let panWords = WordSet(["pan", "tax", "income", "permanent"])

  var entities: [Entity] { [.dea, .mbi, .vehicleID, .nationalID] }
  var starts: StartSet { StartSet(.word, first: ByteSet.digits.union(.upper), second: ByteSet.digits.union(.upper)) }
  var lookahead: Int { 24 }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let length = probe.run(from: 0, limit: 20) { ByteClass.isDigit($0) || ByteClass.isUpper($0) }
    // A Medicare identifier may be printed in groups: 1EG4-TE5-MK73.
    if length == 4, probe[4] == 0x2d {
      let grouped = probe.run(from: 0, limit: 14) { ByteClass.isDigit($0) || ByteClass.isUpper($0) || $0 == 0x2d }
      guard grouped == 13, probe[8] == 0x2d, !ByteClass.isWord(probe[13]) else { return }
      if isMedicare(probe.bytes(0..<13).filter { $0 != 0x2d }) { matches.append(SpanMatch(.mbi, length: 13, score: 90)) }
      return
    }
    guard 8...18 ~= length, !ByteClass.isWord(probe[length]) else { return }
    let bytes = probe.bytes(0..<length)
    switch length {
    case 9 where Checksums.dea(bytes): matches.append(SpanMatch(.dea, length: 9, score: 95))
    case 9 where isNationalInsurance(bytes): matches.append(SpanMatch(.nationalID, length: 9, score: 85))
    case 9 where isSpanish(bytes): matches.append(SpanMatch(.nationalID, length: 9, score: 95))
    case 10 where isIndian(bytes):
      matches.append(SpanMatch(.nationalID, length: 10, score: Lookback(&probe, limit: 40).mentions(Self.panWords) ? 90 : 65))
    case 11 where isMedicare(bytes):
      matches.append(SpanMatch(.mbi, length: 11, score: Lookback(&probe, limit: 48).mentions(Self.mbiWords) ? 95 : 70))
    case 16 where isItalian(bytes): matches.append(SpanMatch(.nationalID, length: 16, score: 90))
    case 17 where Checksums.vin(bytes) && bytes.contains(where: ByteClass.isUpper):
      matches.append(SpanMatch(.vehicleID, length: 17, score: 95))
    case 17 where bytes.contains(where: ByteClass.isUpper) && Lookback(&probe, limit: 48).mentions(Self.words):
      matches.append(SpanMatch(.vehicleID, length: 17, score: 75))
    default: break
    }
  }

  /// Letters and digits by position; S, L, O, I, B and Z are not used.
  private func isMedicare(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 11, 0x31...0x39 ~= bytes[0] else { return false }
    func letter(_ byte: UInt8) -> Bool { ByteClass.isUpper(byte) && !"SLOIBZ".utf8.contains(byte) }
    func either(_ byte: UInt8) -> Bool { ByteClass.isDigit(byte) || letter(byte) }
    return letter(bytes[1]) && either(bytes[2]) && ByteClass.isDigit(bytes[3]) && letter(bytes[4]) && either(bytes[5])
      && ByteClass.isDigit(bytes[6])
      && letter(bytes[7]) && letter(bytes[8]) && ByteClass.isDigit(bytes[9]) && ByteClass.isDigit(bytes[10])
  }

  /// Two letters, six digits, A to D.
  private func isNationalInsurance(_ bytes: [UInt8]) -> Bool {
    guard !"DFIQUV".utf8.contains(bytes[0]), ByteClass.isUpper(bytes[0]), ByteClass.isUpper(bytes[1]), !"DFIOQUV".utf8.contains(bytes[1])
    else { return false }
    return bytes[2..<8].allSatisfy(ByteClass.isDigit) && 0x41...0x44 ~= bytes[8]
  }

  /// DNI and NIE: the letter follows from the number.
  private func isSpanish(_ bytes: [UInt8]) -> Bool {
    var digits = Array(bytes[..<8])
    if let place = Array("XYZ".utf8).firstIndex(of: digits[0]) { digits[0] = UInt8(0x30 + place) }
    guard digits.allSatisfy(ByteClass.isDigit) else { return false }
    let number = digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    return Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)[number % 23] == bytes[8]
  }

  /// Five letters (the fourth says what the holder is), four digits, a letter.
  private func isIndian(_ bytes: [UInt8]) -> Bool {
    bytes[..<5].allSatisfy(ByteClass.isUpper) && "PCHFATBLJG".utf8.contains(bytes[3]) && bytes[5..<9].allSatisfy(ByteClass.isDigit)
      && ByteClass.isUpper(bytes[9])
  }

  /// Codice fiscale by its form.
  private func isItalian(_ bytes: [UInt8]) -> Bool {
    let letters = [0, 1, 2, 3, 4, 5, 8, 11, 15]
    return bytes.indices.allSatisfy { letters.contains($0) ? ByteClass.isUpper(bytes[$0]) : ByteClass.isDigit(bytes[$0]) }
      && "ABCDEHLMPRST".utf8.contains(bytes[8])
  }
}
