/// Names for several kinds of data at once, and other spellings of single ones.
public enum EntityGroup {
  /// The groups, by name.
  public static let groups: [(name: String, entities: [Entity])] = [
    ("pii", personal),
    ("pci", [.creditCard, .cardVerification]),
    ("phi", health),
    ("secrets", [.secret, .jwt, .privateKey, .password]),
    ("financial", [.creditCard, .cardVerification, .iban, .bankAccount, .routingNumber, .swiftCode, .cryptoAddress]),
    ("network", [.ipAddress, .macAddress, .url, .domainName]),
    ("identity", [.ssn, .itin, .passport, .driverLicense, .nationalID, .vehicleID, .licensePlate]),
  ]

  /// What `pii-detector` looks for when it is not told: identifiers with a form of their own. Names, places and dates have to be named: they are everywhere in prose.
  public static let personal: [Entity] = [
    .ssn, .itin, .passport, .driverLicense, .nationalID, .phone, .email, .ipAddress, .iban, .bankAccount, .routingNumber,
  ]

  /// What `healthcare_mode` adds.
  public static let healthcare: [Entity] = [.medicalRecord, .healthPlan, .npi, .dea, .mbi]

  /// The categories of HIPAA Safe Harbor, as far as text rules reach: names, places, dates, contacts, numbers, devices, addresses of networks.
  public static let health: [Entity] = [
    .person, .streetAddress, .zipCode, .date, .age, .phone, .email, .ssn, .medicalRecord, .healthPlan, .accountNumber, .bankAccount,
    .certificate,
    .driverLicense, .npi, .dea, .mbi, .vehicleID, .licensePlate, .deviceID, .url, .ipAddress, .macAddress, .biometric,
  ]

  private static let aliases: [String: Entity] = [
    "ip": .ipAddress, "phone_number": .phone, "email_address": .email, "us_ssn": .ssn, "card": .creditCard, "credit_cards": .creditCard,
    "iban_code": .iban, "name": .person, "names": .person, "address": .streetAddress, "street_address": .streetAddress, "dob": .date,
    "date_of_birth": .date, "api_key": .secret, "medical_record": .medicalRecord, "insurance_id": .healthPlan, "mac": .macAddress,
  ]

  /// Every name that ``entities(named:)`` knows.
  public static var names: [String] {
    groups.map(\.name) + Entity.allCases.filter { $0 != .custom }.map(\.name) + aliases.keys.sorted()
  }

  /// The kinds of data that a name stands for; nil when it is not known.
  public static func entities(named name: String) -> [Entity]? {
    if let group = groups.first(where: { $0.name == name }) { return group.entities }
    if let entity = aliases[name] { return [entity] }
    return Entity(name: name).flatMap { $0 == .custom ? nil : [$0] }
  }
}
