import GatewayPolicy
import Testing

@Suite struct TokenDetectorTests {
  @Test func bankAccountNumbers() {
    expectFound(
      .iban,
      [
        "«DE89 3704 0044 0532 0130 00»", "iban «gb82west12345698765432».", "«FR1420041010050500013M02606»", "to «NO9386011117947», please",
        "«MT84MALT011000012345MTLCAST001S»",
      ])
    expectNone(
      [.iban],
      ["DE89 3704 0044 0532 0130 01", "DE8937040044053201300", "XX89370400440532013000", "GB82WEST12345698765432X", "de89 the room"])
    expectFound(.swiftCode, ["SWIFT code «DEUTDEFF»", "BIC: «NEDSZAJJXXX»"])
    expectNone([.swiftCode], ["the DOCUMENT says", "the SWIFT network sent a DOCUMENT", "MARKETING"])
  }

  @Test func labelledIdentifiers() {
    expectFound(.medicalRecord, ["MRN: «00482915»", "medical record number is «A-4829-15»", "Patient ID «PX482915»"])
    expectFound(.accountNumber, ["account number: «4829-1533-22»", "Customer no. «C482915»"])
    expectFound(.healthPlan, ["Member ID: «XEH482915022»"])
    expectFound(.driverLicense, ["driver's license number is «D4829153»", "driving licence «4829153»"])
    expectFound(.passport, ["Passport No. «C01X00T47»", "passport number 9 is «482915302»".replacing("9 is ", with: "")])
    expectFound(.licensePlate, ["license plate «7ABC123»", "Kennzeichen «B-MW 1234»"])
    expectFound(.deviceID, ["serial number «SN4829AB153»", "IMEI «490154203237518»"])
    expectFound(.certificate, ["certificate number «CN-48291»"])
    expectFound(.biometric, ["fingerprint id «FP-48291»"])
    expectFound(.vehicleID, ["«1HGCM82633A004352»", "VIN «WVWZZZ1JZXW000001»"])
    expectFound(.dea, ["DEA «AP5836727»"])
    expectFound(.mbi, ["Medicare «1EG4-TE5-MK73»", "MBI: «1EG4TE5MK73»"])
    expectNone(
      [
        .medicalRecord, .accountNumber, .healthPlan, .driverLicense, .passport, .licensePlate, .deviceID, .certificate, .biometric,
        .vehicleID, .dea, .mbi,
      ],
      [
        "the medical record was updated", "my account is closed", "serial killers", "the passport office opens at 9", "a license to kill",
        "1HGCM82633A004353", "AP5836728", "1EG4-SE5-MK73",
        "member since 2019", "the device has 4 ports", "your plate is full", "MRN is required",
      ])
  }

  @Test func passwords() {
    expectFound(
      .password,
      [
        "password: «hunter2»", "pwd=«S3cret!x»&x=1", "the password is «Tr0ub4dor&3»", "password=«p@ss,w0rd12»",
        "password: «abc&Def12&9xyz»", "pw: x, password=«a1b2c3»,host=db", "password: «it's4me» and more",
        "<password>«S3cret9x»</password>".replacing("<password>", with: "password="),
        "{\"password\": \"«correct horse»\"}", "Passwort lautet «Geheim12».",
        "postgres://app:«s3cr3t»@db.example/x", "PASSWORD='«letmein9»'",
      ])
    expectNone(
      [.password],
      [
        "the password is required", "password: String", "password = getPassword()", "your password is wrong.", "forgot password?",
        "password: <your password>", "password: ${DB_PASSWORD}",
        "https://example.com:8080/a", "Passwords are stored hashed", "password = config.password",
      ])
  }

  @Test func assignedSecrets() {
    expectFound(
      .secret,
      [
        "api_key = \"«9f8a7b6c5d4e3f2a1b0c»\"", "Authorization: Bearer «4f9aK2mQ8xT1zR7pL0vB»", "client_secret: «aZ3kP9qLw72Xn5Tb8YcD»",
        "aws_secret_access_key=«wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzzKEY»",
      ])
    expectNone(
      [.secret],
      [
        "api_key = your_api_key_here", "token: abc", "the secret is patience", "secret: ${TOKEN}", "token = tokenizer.next_token",
        "api key: xxxxxxxxxxxxxxxxxxxxxxxx",
      ])
  }
}
