import Foundation
import GatewayPolicy

/// What `tools/eval` measures: reads JSON lines (`{"text": …}`) from the standard input and writes one JSON line for each.
///
///     PolicyEval spans      {"spans": [{"entity", "start", "end", "score"}]}, offsets in bytes of the text's UTF-8
///     PolicyEval scores     {"injection": …, "content": {…}}
///     PolicyEval cost       what policies cost, as a table; reads nothing
///     PolicyEval speed      {"bytes", "entities", "all"}: microseconds per 4 KiB of the text for the detectors of free text, and for all
///     PolicyEval features   {"samples": [[start, end, row, …]]}, what tools/train_entities learns from
@main
enum PolicyEval {
  static func main() throws {
    if CommandLine.arguments.dropFirst().first == "cost" { return CostReport.run() }
    let mode = CommandLine.arguments.dropFirst().first ?? ""
    let modes: [String: (String) throws -> String] = ["spans": spans, "features": features, "scores": scores, "speed": speed]
    guard let mode = modes[mode] else {
      print("usage: PolicyEval spans|scores|speed|features < texts.jsonl, or PolicyEval cost")
      exit(2)
    }
    let decoder = JSONDecoder()
    while let line = readLine(strippingNewline: true) {
      print(try mode(try decoder.decode(Input.self, from: Data(line.utf8)).text))
    }
  }

  private struct Input: Decodable {
    let text: String
  }

  private static func spans(_ text: String) throws -> String {
    let spans = TextFinder.shared.spans(in: text).map {
      #"{"entity":"\#($0.entity.name)","start":\#($0.start),"end":\#($0.end),"score":\#($0.score)}"#
    }
    return #"{"spans":[\#(spans.joined(separator: ","))]}"#
  }

  private static func features(_ text: String) throws -> String {
    var folded = FoldedText()
    folded.append(Array(text.utf8).span)
    folded.finish()
    let samples = WordSample.samples(of: folded.bytes.span).map { sample in
      let numbers = [folded.originalStart(sample.start), folded.originalEnd(sample.end - 1)] + sample.rows
      return "[\(numbers.map(String.init).joined(separator: ","))]"
    }
    return #"{"samples":[\#(samples.joined(separator: ","))]}"#
  }

  private static func speed(_ text: String) throws -> String {
    var folded = FoldedText()
    folded.append(Array(text.utf8).span)
    folded.finish()
    let times = [EntityDetectors.all, DetectorCatalog.all].map { detectors in
      let scanner = SpanScanner(detectors)
      let rounds = max(1, 2_000_000 / max(1, folded.bytes.count))
      let time = ContinuousClock().measure {
        for _ in 0..<rounds { _ = scanner.scan(folded.bytes.span, isFinal: true) }
      }
      return time / .microseconds(1) / Double(rounds * max(1, folded.bytes.count)) * 4096
    }
    return #"{"bytes":\#(folded.bytes.count),"entities":\#(times[0]),"all":\#(times[1])}"#
  }

  private static func scores(_ text: String) throws -> String { TextScores(text).json }
}
