/// A kind of sensitive data that the built-in detectors know.
public enum Entity: UInt8, CaseIterable, Hashable, Sendable {
  // Payment and banking.
  case creditCard, cardVerification, iban, bankAccount, routingNumber, swiftCode, cryptoAddress
  // Persons and places.
  case person, title, age, date, streetAddress, location, zipCode, organization, nationality
  // Contact and network.
  case email, phone, ipAddress, macAddress, url, domainName
  // Identity documents and numbers of authorities.
  case ssn, itin, passport, driverLicense, nationalID, vehicleID, licensePlate
  // Health.
  case medicalRecord, healthPlan, npi, dea, mbi, deviceID, accountNumber, certificate, biometric
  // Secrets.
  case secret, jwt, privateKey, password
  // A rule of the configuration's own.
  case custom

  /// The name in configurations and findings, and in capitals the label of the marker.
  public var name: String {
    switch self {
    case .creditCard: "credit_card"
    case .cardVerification: "cvv"
    case .iban: "iban"
    case .bankAccount: "bank_account"
    case .routingNumber: "routing_number"
    case .swiftCode: "swift_code"
    case .cryptoAddress: "crypto"
    case .person: "person"
    case .title: "title"
    case .age: "age"
    case .date: "date"
    case .streetAddress: "address"
    case .location: "location"
    case .zipCode: "zip_code"
    case .organization: "organization"
    case .nationality: "nationality"
    case .email: "email"
    case .phone: "phone"
    case .ipAddress: "ip_address"
    case .macAddress: "mac_address"
    case .url: "url"
    case .domainName: "domain"
    case .ssn: "ssn"
    case .itin: "itin"
    case .passport: "passport"
    case .driverLicense: "driver_license"
    case .nationalID: "national_id"
    case .vehicleID: "vin"
    case .licensePlate: "license_plate"
    case .medicalRecord: "mrn"
    case .healthPlan: "health_plan"
    case .npi: "npi"
    case .dea: "dea"
    case .mbi: "mbi"
    case .deviceID: "device_id"
    case .accountNumber: "account_number"
    case .certificate: "certificate"
    case .biometric: "biometric"
    case .secret: "secret"
    case .jwt: "jwt"
    case .privateKey: "private_key"
    case .password: "password"
    case .custom: "custom"
    }
  }

  /// The kind that has a name.
  public init?(name: String) {
    guard let entity = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = entity
  }
}
