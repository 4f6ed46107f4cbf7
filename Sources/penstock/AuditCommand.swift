internal import ArgumentParser
internal import Foundation
internal import GatewayAudit
internal import GatewayCore
internal import GatewayStore

/// `penstock audit`
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Verify, mend, search and erase in the audit log.",
    discussion: """
      EXAMPLES
        penstock audit verify /var/lib/penstock/audit --public-key audit.pub
        penstock audit show evt_0123456789abcdef0123456789abcdef audit
        penstock audit erase audit --user ann@example.com
      """,
    subcommands: [AuditVerifyCommand.self, RepairCommand.self, EraseCommand.self, ShowCommand.self, ReindexCommand.self])

  /// `penstock audit repair DIR`
  struct RepairCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "repair",
      abstract: "Cut a damaged end off the log, and record that.",
      discussion: """
        For a log that the gateway refuses because its end is damaged. Keep a
        copy first. What stands before the damage is not changed; 'audit
        verify' judges it. Exit codes: 0 done, 2 not possible.

        EXAMPLES
          cp -a audit audit.damaged && penstock audit repair audit
        """
    )

    @OptionGroup var log: LogOptions
    @Option(help: "The signing key, if it is not in the directory.") var keyFile: String?

    func run() async throws {
      try await Failure.telling(code: 2) {
        let place = try log.place()
        let repair = try LogMaintenance(directory: place.directory, keyFile: keyFile ?? place.keyFile).repair()
        // It may know records that were cut off.
        if repair.cutBytes > 0 { AuditIndex.forget(place.directory) }
        print(
          repair.cutBytes == 0
            ? "nothing had to be cut off: the log ends with record \(repair.head.sequence)"
            : "\(repair.cutBytes) bytes were cut off, and record \(repair.head.sequence - 1) says so")
      }
    }
  }

  /// `penstock audit reindex DIR`
  struct ReindexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reindex",
      abstract: "Make the query index anew.",
      discussion: """
        Works beside a running gateway. Exit codes: 0 done, 2 not possible.

        EXAMPLES
          penstock audit reindex /var/lib/penstock/audit
        """
    )

    @OptionGroup var log: LogOptions

    func run() async throws {
      try await Failure.telling(code: 2) {
        let directory = try log.place().directory
        _ = try LogEvents(directory: directory)
        print("\(try AuditIndex(directory: directory).rebuild()) records")
      }
    }
  }
}
