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
///
/// A finding that goes on behind its end is a run: what belongs to it is removed as it comes (``extend(_:to:slice:)``), like the rest of a span that overlaps another.
struct SpanCover {
  /// What a policy has removed as a whole.
  private struct Removal {
    var range: Range<Int>
    let policy: Int
    let run: Int?
  }

  private(set) var replacements: [Replacement] = []
  private(set) var hits: [SpanHit] = []
  /// The first hit that ends the text's way.
  private(set) var stop: SpanHit?
  /// Everything in front of it is either replaced or free.
  private var end = 0
  private var marker = Marker()
  /// Ranges that policies have removed as a whole and that may reach further.
  private var removed: [Removal] = []

  /// What a finding is, where it stands, and what may go on behind it.
  struct Found {
    /// Its range in the original text.
    let range: Range<Int>
    /// The bytes there.
    let value: ArraySlice<UInt8>
    /// How sure it is.
    let score: Int
    /// The number of its run, if it goes on behind its end.
    var run: Int?
    /// The value with all of its run, where the whole text is known.
    var whole: ArraySlice<UInt8>?
  }

  /// Takes the next finding.
  mutating func add(_ found: Found, claims: [SpanClaim], vault: inout PlaceholderVault) {
    let (range, value) = (found.range, found.value)
    removed.removeAll { $0.range.upperBound <= range.lowerBound }
    for claim in claims {
      let isGone = removed.contains {
        $0.policy < claim.policy && $0.range.lowerBound <= range.lowerBound && $0.range.upperBound >= range.upperBound
      }
      // Its run may reach further than what is gone.
      guard !isGone || found.run != nil && claim.isRedaction else { continue }
      if claim.action == .restore {
        if let known = vault.value(of: value) { cover(range, Marker(), value) { known } }
        continue
      }
      let hit = SpanHit(range: range, policy: claim.policy, name: claim.name, score: found.score, action: claim.action)
      if !isGone { hits.append(hit) }
      switch claim.action {
      case .redact(let marker):
        cover(range, marker, value) { marker.text(for: claim.name, value: value) }
        removed.append(Removal(range: range, policy: claim.policy, run: found.run))
      case .redactReversibly:
        cover(range, Marker(), value) { vault.placeholder(for: claim.name, value: Array(found.whole ?? value)) }
        removed.append(Removal(range: range, policy: claim.policy, run: found.run))
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

  /// What is not covered up to an offset behind everything that is.
  func uncovered(upTo newEnd: Int) -> Range<Int> { end..<max(end, newEnd) }

  /// A run goes on, up to an offset; `rest` has the bytes of ``uncovered(upTo:)``.
  mutating func extend(_ run: Int, to newEnd: Int, rest: ArraySlice<UInt8>) {
    var isRemoved = false
    for index in removed.indices where removed[index].run == run {
      isRemoved = true
      removed[index].range = removed[index].range.lowerBound..<max(removed[index].range.upperBound, newEnd)
    }
    guard isRemoved, newEnd > end else { return }
    replacements.append(Replacement(range: end..<newEnd, text: marker.remainder(rest)))
    end = newEnd
  }

  /// Hands out what was found since the last time.
  mutating func takeReplacements() -> [Replacement] {
    defer { replacements.removeAll() }
    return replacements
  }

  /// Whether something was found since ``takeHits()``.
  var hasHits: Bool { !hits.isEmpty }

  /// Hands out what was found since the last time.
  mutating func takeHits() -> [SpanHit] {
    defer { hits.removeAll() }
    return hits
  }
}
