/// Digits of a candidate, 0 to 9 each.
typealias Digits = FixedList<40, UInt8>

/// The check sums of identifiers.
enum Checksums {
  /// Luhn's sum over digits: every second one from the right is doubled.
  static func luhn(_ digits: Digits, prefixSum: Int = 0) -> Bool {
    var sum = prefixSum
    var isDoubled = false
    for digit in digits.reversed() {
      let value = isDoubled ? Int(digit) &* 2 : Int(digit)
      sum &+= value > 9 ? value &- 9 : value
      isDoubled.toggle()
    }
    return sum % 10 == 0
  }

  /// The sum of the digits times their weights; digits without a weight do not count.
  static func weighted(_ digits: Digits, _ weights: [Int]) -> Int {
    var sum = 0
    for (digit, weight) in zip(digits, weights) { sum &+= Int(digit) &* weight }
    return sum
  }

  /// The number that the digits spell, modulo another.
  static func modulo(_ digits: Digits, _ divisor: Int, behind head: Int = 0) -> Int {
    digits.reduce(head) { ($0 &* 10 &+ Int($1)) % divisor }
  }

  /// Verhoeff's check: the sum in the dihedral group of ten elements.
  static func verhoeff(_ digits: Digits) -> Bool {
    var check = 0
    for (position, digit) in digits.reversed().enumerated() {
      check = dihedral(check, permuted(Int(digit), position & 7))
    }
    return check == 0
  }

  /// The product of two elements of the dihedral group of order ten.
  private static func dihedral(_ one: Int, _ other: Int) -> Int {
    switch (one < 5, other < 5) {
    case (true, true): (one &+ other) % 5
    case (true, false): (one &+ other &- 5) % 5 &+ 5
    case (false, true): (one &- other &+ 5) % 5 &+ 5
    case (false, false): (one &- other &+ 5) % 5
    }
  }

  private static let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

  private static func permuted(_ digit: Int, _ times: Int) -> Int {
    var result = digit
    for _ in 0..<times { result = result < 10 ? permutation[result] : 0 }
    return result
  }

  /// ISO 7064 MOD 11,10, as in the German tax number.
  static func mod11and10(_ digits: Digits) -> Bool {
    guard let last = digits.last else { return false }
    var product = 10
    for digit in digits.dropLast() {
      var sum = (Int(digit) &+ product) % 10
      if sum == 0 { sum = 10 }
      product = sum &* 2 % 11
    }
    return (11 &- product) % 10 == Int(last)
  }
}
