/// Finds addresses: a house number and a street, or a street and a house number, and what belongs to it behind; post office boxes; and postcodes that are called so.
enum AddressFinder {
  /// Looks for spans that begin with the window's first word.
  static func find(_ window: inout WordWindow, _ probe: inout Probe, _ matches: inout [SpanMatch]) {
    let word = window.startWord
    if !word.isCapital {
      guard !isInsideNumber(&probe) else { return }
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
