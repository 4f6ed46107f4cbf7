/// What was found in a text and claimed by a policy. Offsets are bytes of the text as it came, before any redaction.
public struct SpanHit: Hashable, Sendable {
  /// The first byte and the one behind the last.
  public let range: Range<Int>
  /// The policy's place in the chain.
  public let policy: Int
  /// The name of what it is.
  public let name: String
  /// How sure it is, 0 to 100.
  public let score: Int
  /// What the policy wants.
  public let action: SpanClaim.Action
}

/// A range of the original text, and what stands there instead.
public struct Replacement: Hashable, Sendable {
  /// The range in bytes.
  public var range: Range<Int>
  /// Its replacement.
  public var text: [UInt8]
}

/// Turns findings, in order, into replacements that do not overlap.
///
/// The rule, which is what "the redaction of a text" means: findings are taken by their start, of those with the same start the longest first. One that begins behind
/// everything before it is replaced by its marker. One that begins inside of what is replaced already only extends it: its rest goes away without a marker of its own.
/// A policy further down the chain does not object to what an earlier one has removed as a whole.
struct SpanCover {
  private(set) var replacements: [Replacement] = []
  private(set) var hits: [SpanHit] = []
  /// The first hit that ends the text's way.
  private(set) var stop: SpanHit?
  /// Everything in front of it is either replaced or free.
  private var end = 0
  private var marker = Marker()
  /// Ranges that policies have removed as a whole and that may reach further.
  private var removed: [(range: Range<Int>, policy: Int)] = []

  /// Takes the next finding, with its range in the original text and the bytes there.
  mutating func add(_ range: Range<Int>, score: Int, claims: [SpanClaim], value: ArraySlice<UInt8>, vault: inout PlaceholderVault) {
    removed.removeAll { $0.range.upperBound <= range.lowerBound }
    for claim in claims {
      let isGone = removed.contains {
        $0.policy < claim.policy && $0.range.lowerBound <= range.lowerBound && $0.range.upperBound >= range.upperBound
      }
      guard !isGone else { continue }
      if claim.action == .restore {
        if let known = vault.value(of: value) { cover(range, Marker(), value) { known } }
        continue
      }
      let hit = SpanHit(range: range, policy: claim.policy, name: claim.name, score: score, action: claim.action)
      hits.append(hit)
      switch claim.action {
      case .redact(let marker):
        cover(range, marker, value) { marker.text(for: claim.name, value: value) }
        removed.append((range, claim.policy))
      case .redactReversibly:
        cover(range, Marker(), value) { vault.placeholder(for: claim.name, value: Array(value)) }
        removed.append((range, claim.policy))
      case .block, .escalate: if stop == nil { stop = hit }
      case .flag, .restore: break
      }
    }
  }

  private mutating func cover(_ range: Range<Int>, _ marker: Marker, _ value: ArraySlice<UInt8>, _ text: () -> [UInt8]) {
    if range.lowerBound >= end {
      replacements.append(Replacement(range: range, text: text()))
      self.marker = marker
    } else if range.upperBound > end {
      let rest = value.suffix(range.upperBound &- end)
      replacements.append(Replacement(range: end..<range.upperBound, text: self.marker.remainder(rest)))
    }
    end = max(end, range.upperBound)
  }

  /// Hands out what was found since the last time.
  mutating func takeReplacements() -> [Replacement] {
    defer { replacements.removeAll() }
    return replacements
  }

  mutating func takeHits() -> [SpanHit] {
    defer { hits.removeAll() }
    return hits
  }
}
