/// Names of hosts without a scheme, by a short list of top-level domains that are no words and no endings of file names.
///
/// The scanner asks where a dot with something behind it stands, at the first byte of the label in front of it. Every word may be a name's first label, so this one delays a
/// stream by a word; nothing else does. Use it where names of hosts matter.
struct DomainDetector: Detector {
  var entities: [Entity] { [.domainName] }
  var starts: StartSet {
    StartSet(.word, first: ByteSet.alphanumerics, second: ByteSet { ByteClass.isAlphanumeric($0) || $0 == 0x2d || $0 == 0x2e })
  }
  var anchor: RunAnchor? {
    RunAnchor(run: Self.label, mark: UInt8(ascii: "."), behind: .alphanumerics, limit: 64, isWhole: true)
  }
  var lookahead: Int { 256 }

  private static let label = ByteSet { ByteClass.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }

  private static let sure = HashedWords(
    "com org net edu gov mil int io app dev info biz eu uk de fr nl ch pl cz pt ie ca au nz jp cn br mx ru kr gr hu ro dk fi se xyz cloud online shop store site tech arpa club blog website lu sk bg hr lt lv ee ua tr il sg hk tw ar cl pe example"
  )
  /// These are words, or endings of files, too.
  private static let doubtful = HashedWords("co ai me us it es at be no in is tv to am fm so cc za my id ly gg sh py rs md pl")

  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch]) {
    switch probe.previous {
    case UInt8(ascii: "@"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "$"),
      UInt8(ascii: "%"):
      return
    default: if ByteClass.isWord(probe.previous) || !ByteClass.isAlphanumeric(probe[0]) { return }
    }
    var offset = 0
    var labels = 0
    var found: (end: Int, score: Int)?
    while labels < 12, offset < 254 {
      let first = offset
      var hash = HashedWords.seed
      var upper = 0
      while offset &- first < 64, ByteClass.isAlphanumeric(probe[offset]) || probe[offset] == UInt8(ascii: "-") {
        if ByteClass.isUpper(probe[offset]) { upper &+= 1 }
        hash = HashedWords.extend(hash, ByteClass.lowered(probe[offset]))
        offset &+= 1
      }
      guard offset > first else { break }
      labels &+= 1
      if labels > 1 {
        // "end.It" is the beginning of a sentence.
        let isName = upper == 0 || upper == offset &- first
        let score = !isName ? 0 : Self.sure.contains(hash) ? 80 : Self.doubtful.contains(hash) ? (labels > 2 ? 65 : 45) : 0
        if score > 0 { found = (offset, score) } else if offset &- first > 1, upper == 0 { found = nil }
      }
      guard probe[offset] == UInt8(ascii: "."), ByteClass.isAlphanumeric(probe[offset &+ 1]) else { break }
      offset &+= 1
    }
    guard let found else { return }
    let next = probe[found.end]
    guard next != UInt8(ascii: "("), next != UInt8(ascii: "@"), next != UInt8(ascii: "="), !ByteClass.isWord(next) else { return }
    matches.append(SpanMatch(.domainName, length: found.end, score: next == UInt8(ascii: "/") ? max(70, found.score) : found.score))
  }
}
