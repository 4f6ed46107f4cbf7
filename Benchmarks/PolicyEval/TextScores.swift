import GatewayPolicy

/// The scores of the classifiers for a text. The only place that calls them: they are wired here when they exist.
struct TextScores {
  /// The injection detector's score, 0 to 1; nil while there is none.
  var injection: Double?
  /// The content classifier's scores by category.
  var content: [String: Double] = [:]

  /// The scores of a text.
  init(_ text: String) {}

  /// As one line.
  var json: String {
    let categories = content.sorted { $0.key < $1.key }.map { #""\#($0.key)":\#($0.value)"# }
    return #"{"injection":\#(injection.map { "\($0)" } ?? "null"),"content":{\#(categories.joined(separator: ","))}}"#
  }
}
