import Foundation
import PenstockClient

/// Runs one of the examples of this folder against a server.
///
///     PENSTOCK_BASE_URL=http://localhost:8000 PENSTOCK_MODEL=my-model swift run penstock-client-examples chat "What is the capital of France?"
@main
enum Main {
  static func main() async throws {
    let environment = ProcessInfo.processInfo.environment
    let arguments = CommandLine.arguments.dropFirst()
    let question = arguments.dropFirst().joined(separator: " ")
    let provider = try OpenAIProvider(
      baseURL: environment["PENSTOCK_BASE_URL"] ?? "http://localhost:41002",
      model: environment["PENSTOCK_MODEL"] ?? "penstock-simulator",
      apiKey: environment["PENSTOCK_API_KEY"],
      genaiSystem: "vllm")
    do {
      switch arguments.first {
      case "chat": try await chat(provider, question)
      case "stream": try await stream(provider, question)
      case "tools": try await tools(provider, question)
      case "structured": try await structuredOutput(provider, question)
      case "retries": try await retries(provider, question)
      default: print("usage: penstock-client-examples chat|stream|tools|structured|retries [question]")
      }
    } catch let error as ProviderError {
      await provider.close()
      print("failed: \(error)")
      exit(1)
    }
    await provider.close()
  }
}
