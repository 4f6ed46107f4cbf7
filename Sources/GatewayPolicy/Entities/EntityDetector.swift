/// Finds the entities of free text: names, places, organizations, addresses.
///
/// It is asked at capitalised words and at numbers. Ordinary words (``WordClass/isOrdinary``) are turned away at once, without a look at what follows, so that prose is not held
/// back. Nothing depends on what was found elsewhere. The work at one position is bounded by ``WordWindow/capacity`` words and ``lookahead`` bytes.
struct EntityDetector: Detector {
  let entities: [Entity] = [.person, .title, .location, .organization, .nationality, .streetAddress, .zipCode]
  let starts = StartSet(.word, first: ByteSet.upper.union(.digits), shapes: EntityDetector.shapes)
  let lookahead = 160

  /// What ``isInsideWord(_:)`` turns away.
  private static let shapes: [StartShape] = {
    let joint = ByteSet("'-")
    return [
      StartShape(ahead: [], behind: [ByteSet { $0 < 0x80 && !joint.contains($0) }]),
      StartShape(ahead: [], behind: [joint, ByteSet { !ByteClass.isLetter($0) }]),
    ]
  }()

  private let reader = WordReader(table: .shared)
  private let names: NameFinder

  init(_ classifier: WordClassifier = .shared) { names = NameFinder(classifier) }

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard !Self.isInsideWord(&probe) else { return }
    let word = reader.next(0, isStart: true, &probe)
    if word.shape == .none { return }
    let isOrdinary = word.classes.isOrdinary
    // Most capitalised words are ordinary ones.
    if word.isCapital, isOrdinary, !word.classes.contains(.unit) { return }
    var window = WordWindow(word, reader)
    AddressFinder.find(&window, &probe, &matches)
    if word.isCapital, !isOrdinary { names.find(&window, &probe, &matches) }
  }

  /// Whether the start is the second part of `Anne-Marie` or `O'Neil`, or stands behind a letter that is not ASCII.
  static func isInsideWord(_ probe: inout Probe) -> Bool {
    let previous = probe[-1]
    if previous >= 0x80 { return true }
    guard previous == 0x27 || previous == 0x2d else { return false }
    return ByteClass.isLetter(probe[-2])
  }
}
