/// The calling codes of the world, and how long the numbers behind them are.
enum CallingCodes {
  /// Codes of one and two digits with the fewest and most digits of a national number.
  private static let short: [(code: Int, fewest: Int, most: Int)] = [
    (1, 10, 10), (7, 10, 10), (20, 8, 10), (27, 9, 9), (30, 10, 10), (31, 9, 9), (32, 8, 9), (33, 9, 9), (34, 9, 9), (36, 8, 9),
    (39, 6, 11),
    (40, 9, 9), (41, 9, 9), (43, 7, 13), (44, 9, 10), (45, 8, 8), (46, 7, 10), (47, 8, 8), (48, 9, 9), (49, 6, 12), (51, 8, 9),
    (52, 10, 11),
    (53, 8, 8), (54, 10, 11), (55, 10, 11), (56, 9, 9), (57, 10, 10), (58, 10, 10), (60, 8, 10), (61, 9, 9), (62, 8, 12), (63, 9, 10),
    (64, 8, 10),
    (65, 8, 8), (66, 8, 9), (81, 9, 10), (82, 8, 10), (84, 9, 10), (86, 10, 11), (90, 10, 10), (91, 10, 10), (92, 9, 10), (93, 9, 9),
    (94, 9, 9),
    (95, 7, 10), (98, 10, 10),
  ]

  /// Blocks of ten codes of three digits that are in use.
  private static let blocks: Set<Int> = [21, 22, 23, 24, 25, 26, 29, 35, 37, 38, 42, 50, 59, 67, 68, 69, 80, 85, 87, 88, 96, 97, 99]

  /// How many digits begin an international number: the length of its code, and whether the rest has a plausible length. `digits` begins with the code.
  static func split(_ digits: Digits) -> (code: Int, isPlausible: Bool)? {
    let (one, two) = (value(digits, 1), value(digits, 2))
    if one == 1 || one == 7 { return (1, digits.count == 11) }
    if let entry = short.first(where: { $0.code == two }) {
      // An extra zero of the national form is often left in.
      let rest = digits.dropFirst(2)
      let count = rest.first == 0 && two != 39 ? rest.count &- 1 : rest.count
      return (2, entry.fewest...entry.most ~= count)
    }
    guard blocks.contains(two) else { return nil }
    return (3, 6...11 ~= digits.count &- 3)
  }

  private static func value(_ digits: Digits, _ count: Int) -> Int { digits.prefix(count).reduce(0) { $0 &* 10 &+ Int($1) } }
}
