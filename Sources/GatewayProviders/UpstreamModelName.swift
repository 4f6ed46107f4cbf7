internal import GatewayCore
internal import OpenAIWire

/// Finds the name under which a target's server knows the model that the config names.
///
/// vLLM wants the name as it is. OpenLLM's own identifiers (`llama3:8b-instruct`) are unknown to the server it starts, which wants the Hugging Face id
/// (`meta-llama/Meta-Llama-3-8B-Instruct`): that is taken from what the server reports.
enum UpstreamModelName {
  static func resolve(_ model: String, provider: Provider, cards: [ModelCard]) -> String {
    guard provider == .openllm, !cards.contains(where: { $0.id == model }) else { return model }
    let baseModels = cards.filter { $0.parent == nil }
    if baseModels.count == 1 { return baseModels[0].id }
    let wanted = words(model)
    let matches = baseModels.filter { card in wanted.allSatisfy { isRun($0, of: words(card.id)) } }
    return matches.count == 1 ? matches[0].id : model
  }

  /// Whether `word` is one of `words`, or some of them in a row: `llama3` is `Llama-3`, and `7b` is not in `57b`.
  private static func isRun(_ word: String, of words: [String]) -> Bool {
    words.indices.contains { start in
      var run = ""
      for next in words[start...] {
        run += next
        if run == word { return true }
        if run.count >= word.count { return false }
      }
      return false
    }
  }

  /// The runs of letters and digits, in lower case: `llama3:8b-instruct` has `llama3`, `8b` and `instruct`.
  private static func words(_ name: String) -> [String] {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
