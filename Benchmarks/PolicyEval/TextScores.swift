import GatewayPolicy

/// The scores of the classifiers for a text. The only place that calls them.
struct TextScores {
  private let injection: Double
  private let content: [String: Double]

  /// The scores of a text.
  init(_ text: String) {
    let bytes = Array(text.utf8)
    let reading = TextReading(bytes.span)
    injection = InjectionDetector().score(bytes.span, reading).score
    content = ContentClassifier.scores(reading).values
  }

  /// As one line, with the thresholds from which on a score counts: the built-in one, and that of the content filter's middle level.
  var json: String {
    let categories = content.sorted { $0.key < $1.key }.map { #""\#($0.key)":\#($0.value)"# }
    let thresholds =
      #""injection_threshold":\#(InjectionDetector.threshold),"content_threshold":\#(ContentClassifier.levels["medium"] ?? 0.5)"#
    return #"{"injection":\#(injection),"content":{\#(categories.joined(separator: ","))},\#(thresholds)}"#
  }
}
