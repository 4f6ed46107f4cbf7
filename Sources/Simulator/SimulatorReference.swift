/// The parts of docs/simulator.md that are made from the code.
public enum SimulatorReference {
  /// Where the made part begins and ends in the document.
  public static let markers = (begin: "<!-- made by SimulatorReference: begin -->", end: "<!-- made by SimulatorReference: end -->")

  /// The table of faults.
  public static func markdown() -> String {
    var lines = ["| fault | in a stream | in an answer that is no stream |", "| --- | --- | --- |"]
    for fault in SimulatorFault.allCases {
      let name = fault.argumentName.isEmpty ? fault.rawValue : "\(fault.rawValue)=\(fault.argumentName)"
      lines.append("| `\(name)` | \(fault.onStreams) | \(fault.onWholeAnswers) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `document` with the made part brought up to date; nil when it has no markers.
  public static func updated(_ document: String) -> String? {
    guard let begin = document.firstRange(of: markers.begin), let end = document.firstRange(of: markers.end),
      begin.upperBound <= end.lowerBound
    else { return nil }
    return String(document[..<begin.upperBound]) + "\n\n" + markdown() + "\n" + String(document[end.lowerBound...])
  }
}
