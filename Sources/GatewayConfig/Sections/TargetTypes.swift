internal import Foundation
internal import GatewayCore

extension ValueType<String> {
  /// The id of a target or a policy.
  static let targetID = text(length: 1...200).map { text, node, context -> String? in
    if Characters.areLettersDigits(text, or: "._:/@-") { return text }
    context.error(node.place, "an id is made of ASCII letters, digits and . _ : / @ -")
    return nil
  }

  /// The engine's name of a model.
  static let modelName = text(length: 1...500).map { text, node, context -> String? in
    if ModelName.isValid(text) { return text }
    context.error(node.place, "a model name holds no spaces and no control characters")
    return nil
  }

  /// A readable file with at least one PEM certificate, as an absolute path or one relative to the working directory.
  static let certificateFile = ValueType<String>.text(length: 1...1000).map("path") { text, node, context -> String? in
    let path = ConfigPath.resolve(text, from: node.place.file)
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue else {
      context.error(node.place, "there is no file \(path)")
      return nil
    }
    switch FileBytes.read(path, maximum: ConfigSource.maximumSize) {
    case .unreadable: context.error(node.place, "the file \(path) cannot be read")
    case .tooLarge: context.error(node.place, "the file \(path) is larger than 4 MiB")
    case .bytes(let bytes):
      if String(decoding: bytes, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----") { return path }
      context.error(node.place, "the file \(path) holds no PEM certificate")
    }
    return nil
  }
}

extension ValueType<BaseURL> {
  /// An http or https URL. It is not repeated in messages: a wrong one may hold a credential.
  static let baseURL = ValueType<String>.text(length: 1...2000).map("URL") { text, node, context -> BaseURL? in
    do throws(BaseURL.Problem) {
      return try BaseURL(text)
    } catch {
      context.error(node.place, "the URL \(error.reason)")
      return nil
    }
  }
}

extension ValueType<ProviderString> {
  private static let providers = Provider.allCases.map(\.rawValue)
  private static let kinds = TargetKind.allCases.map(\.rawValue)

  /// A provider string; every way to get it wrong has a message of its own.
  static let providerString = ValueType<String>.text(length: 1...600).map("provider string") { text, node, context -> ProviderString? in
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    let name = parts.first ?? ""
    guard providers.contains(name) else {
      context.error(
        node.place, "unknown provider \"\(name.prefix(64))\"; known: \(providers.joined(separator: ", "))",
        suggestion: NearestName.find(name, among: providers))
      return nil
    }
    if parts.count >= 2, !kinds.contains(parts[1]) {
      context.error(
        node.place, "unknown kind \"\(parts[1].prefix(64))\" in the provider string; known: \(kinds.joined(separator: ", "))",
        suggestion: NearestName.find(parts[1], among: kinds))
      return nil
    }
    guard parts.count != 2, parts.last != "" else {
      let mending = "write \(name):\(parts[1]):<model>, or the bare \(name) for every model of the server"
      context.error(node.place, "names a kind but no model; \(mending)")
      return nil
    }
    guard let provider = ProviderString(text), ModelName.isValid(provider.model ?? "") else {
      context.error(node.place, "a model name holds no spaces and no control characters")
      return nil
    }
    return provider
  }
}

/// What a model may be called.
enum ModelName {
  /// No spaces and no control characters; the empty text passes.
  static func isValid(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7f && !$0.properties.isWhitespace }
  }
}

/// Which characters a name is made of.
enum Characters {
  /// Whether `text` holds nothing but ASCII letters, digits and the characters of `others`.
  static func areLettersDigits(_ text: some StringProtocol, or others: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9": true
      default: others.unicodeScalars.contains(scalar)
      }
    }
  }
}
