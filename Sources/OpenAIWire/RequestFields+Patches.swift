/// The member that limits how many tokens are generated.
public enum TokenLimitMember: String, CaseIterable, Hashable, Sendable {
  /// `max_tokens`: completions, and chat completions of old.
  case maxTokens = "max_tokens"
  /// `max_completion_tokens`: chat completions; engines prefer it to `max_tokens`.
  case maxCompletionTokens = "max_completion_tokens"
}

/// The changes that the gateway makes to a request. Each returns false, and changes nothing, when an earlier patch is in the way.
extension RequestFields {
  /// Sets `model`: replaces it, whatever it is, or makes it the first member.
  @discardableResult
  public func patchModel(to model: String, into patches: inout PatchList) -> Bool {
    switch self.model {
    case .absent: insertMember("\"model\":", JSONText.quoted(model), into: &patches)
    case .null(let range): patches.replace(range, with: JSONText.quoted(model))
    case .string(let field):
      // Compared as bytes: equal strings in Swift's sense may be spelt differently.
      field.value.utf8.elementsEqual(model.utf8) || patches.replace(field.range, with: JSONText.quoted(model))
    }
  }

  /// Sets `stream_options.include_usage` to true. Other stream options stay.
  @discardableResult
  public func patchIncludeUsage(into patches: inout PatchList) -> Bool {
    switch streamOptions {
    case .absent:
      return insertMember("\"stream_options\":", Array("{\"include_usage\":true}".utf8), into: &patches)
    case .null(let range):
      return patches.replace(range, with: Array("{\"include_usage\":true}".utf8))
    case .object(_, _, .value(true, _)):
      return true
    case .object(_, _, .value(false, let range)), .object(_, _, .null(let range)):
      return patches.replace(range, with: Array("true".utf8))
    case .object(let range, let isEmpty, .absent):
      return patches.insert(Array("\"include_usage\":true\(isEmpty ? "" : ",")".utf8), at: range.lowerBound &+ 1)
    }
  }

  /// Sets `cache_salt`: replaces it, whatever it is, or makes it the first member.
  @discardableResult
  public func patchCacheSalt(to salt: String, into patches: inout PatchList) -> Bool {
    guard let cacheSalt else { return insertMember("\"cache_salt\":", JSONText.quoted(salt), into: &patches) }
    return patches.replace(cacheSalt.range, with: JSONText.quoted(salt))
  }

  /// Replaces the value of `priority`, whatever it is. Where there is none, nothing is changed.
  @discardableResult
  public func patchPriority(to priority: Int, into patches: inout PatchList) -> Bool {
    guard let field = self.priority else { return true }
    return field.value == priority || patches.replace(field.range, with: Array(String(priority).utf8))
  }

  /// Sets one token limit: replaces its value, whatever it is, or inserts the member.
  @discardableResult
  public func patch(_ member: TokenLimitMember, to limit: Int, into patches: inout PatchList) -> Bool {
    let digits = Array(String(limit).utf8)
    guard let field = self[member] else { return insertMember("\"\(member.rawValue)\":", digits, into: &patches) }
    return field.value == limit || patches.replace(field.range, with: digits)
  }

  /// Sets every token limit that has a value; if none has, a `null` one; if there is none at all, inserts `max_tokens`.
  ///
  /// For chat completions. Completions know `max_tokens` only: use ``patch(_:to:into:)`` there.
  @discardableResult
  public func patchMaxTokens(to limit: Int, into patches: inout PatchList) -> Bool {
    let present = TokenLimitMember.allCases.filter { self[$0] != nil }
    let valued = present.filter { self[$0]?.isNull == false }
    let members = valued.isEmpty ? [present.first ?? .maxTokens] : valued
    var changed = patches
    for member in members {
      guard patch(member, to: limit, into: &changed) else { return false }
    }
    patches = changed
    return true
  }

  /// A token limit; nil when absent.
  public subscript(member: TokenLimitMember) -> IntegerField? {
    switch member {
    case .maxTokens: maxTokens
    case .maxCompletionTokens: maxCompletionTokens
    }
  }

  /// Inserts a member in front of all others, but behind those that were inserted before it.
  private func insertMember(_ name: String, _ value: [UInt8], into patches: inout PatchList) -> Bool {
    guard isEmptyObject else { return patches.insert(Array(name.utf8) + value + [0x2c], at: bodyStart) }
    let comma: [UInt8] = patches.hasInsertion(at: bodyStart) ? [0x2c] : []
    return patches.insert(comma + Array(name.utf8) + value, at: bodyStart)
  }
}
