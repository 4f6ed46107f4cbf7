/// The checks that identifiers carry in themselves. All take digits or letters as bytes and return false for anything else.
enum Checksums {
  /// Luhn (ISO/IEC 7812-1, annex B).
  static func luhn(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
    var sum = 0
    var doubles = false
    for byte in digits.reversed() {
      guard ByteClass.isDigit(byte) else { return false }
      var value = Int(byte &- 0x30)
      if doubles { value = value > 4 ? value * 2 - 9 : value * 2 }
      sum += value
      doubles.toggle()
    }
    return sum % 10 == 0
  }

  /// Weighted sum of digits; nil when one is no digit.
  static func weighted(_ digits: some Collection<UInt8>, _ weights: [Int]) -> Int? {
    guard digits.count == weights.count else { return nil }
    var sum = 0
    for (byte, weight) in zip(digits, weights) {
      guard ByteClass.isDigit(byte) else { return nil }
      sum += Int(byte &- 0x30) * weight
    }
    return sum
  }

  /// ABA routing numbers: 3-7-1.
  static func routing(_ digits: some Collection<UInt8>) -> Bool {
    guard let sum = weighted(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]), sum > 0, sum % 10 == 0 else { return false }
    let prefix = digits.prefix(2).reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    return 0...12 ~= prefix || 21...32 ~= prefix || 61...72 ~= prefix || prefix == 80
  }

  /// National Provider Identifier: Luhn over `80840` and the number.
  static func npi(_ digits: some Collection<UInt8>) -> Bool {
    guard digits.count == 10, let first = digits.first, first == 0x31 || first == 0x32 else { return false }
    return luhn(Array("80840".utf8) + Array(digits))
  }

  /// DEA registration numbers: two letters (or a letter and a 9) and seven digits.
  static func dea(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 9, "abfghjklmprstux".utf8.contains(ByteClass.lowered(bytes[0])), bytes[2...].allSatisfy(ByteClass.isDigit) else {
      return false
    }
    let digits = bytes[2...].map { Int($0 &- 0x30) }
    return (digits[0] + digits[2] + digits[4] + 2 * (digits[1] + digits[3] + digits[5])) % 10 == digits[6]
  }

  /// Vehicle identification numbers: the check digit of ISO 3779 as North America uses it.
  static func vin(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 17 else { return false }
    let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
    let values = Array("0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ".utf8)
    var sum = 0
    for (byte, weight) in zip(bytes, weights) {
      guard byte != 0x2e, let place = values.firstIndex(of: byte) else { return false }
      sum += place % 10 * weight
    }
    let check = sum % 11
    return bytes[8] == (check == 10 ? 0x58 : UInt8(0x30 + check))
  }

  /// IBAN: mod 97 of the rearranged number is 1. Upper-case letters and digits.
  static func iban(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 4 else { return false }
    var remainder = 0
    for byte in bytes[4...] + bytes[..<4] {
      if ByteClass.isDigit(byte) {
        remainder = (remainder * 10 + Int(byte &- 0x30)) % 97
      } else if ByteClass.isUpper(byte) {
        remainder = (remainder * 100 + Int(byte &- 0x37)) % 97
      } else {
        return false
      }
    }
    return remainder == 1
  }

  /// Verhoeff, as Aadhaar numbers use it.
  static func verhoeff(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
    var check = 0
    for (place, byte) in digits.reversed().enumerated() {
      guard ByteClass.isDigit(byte) else { return false }
      var value = Int(byte &- 0x30)
      for _ in 0..<place % 8 { value = permutation[value] }
      check = multiply(check, value)
    }
    return check == 0
  }

  private static let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

  /// Multiplication in the dihedral group of order ten.
  private static func multiply(_ left: Int, _ right: Int) -> Int {
    switch (left < 5, right < 5) {
    case (true, true): (left + right) % 5
    case (true, false): (left + right - 5) % 5 + 5
    case (false, true): (left - 5 - right + 5) % 5 + 5
    case (false, false): (left - right + 5) % 5
    }
  }

  /// CPF: two check digits.
  static func cpf(_ digits: [UInt8]) -> Bool {
    guard digits.count == 11, Set(digits).count > 1,
      let first = weighted(digits[..<9], [10, 9, 8, 7, 6, 5, 4, 3, 2]),
      let second = weighted(digits[..<10], [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
    else { return false }
    return first * 10 % 11 % 10 == Int(digits[9] &- 0x30) && second * 10 % 11 % 10 == Int(digits[10] &- 0x30)
  }

  /// NHS numbers: mod 11.
  static func nhs(_ digits: [UInt8]) -> Bool {
    guard digits.count == 10, let sum = weighted(digits[..<9], [10, 9, 8, 7, 6, 5, 4, 3, 2]) else { return false }
    let check = (11 - sum % 11) % 11
    return check < 10 && check == Int(digits[9] &- 0x30)
  }

  /// PESEL.
  static func pesel(_ digits: [UInt8]) -> Bool {
    guard digits.count == 11, let sum = weighted(digits[..<10], [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) else { return false }
    return (10 - sum % 10) % 10 == Int(digits[10] &- 0x30)
  }

  /// Bits per byte of a text, 0 to 8.
  static func entropy(_ bytes: some Collection<UInt8>) -> Double {
    guard !bytes.isEmpty else { return 0 }
    var counts = [Int](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    let total = Double(bytes.count)
    return counts.reduce(0) { sum, count in
      guard count > 0 else { return sum }
      let share = Double(count) / total
      return sum - share * Logarithm.base2(share)
    }
  }
}

/// Logarithms without a mathematics library.
enum Logarithm {
  /// The logarithm to base 2 of a positive number.
  static func base2(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var result = Double(value.exponent)
    var mantissa = value.significand
    var bit = 0.5
    for _ in 0..<24 {
      mantissa *= mantissa
      if mantissa >= 2 {
        mantissa /= 2
        result += bit
      }
      bit /= 2
    }
    return result
  }
}
