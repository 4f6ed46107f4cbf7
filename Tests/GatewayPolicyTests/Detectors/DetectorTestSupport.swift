import GatewayPolicy
import Testing

/// Something that was found.
struct Found {
  let entity: Entity
  let start: Int
  let end: Int
  let text: String
}

private let scanner = SpanScanner(DetectorCatalog.all)

/// What the built-in detectors find in a text, at a policy's usual threshold.
func findings(_ text: String, threshold: Int = 60) -> [Found] {
  let bytes = Array(text.utf8)
  return scanner.scan(bytes.span, isFinal: true).findings.filter { $0.score >= threshold }.map {
    Found(entity: $0.entity, start: $0.start, end: $0.end, text: String(decoding: bytes[$0.start..<$0.end], as: UTF8.self))
  }
}

/// The findings that begin behind the end of the one before: a part of what was found already does not count.
private func outermost(_ found: [Found]) -> [String] {
  var end = 0
  var result: [String] = []
  for finding in found where finding.start >= end {
    result.append(finding.text)
    end = finding.end
  }
  return result
}

/// Expects that each text holds a value of a kind, marked by « and »: found there, exactly, and the best of what was found there.
func expectFound(_ entity: Entity, _ marked: [String], sourceLocation: SourceLocation = #_sourceLocation) {
  for text in marked {
    let parts = text.split(separator: "«", omittingEmptySubsequences: false).flatMap {
      $0.split(separator: "»", omittingEmptySubsequences: false)
    }
    let plain = parts.joined()
    let values = parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    let found = outermost(findings(plain).filter { $0.entity == entity })
    #expect(found == values, "\(entity.name) in: \(plain)", sourceLocation: sourceLocation)
  }
}

/// Expects that nothing of some kinds is found in any of the texts.
func expectNone(_ entities: Set<Entity>, _ texts: [String], sourceLocation: SourceLocation = #_sourceLocation) {
  for text in texts {
    let found = findings(text).filter { entities.contains($0.entity) }.map { "\($0.entity.name) \($0.text)" }
    #expect(found.isEmpty, "in: \(text)", sourceLocation: sourceLocation)
  }
}
