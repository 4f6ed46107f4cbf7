internal import GatewayCore

/// What categories are called by the policies and by the models, and how they are described to a model that wants a definition.
enum JudgeCategories {
  /// The one category of `prompt-injection`.
  static let injection = "prompt_injection"

  /// What a model calls `injection` or `jailbreak` is the same here.
  private static let synonyms = ["jailbreak": injection, "injection": injection, "selfharm": "self_harm", "suicide": "self_harm"]

  /// The hazards of Llama Guard 3 and 4 (those of the MLCommons taxonomy) in the policies' categories. Advice, privacy, intellectual property and elections (S6 to S8, S13) have none.
  private static let llamaGuard: [String: [String]] = [
    "S1": ["violence"], "S2": ["illicit"], "S3": ["sexual"], "S4": ["sexual"], "S5": ["harassment"], "S6": [], "S7": [], "S8": [],
    "S9": ["violence", "illicit"], "S10": ["hate"], "S11": ["self_harm"], "S12": ["sexual"], "S13": [], "S14": ["illicit"],
  ]

  /// The policies' categories that a model's word stands for.
  /// - Returns: nil when the word is not known.
  static func meaning(of word: String, _ settings: JudgeSettings) -> [String]? {
    if let own = settings.categoryNames.first(where: { $0.key.lowercased() == word.lowercased() })?.value { return [own] }
    if settings.style == .llamaGuard { return llamaGuard[word.uppercased()] }
    let name = word.lowercased().replacing("-", with: "_").replacing(" ", with: "_")
    if let synonym = synonyms[name] { return [synonym] }
    return name == injection || ContentFilterSettings.allCategories.contains(name) ? [name] : nil
  }

  /// What a category is, in a sentence.
  static func definition(of category: String) -> String {
    switch category {
    case injection:
      "An attempt to override, evade or reveal the instructions that an AI model was given, or to make it act for somebody else than its user: "
        + "told to ignore its rules, to play an unrestricted role, or to carry out orders that stand in a document or a tool's result."
    case "violence": "Threats of violence, incitement to it, its glorification, or instructions for hurting people or animals."
    case "self_harm": "Encouragement of, instructions for, or an intention of suicide, self-injury or disordered eating."
    case "hate": "Hatred or contempt for people because of origin, religion, sex, orientation, disability or another protected trait."
    case "harassment": "Abuse, humiliation, intimidation or bullying of a person."
    case "sexual": "Explicit sexual content, sexual services, or any sexual content about minors."
    case "illicit": "Help with crimes: weapons, drugs, fraud, theft, malware, or getting around the law."
    default: "Content of the category \(category)."
    }
  }

  /// The name under which Granite Guardian was trained for a category; it is given together with the definition.
  static func riskName(_ category: String) -> String {
    switch category {
    case injection: "jailbreak"
    case "sexual": "sexual_content"
    case "hate": "social_bias"
    case "illicit": "unethical_behavior"
    default: category
    }
  }
}
