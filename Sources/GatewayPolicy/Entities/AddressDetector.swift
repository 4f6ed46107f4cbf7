/// Finds addresses: a house number and a street, or a street and a house number, and what belongs to it behind; post office boxes; and postcodes that are called so.
///
/// It is asked at digits and at capitalised words. The work at one position is bounded by ``WordWindow/capacity`` words and ``lookahead`` bytes.
struct AddressDetector: Detector {
  let entities: [Entity] = [.streetAddress, .zipCode]
  let starts = StartSet(.word, first: ByteSet.upper.union(.digits))
  let lookahead = 160

  private let table = WordTable.shared

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard !NameDetector.isInsideWord(&probe) else { return }
    var window = WordWindow(table)
    let word = window.first(&probe)
    if word.shape == .none || word.isCapital && word.classes.isOrdinary && !word.classes.contains(.unit) { return }
    if !word.isCapital {
      guard !Self.isInsideNumber(&probe) else { return }
      if let match = Postcode.labelled(&window, &probe) { matches.append(match) }
      guard word.length <= 6 else { return }
    }
    guard let core = StreetShape.match(&window, &probe) else { return }
    let end = AddressTail.end(behind: core.last, &window, &probe)
    matches.append(SpanMatch(.streetAddress, length: end, score: core.score))
  }

  /// Whether the digits go on a number, a date, a price or a code.
  private static func isInsideNumber(_ probe: inout Probe) -> Bool {
    switch probe[-1] {
    case 0x2e, 0x2c, 0x2f, 0x2b, 0x24, 0x40, 0x5c, 0x3d: true  // . , / + $ @ \ =
    case 0x2d, 0x3a: ByteClass.isAlphanumeric(probe[-2])  // - :
    default: false
    }
  }
}
