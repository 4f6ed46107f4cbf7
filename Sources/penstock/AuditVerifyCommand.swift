internal import ArgumentParser
internal import Foundation
internal import GatewayAudit
internal import GatewayCore
internal import GatewayStore

/// `penstock audit verify DIR`
struct AuditVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Say whether the log is intact, or which record is the first bad one.",
    discussion: """
      Needs nothing but the files. Take the public key from where you keep it,
      not from the log's directory: who can write there can replace it.

      Exit codes: 0 intact, 1 not intact, 2 cannot be read.

      EXAMPLES
        penstock audit verify audit --public-key audit.pub
        penstock audit verify audit --mirror /mnt/other/checkpoints.jsonl
        penstock audit verify audit --from 7d --format json
      """
  )

  @OptionGroup var log: LogOptions
  @Option(help: "PEM file of the public key.") var publicKey: String?
  @Option(help: "A mirror of checkpoints that the log must hold; that of --config if not given.") var mirror: String?
  @Option(help: "Only segments that may have records from this time on.") var from: String?
  @Option(help: "Only segments that may have records up to this time.") var to: String?
  @Option(help: "text or json.") var format = OutputFormat.text

  func validate() throws {
    _ = try FilterOptions.time(from, "--from")
    _ = try FilterOptions.time(to, "--to")
  }

  func run() async throws {
    let report = try await Failure.telling(code: 2) { () throws -> VerifyReport in
      var options = ChainVerifier.Options()
      if let publicKey {
        guard let bytes = FileManager.default.contents(atPath: publicKey), let key = PublicKey(pem: Array(bytes)) else {
          throw Failure.told("\(publicKey) cannot be read as an Ed25519 public key in PEM form", code: 2)
        }
        options.publicKey = key
      }
      let place = try log.place()
      options.mirror = mirror ?? place.mirror
      options.from = try FilterOptions.time(from, "--from")
      options.to = try FilterOptions.time(to, "--to")
      // Asked before the log is read: what the index knows by now, the log has by then.
      options.indexed = AuditIndex.head(of: place.directory)
      return try ChainVerifier.verify(place.directory, options)
    }
    switch format {
    case .json: try OutputFormat.printJSON(Answer(report))
    case .text: print(Self.text(report))
    }
    if !report.isIntact { throw ExitCode(1) }
  }

  private static func text(_ report: VerifyReport) -> String {
    var lines: [String] = []
    let range = report.first.map { "records \($0) to \(report.head?.sequence ?? $0)" } ?? "no records"
    if let problem = report.problem {
      // What is missing at the end has no line.
      let line = problem.line > 0 ? " line \(problem.line)" : ""
      lines.append("✗ \(problem.kind.rawValue): record \(problem.sequence), \(problem.file)\(line)")
      lines.append("  \(problem.message)")
      lines.append("  good before it: \(range)")
    } else {
      lines.append("✓ intact: \(range) in \(report.segments) segment\(report.segments == 1 ? "" : "s")")
      lines.append("  \(report.checkpoints) checkpoints, signed up to record \(report.signedThrough)")
      if let head = report.head { lines.append("  last hash \(head.hashText)") }
    }
    return (lines + report.notes.map { "  note: \($0)" }).joined(separator: "\n")
  }

  private struct Answer: Encodable {
    struct Problem: Encodable {
      let kind, file, message: String
      let line: Int
      let sequence: UInt64
    }

    let intact: Bool
    let problem: Problem?
    let records, segments, checkpoints: Int
    let first, last: UInt64?
    let lastHash: String?
    let signedThrough: UInt64
    let notes: [String]

    init(_ report: VerifyReport) {
      intact = report.isIntact
      problem = report.problem.map {
        Problem(kind: $0.kind.rawValue, file: $0.file, message: $0.message, line: $0.line, sequence: $0.sequence)
      }
      (records, segments, checkpoints) = (report.records, report.segments, report.checkpoints)
      (first, last, lastHash) = (report.first, report.head?.sequence, report.head?.hashText)
      signedThrough = report.signedThrough
      notes = report.notes
    }

    enum CodingKeys: String, CodingKey {
      case intact, problem, records, segments, checkpoints, first, last, notes
      case lastHash = "last_hash"
      case signedThrough = "signed_through"
    }
  }
}
