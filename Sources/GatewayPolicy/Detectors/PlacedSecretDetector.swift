/// Passwords and tokens by the place they stand at, where ``TokenDetector`` is not asked: behind an option of a command, behind their label and a blank, a dash, an arrow, the bar
/// of a table, or a word of another language.
struct PlacedSecretDetector: Detector {
  var entities: [Entity] { [.password, .secret] }
  var starts: StartSet { StartSet(.word, first: Self.first, shapes: Self.shapes) }
  var lookahead: Int { 192 }

  private static let shapes = behindOptions + behindLabels + behindJoints

  private static let masks = ShapeMasks(shapes)

  private static let first = ByteSet { $0 > 0x20 && $0 < 0x7f && !ByteSet("\"'`()[]<>,;:=|&*").contains($0) }
  private static let (blank, quote) = (ByteSet(" "), ByteSet("'\""))

  /// `-p SECRET`, `-p 'SECRET'`, and `-pSECRET` from its hyphen on.
  private static let behindOptions = [
    StartShape(ahead: [], behind: [blank, ShellSecret.letters, ByteSet("-"), blank]),
    StartShape(ahead: [], behind: [blank, ByteSet("w"), ByteSet("p"), ByteSet("-")]),
    StartShape(ahead: [], behind: [quote, blank, ShellSecret.letters, ByteSet("-")]),
    StartShape(ahead: [ByteSet("-"), ShellSecret.letters], behind: [blank]),
  ]

  /// The ends of labels, as far as two letters tell exactly, and one more nearly: password, pass, token, key, basic; in front of a quote those of secret and passphrase, too, which
  /// too many other words have. What tells little costs the tables of the starts little.
  private static let behindLabels: [StartShape] = ["rd", "ss", "en", "ey", "ic", "se", "et"].enumerated().flatMap { index, end in
    let letters = end.utf8.reversed().map { ByteSet($0).union(ByteSet($0 ^ 0x20)) }
    let quoted = StartShape(ahead: [], behind: [quote, blank] + letters)
    return index < 5 ? [StartShape(ahead: [], behind: [blank] + letters + [ByteSet("oaksOAKS")]), quoted] : [quoted]
  }

  /// What joins a value to its label: marks of Markdown and tables, dashes, arrows, words, characters of another script.
  private static let behindJoints: [StartShape] = {
    let foreign = ByteSet { $0 >= 0x80 }
    let joints: [[ByteSet]] = [
      [blank, ByteSet("*"), ByteSet("*:")], [blank, ByteSet(":"), ByteSet("*")], [blank, ByteSet("|"), blank],
      [blank, ByteSet("-"), blank],
      [blank, ByteSet(">"), ByteSet("-=")], [quote, blank, ByteSet(">"), ByteSet("=")], [blank, ByteSet("s"), ByteSet("a"), ByteSet("w")],
      [blank, ByteSet("e"), blank], [quote, blank, ByteSet("yY"), ByteSet("bB")],
      [foreign], [blank, foreign],
    ]
    return joints.map { StartShape(ahead: [], behind: $0) }
  }()

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    guard Self.masks.fit(&probe) else { return }
    if let value = ShellSecret.gluedValue(&probe) { return AssignedSecret.matchGlued(&probe, value, &matches) }
    if ShellSecret.isValue(&probe) { return AssignedSecret.matchArgument(&probe, &matches) }
    if let label = SecretLabel(&probe) { AssignedSecret.match(&probe, label, &matches) }
  }
}
