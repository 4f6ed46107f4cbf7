internal import Foundation
internal import GatewayCore

/// `secret_key_ref`: where a target's credential comes from.
struct SecretReference: ConfigRecord {
  var env: String?
  var store: String?

  static let schema = RecordSchema<SecretReference>(
    fields: [
      Field(
        "env", .environmentVariable, \.env,
        doc: "The environment variable that holds the bearer token. Unset or empty: there is a warning, and the target is unavailable."
      ),
      Field("store", .text(length: 1...200), \.store, doc: "The name of an entry of a secret store. This version has none: an error."),
    ],
    repeatsUnknownKeys: false
  )

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    if let place = node.members.first(where: { $0.key == "store" })?.keyPlace {
      context.error(place, "no secret store in this version; use env")
    } else if node["env"] == nil {
      context.error(node.place, "expected the object {env: NAME}")
    }
  }

  /// A reference in object form; anything else may be the credential itself and is not repeated.
  static let type = ValueType<SecretReference>("object") { node, context in
    if case .mapping = node.value { return schema.decode(node, &context) }
    context.error(node.place, "\(APIKeyHint.reason); write {env: NAME} and set the variable NAME in the gateway's environment")
    return nil
  }

  /// The key of a webhook's signature that the environment gives for this reference; nil, with an error, when it gives none.
  func webhookSecret(at place: ConfigPlace, _ context: inout DecodeContext) -> Secret? {
    guard let variable = env else { return nil }
    let value = context.environment[variable] ?? ""
    let bytes = Data(base64Encoded: value.hasPrefix("whsec_") ? String(value.dropFirst(6)) : value)
    if bytes?.isEmpty == false { return Secret(value) }
    context.inside(key: "secret_key_ref") { context in
      let state = value.isEmpty ? "is not set: requests could not be signed" : "does not hold base64, with or without whsec_ before it"
      context.error(place, "the environment variable \(variable) \(state)")
    }
    return nil
  }

  /// The credential that the environment gives for this reference.
  func credential(at place: ConfigPlace, _ context: inout DecodeContext) -> Credential {
    guard let env else { return .none }
    guard let value = context.environment[env], !value.isEmpty else {
      let state = context.environment[env] == nil ? "not set" : "empty"
      context.warning(place, "the environment variable \(env) is \(state); the target is unavailable until it is set", isStructural: false)
      return .missing(variable: env)
    }
    guard value.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      let problem = "holds a space, a line break or another character that a header cannot carry"
      context.error(place, "the value of the environment variable \(env) \(problem)")
      return .none
    }
    return .bearer(Secret(value))
  }
}

/// What is said about credentials that are written into the configuration.
enum APIKeyHint {
  static let reason = "a credential is never written into the configuration"
  static let message = "\(reason); use secret_key_ref: {env: NAME} and set the variable NAME in the gateway's environment"
  /// Keys under which people write credentials.
  static let keys = ["api_key", "apikey", "apiKey", "api_token", "token", "bearer_token", "secret_key", "secret", "key", "password"]
}

extension ValueType<String> {
  private static let credentialPrefixes = ["sk-", "sk_", "hf_", "gsk_", "kt_ak_", "kt_gk_", "kt_live_", "ghp_", "xai-", "eyJ"]

  /// The name of an environment variable. What is not one may be a credential and is not repeated.
  static let environmentVariable = Self("string") { node, context in
    guard case .text(let name) = node.value else {
      context.wrongType(node, expected: "text")
      return nil
    }
    guard (1...200).contains(name.utf8.count), Characters.areLettersDigits(name, or: "_-.") else {
      context.error(node.place, "expected the name of an environment variable: ASCII letters, digits, \"_\", \"-\" and \".\"")
      return nil
    }
    guard !credentialPrefixes.contains(where: name.hasPrefix) else {
      context.error(node.place, "expected the name of an environment variable, found what looks like a credential")
      return nil
    }
    return name
  }
}
