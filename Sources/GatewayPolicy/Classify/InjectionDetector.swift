internal import OpenAIWire

/// What was found of an attack on the model's instructions.
public struct InjectionResult: Sendable, Hashable {
  /// How likely a text is an attack, 0 to 1.
  public var score: Double
  /// What speaks for it: `instruction_override`, `prompt_exfiltration`, `role_play_jailbreak`, `fake_boundary`, `encoded`, `classifier`.
  public var signals: [String]

  /// The signal of the trained classifiers.
  static let classifier = "classifier"
}

/// Finds attempts to override the instructions of a model: phrase families, faked boundaries, hidden segments, and two trained linear classifiers, one for attacks on instructions and
/// one for jailbreaks.
public struct InjectionDetector: Sendable {
  /// What is looked at beside the classifiers.
  public var decodesSegments = true
  /// Whether faked boundaries count.
  public var rejectsFakeBoundaries = true

  /// A detector with everything switched on.
  public init() {}

  /// The score from which on a text is an attack, unless a policy says otherwise.
  public static let threshold = 0.5

  /// Looks at a text in UTF-8.
  public func score(_ text: Span<UInt8>) -> InjectionResult { score(text, TextReading(text)) }

  /// Looks at a text that was read.
  public func score(_ text: Span<UInt8>, _ reading: TextReading) -> InjectionResult {
    var (result, isDisguised) = Self.classify(reading)
    if rejectsFakeBoundaries {
      let isFound =
        reading.isASCII
        ? BoundaryMarks.isFound(in: text, at: reading.marks) : BoundaryMarks.isFound(in: reading.wide.span, at: reading.marks)
      if isFound { result.add("fake_boundary", 0.9) }
    }
    guard decodesSegments else { return result }
    var segments = HiddenSegments.found(in: reading.isASCII ? text : reading.wide.span)
    if !reading.isASCII { segments += HiddenSegments.tagged(text) }
    if let undone = reading.isASCII ? Disguise.undone(text, reading) : Disguise.undone(reading.wide.span, reading) {
      segments.append(undone)
    }
    for segment in segments {
      let hidden = Self.classify(TextReading(segment.span)).result
      if hidden.score >= Self.threshold, !result.signals.contains("encoded") { result.add("encoded", hidden.score) }
    }
    if isDisguised { result.add("encoded", 0.9) }
    return result
  }

  private static func classify(_ reading: TextReading) -> (result: InjectionResult, isDisguised: Bool) {
    var result = InjectionResult(score: 0, signals: [])
    let phrases = PhraseFamilies.found(in: reading.words, reading.wide)
    for family in phrases.names { result.add(family, 0.85) }
    let probability = probability(reading)
    if probability >= threshold { result.signals.append(InjectionResult.classifier) }
    result.score = max(result.score, probability)
    return (result, phrases.isDisguised)
  }

  /// The sum of both classifiers' odds, beside the odds of their common threshold.
  static func odds(_ reading: TextReading) -> Double {
    [ClassifierWeights.instructions, ClassifierWeights.jailbreaks].reduce(0) { $0 + $1.odds(reading, over: $1.thresholds.first ?? 0) }
  }

  /// The odds as a probability: those of the threshold are one half.
  private static func probability(_ reading: TextReading) -> Double {
    let odds = odds(reading)
    let square = min(odds, 1e9) * min(odds, 1e9)
    return square / (1 + square)
  }
}

extension InjectionResult {
  fileprivate mutating func add(_ signal: String, _ score: Double) {
    signals.append(signal)
    self.score = max(self.score, score)
  }
}

extension Span<UInt8> {
  /// Whether all bytes are ASCII.
  var isASCII: Bool {
    var index = 0
    let bytes = bytes
    while index &+ 32 <= count {
      let wide = bytes.eight(index) | bytes.eight(index &+ 8) | bytes.eight(index &+ 16) | bytes.eight(index &+ 24)
      if wide & 0x8080_8080_8080_8080 != 0 { return false }
      index &+= 32
    }
    while index < count {
      if self[index] >= 0x80 { return false }
      index &+= 1
    }
    return true
  }
}
