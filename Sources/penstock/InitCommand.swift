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
        penstock init --output policy-config.yaml --force
      """
  )

  @Option(name: .shortAndLong, help: "The file to write; standard output without it.") var output: String?
  @Flag(help: "Overwrite the file.") var force = false

  func run() async throws {
    let engines = await Discovery.engines()
    let text = ConfigTemplate.render(engines: engines)
    guard let output else { return print(text, terminator: "") }
    guard force || !FileManager.default.fileExists(atPath: output) else {
      throw ValidationError("\(output) exists; use --force to overwrite it")
    }
    do {
      try text.write(toFile: output, atomically: true, encoding: .utf8)
    } catch {
      throw ValidationError("\(output) cannot be written: \(error.localizedDescription)")
    }
    print("wrote \(output) (\(engines.count) engine\(engines.count == 1 ? "" : "s") found)")
  }
}
