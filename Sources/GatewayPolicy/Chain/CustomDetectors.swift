internal import GatewayCore

/// The detectors of a configuration's own patterns and terms.
enum CustomDetectors {
  static func detectors(_ settings: SpanSettings, policy: String) throws(PolicyChain.Problem) -> [(name: String, detector: any Detector)] {
    var result: [(name: String, detector: any Detector)] = []
    for pattern in settings.patterns { result.append((pattern.name, PatternDetector(regex: try regex(pattern, policy: policy)))) }
    return result + (try terms(settings.terms, maxDistance: settings.maxDistance, policy: policy).map { ("blocked_term", $0) })
  }

  /// With so many letters of terms a word may be compared: a text can be all words.
  private static let mostEffort = 10_000

  /// The detectors of terms, with at most so many wrong letters.
  static func terms(_ terms: [String], maxDistance: Int, policy: String) throws(PolicyChain.Problem) -> [TermDetector] {
    let detectors = TermDetector.detectors(terms, maxDistance: maxDistance)
    let effort = detectors.map(\.tree.effort).max() ?? 0
    guard effort <= mostEffort else {
      throw PolicyChain.Problem(
        policy: policy,
        message:
          "\(terms.count) terms with up to \(maxDistance) wrong letters are too many: a word would be compared with \(effort) letters "
          + "of them, and \(mostEffort) is the most; lower max_distance, or leave terms out")
    }
    return detectors
  }

  /// Compiles a pattern.
  static func regex(_ pattern: SpanSettings.Pattern, policy: String, ignoresCase: Bool = false) throws(PolicyChain.Problem) -> PatternRegex
  {
    do { return try PatternRegex(pattern.expression, ignoresCase: ignoresCase) } catch {
      throw PolicyChain.Problem(policy: policy, message: "the pattern '\(pattern.name)' cannot be used: \(error)")
    }
  }
}

/// Checks patterns of a configuration.
public enum CustomPattern {
  /// What is wrong with a regular expression, and what to do; nil when it can be used.
  public static func problem(_ expression: String) -> String? {
    do throws(PatternProblem) {
      _ = try PatternRegex(expression)
      return nil
    } catch {
      return "the pattern cannot be used: \(error)"
    }
  }
}

/// Says of terms of a configuration how they are matched.
public enum CustomTerm {
  /// Whether nothing of a term is left when it is folded: it is never found.
  public static func isBlank(_ term: String) -> Bool { TermDetector.letters(term).isEmpty }

  /// By how many edits what is found may differ from a term, where `most` are wanted: a short term has fewer.
  public static func distance(_ term: String, most: Int) -> Int { TermDetector.distance(TermDetector.letters(term).count, most) }
}
