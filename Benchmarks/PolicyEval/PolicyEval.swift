import Foundation
import GatewayPolicy

/// What `tools/eval` measures: reads JSON lines (`{"text": …}`) from the standard input and writes one JSON line for each.
///
///     PolicyEval spans      {"spans": [{"entity", "start", "end", "score"}]}, offsets in bytes of the text's UTF-8
///     PolicyEval scores     {"injection": …, "content": {…}}
///     PolicyEval cost       what policies cost, as a table; reads nothing
///     PolicyEval speed      {"bytes", "entities", "all"}: microseconds per 4 KiB of the text for the detectors of free text, and for all
///     PolicyEval scan       {"bytes", "all"}: the same for all detectors alone, in processor time; for a profile
///     PolicyEval findings   {"findings": [[entity, start, end, score], …], "decided": […]}: every finding as the scanner gives it, and how far prefixes of the text are
///                           decided; to compare two builds byte for byte
///     PolicyEval features   {"samples": [[start, end, row, …]]}, what tools/train_entities learns from
@main
enum PolicyEval {
  static func main() throws {
    if CommandLine.arguments.dropFirst().first == "cost" { return CostReport.run() }
    let mode = CommandLine.arguments.dropFirst().first ?? ""
    let modes: [String: (String) throws -> String] = [
      "spans": spans, "features": features, "scores": scores, "speed": speed, "scan": scan, "findings": findings,
    ]
    guard let mode = modes[mode] else {
      print("usage: PolicyEval spans|scores|speed|scan|findings|features < texts.jsonl, or PolicyEval cost")
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

  private static func scan(_ text: String) throws -> String {
    let bytes = Array(text.utf8)
    let scanner = SpanScanner(DetectorCatalog.all)
    let rounds = max(1, 4_000_000 / max(1, bytes.count))
    let start = clock()
    for _ in 0..<rounds { _ = scanner.scan(bytes.span, isFinal: true) }
    let time = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    return #"{"bytes":\#(bytes.count),"all":\#(time * 1e6 / Double(rounds * max(1, bytes.count)) * 4096)}"#
  }

  private static let scanner = SpanScanner(DetectorCatalog.all)

  private static func findings(_ text: String) throws -> String {
    var folded = FoldedText()
    folded.append(Array(text.utf8).span)
    folded.finish()
    let bytes = folded.bytes.span
    let found = scanner.scan(bytes, isFinal: true).findings.map { #"["\#($0.entity.name)",\#($0.start),\#($0.end),\#($0.score)]"# }
    // As many as a text has bytes, or a few hundred of a long one.
    let step = max(1, bytes.count / 300)
    let decided = stride(from: 0, through: bytes.count, by: step).map { cut in
      let result = scanner.scan(bytes.extracting(first: cut), from: max(0, cut - 2048), isFinal: false)
      return "[\(result.decided),\(result.findings.count)]"
    }
    return #"{"findings":[\#(found.joined(separator: ","))],"decided":[\#(decided.joined(separator: ","))]}"#
  }

  private static func scores(_ text: String) throws -> String { TextScores(text).json }
}
