internal import ArgumentParser
internal import Foundation
internal import GatewayApp
internal import GatewayConfig

/// `penstock init`
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented configuration for the engines found on this machine.",
    discussion: """
      Exit codes: 0 written, 1 not written, 64 wrong arguments.

      EXAMPLES
        penstock init                        prints it
        penstock init --output policy-config.yaml
        penstock init --template pii         with policies to begin with
        penstock init --output policy-config.yaml --force
      """
  )

  @Option(help: "Policies to begin with: \(PolicyTemplates.all.map(\.name).joined(separator: ", ")).") var template: String?
  @Option(name: .shortAndLong, help: "The file to write; standard output without it.") var output: String?
  @Flag(help: "Overwrite the file.") var force = false

  func validate() throws {
    if let template, PolicyTemplates.named(template) == nil {
      throw ValidationError("there is no template '\(template)'; there are: \(PolicyTemplates.all.map(\.name).joined(separator: ", "))")
    }
  }

  private func content() async -> (text: String, note: String) {
    if let known = template.flatMap(PolicyTemplates.named) { return (known.text, "template \(known.name)") }
    let engines = await Discovery.engines()
    return (ConfigTemplate.render(engines: engines), "\(engines.count) engine\(engines.count == 1 ? "" : "s") found")
  }

  func run() async throws {
    guard let output else { return print(await content().text, terminator: "") }
    guard force || !FileManager.default.fileExists(atPath: output) else {
      throw Failure.told("\(output) exists; use --force to overwrite it")
    }
    let (text, note) = await content()
    do {
      // Whatever came into being in the meantime is not overwritten either.
      try Data(text.utf8).write(to: URL(filePath: output), options: force ? .atomic : .withoutOverwriting)
    } catch {
      throw Failure.told("\(output) cannot be written: \(error.localizedDescription)")
    }
    print("wrote \(output) (\(note))")
  }
}
