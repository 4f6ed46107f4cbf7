/// The words that a wallet is restored from (BIP 39), where a label says so: twelve to twenty-four words of three to eight letters, with blanks, commas or line breaks
/// between, numbered or not.
///
/// Without a label they are no more than words. A word that no list of such words has (`the`, `and`, `with`) ends them.
struct SeedPhraseDetector: Detector {
  var entities: [Entity] { [.privateKey] }
  var lookahead: Int { 400 }
  var starts: StartSet {
    StartSet(.word, first: Self.first, second: Self.second, shapes: Self.shapes)
  }

  private static let first = ByteSet.letters.union(ByteSet("1"))
  private static let second = ByteSet.letters.union(ByteSet(".)"))

  /// Where a value stands: behind a sign, at the beginning of the line below, in quotes, behind "is".
  private static let shapes: [StartShape] = {
    let (blank, sign, quote, line) = (ByteSet(" "), ByteSet(":=>"), ByteSet("\"'`"), ByteSet("\n\r"))
    let before = [
      [blank, sign], [line, sign.union(line)], [quote, sign.union(ByteSet("(\\"))], [quote, blank, sign], [sign],
      [blank, ByteSet("s"), ByteSet("i"), blank],
    ]
    return before.map { StartShape(ahead: [first, second], behind: $0) }
  }()

  private static let masks = ShapeMasks(shapes)

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    if Self.endsNoLabel(probe) { return }
    // Few words follow as they would have to: where they are known already, that is asked first.
    if probe.isKnown(0, Self.firstWords), words(upTo: 3, &probe).count < 3 { return }
    guard Self.masks.fit(&probe), isLabelled(&probe) else { return }
    let (count, end) = words(upTo: 24, &probe)
    if count >= 12 { matches.append(SpanMatch(.privateKey, length: end, score: 90)) }
  }

  /// The most bytes that three words have, with their numbers, what stands between, and the byte behind.
  private static let firstWords = 3 * (4 + 9 + 4)

  /// How many words of a phrase stand at the start, and where the last one ends.
  private func words(upTo limit: Int, _ probe: inout Probe) -> (count: Int, end: Int) {
    var (end, offset, count) = (0, 0, 0)
    while count < limit {
      offset = numberEnd(&probe, offset)
      let length = probe.run(from: offset, limit: 9, where: ByteClass.isLetter)
      guard 3...8 ~= length, probe.endsWord(offset &+ length), !isProse(&probe, offset, length) else { break }
      end = offset &+ length
      count &+= 1
      offset = gapEnd(&probe, end)
      if offset == end { break }
    }
    return (count, end)
  }

  /// Behind `12. ` or `12) `.
  private func numberEnd(_ probe: inout Probe, _ start: Int) -> Int {
    let number = probe.number(at: start, limit: 3)
    guard 1...2 ~= number.count else { return start }
    var end = start &+ number.count
    if probe[end] == UInt8(ascii: ".") || probe[end] == UInt8(ascii: ")") || probe[end] == UInt8(ascii: ":") { end &+= 1 }
    if probe[end] == UInt8(ascii: " ") { end &+= 1 }
    return end
  }

  /// Behind up to four blanks, line breaks, commas and marks of lists.
  private func gapEnd(_ probe: inout Probe, _ start: Int) -> Int {
    let gap = probe.run(from: start, limit: 4) {
      ByteClass.isSpace($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "|")
    }
    return start &+ gap
  }

  private static let prose = HashedWords(
    "the and for are was not with from have your our his its has had but must will would could been were their them these those which into been than words twelve"
  )

  private func isProse(_ probe: inout Probe, _ start: Int, _ length: Int) -> Bool {
    var hash = HashedWords.seed
    for offset in start..<start &+ length { hash = HashedWords.extend(hash, ByteClass.lowered(probe[offset])) }
    return Self.prose.contains(hash)
  }

  /// Whether an "is" stands in front, and no phrase, mnemonic, seed or words in front of that.
  @inline(__always)
  private static func endsNoLabel(_ probe: borrowing Probe) -> Bool {
    guard probe[back: -1] == UInt8(ascii: " "), probe[back: -2] == UInt8(ascii: "s") else { return false }
    return switch probe[back: -5] {
    case UInt8(ascii: "e"), UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "s"): false
    default: true
    }
  }

  /// Whether the text in front speaks of a seed or a mnemonic, or of a phrase to recover something.
  private func isLabelled(_ probe: inout Probe) -> Bool {
    var (isPhrase, isWallet) = (false, false)
    for offset in stride(from: -4, through: -48, by: -1) {
      switch probe[back: offset] | 0x20 {
      case 0xe5: if probe.hasExactly("助记词", at: offset) || probe.hasExactly("助記詞", at: offset) { return true }
      case UInt8(ascii: "s"):
        if probe.has("seed", at: offset) { return true }
        if probe.has("secret", at: offset) { isWallet = true }
      case UInt8(ascii: "m"): if probe.has("mnemo", at: offset) || probe.has("mnemi", at: offset) { return true }
      case UInt8(ascii: "p"): if probe.has("phrase", at: offset) { isPhrase = true }
      case UInt8(ascii: "f"): if probe.has("frase", at: offset) { isPhrase = true }
      case UInt8(ascii: "r"): if probe.has("recover", at: offset) || probe.has("recup", at: offset) { isWallet = true }
      case UInt8(ascii: "b"): if probe.has("backup", at: offset) || probe.has("bip", at: offset) { isWallet = true }
      case UInt8(ascii: "w"): if probe.has("wallet", at: offset) || probe.has("wiederher", at: offset) { isWallet = true }
      default: break
      }
    }
    return isPhrase && isWallet
  }
}
