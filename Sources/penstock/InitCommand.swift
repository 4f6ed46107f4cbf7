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

  private func content() async throws -> (text: String, note: String) {
    guard let template else {
      let engines = await Discovery.engines()
      return (ConfigTemplate.render(engines: engines), "\(engines.count) engine\(engines.count == 1 ? "" : "s") found")
    }
    guard let known = PolicyTemplates.named(template) else {
      throw ValidationError("there is no template '\(template)'; there are: \(PolicyTemplates.all.map(\.name).joined(separator: ", "))")
    }
    return (known.text, "template \(known.name)")
  }

  func run() async throws {
    let (text, note) = try await content()
    guard let output else { return print(text, terminator: "") }
    guard force || !FileManager.default.fileExists(atPath: output) else {
      throw ValidationError("\(output) exists; use --force to overwrite it")
    }
    do {
      try text.write(toFile: output, atomically: true, encoding: .utf8)
    } catch {
      throw ValidationError("\(output) cannot be written: \(error.localizedDescription)")
    }
    print("wrote \(output) (\(note))")
  }
}
