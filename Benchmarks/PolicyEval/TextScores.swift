import GatewayPolicy

/// The scores of the classifiers for a text. The only place that calls them.
struct TextScores {
  private let injection: InjectionResult
  private let content: [String: Double]

  /// The scores of a text.
  init(_ text: String) {
    let bytes = Array(text.utf8)
    let reading = TextReading(bytes.span)
    injection = InjectionDetector().score(bytes.span, reading)
    content = ContentClassifier.scores(reading).values
  }

  /// As one line, with the thresholds from which on a score counts: the built-in one, and that of the content filter's middle level.
  var json: String {
    let categories = content.sorted { $0.key < $1.key }.map { #""\#($0.key)":\#($0.value)"# }
    let signals = injection.signals.map { "\"\($0)\"" }.joined(separator: ",")
    let thresholds =
      #""injection_threshold":\#(InjectionDetector.threshold),"content_threshold":\#(ContentClassifier.levels["medium"] ?? 0.5)"#
    return #"{"injection":\#(injection.score),"signals":[\#(signals)],"content":{\#(categories.joined(separator: ","))},\#(thresholds)}"#
  }
}
