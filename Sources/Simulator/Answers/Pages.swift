internal import GatewayCore

/// Answers that need no generation.
enum Pages {
  /// `GET /v1/models`.
  static func models(_ settings: SimulatorSettings, now: Int, makeID: () -> String) -> String {
    JSONWriter.object { json in
      json.string("object", "list")
      json.array("data", settings.models.map { card($0, settings, now: now, permission: makeID()) })
    }
  }

  private static func card(_ name: String, _ settings: SimulatorSettings, now: Int, permission: String) -> String {
    JSONWriter.object { json in
      json.string("id", name)
      json.string("object", "model")
      json.integer("created", now)
      json.string("owned_by", "penstock-simulator")
      json.string("root", name)
      json.nulls("parent")
      json.integer("max_model_len", settings.maxModelLength)
      json.array(
        "permission",
        [
          JSONWriter.object { json in
            json.string("id", "modelperm-\(permission)")
            json.string("object", "model_permission")
            json.integer("created", now)
            json.bool("allow_create_engine", false)
            json.bool("allow_sampling", true)
            json.bool("allow_logprobs", true)
            json.bool("allow_search_indices", false)
            json.bool("allow_view", true)
            json.bool("allow_fine_tuning", false)
            json.string("organization", "*")
            json.nulls("group")
            json.bool("is_blocking", false)
          }
        ])
    }
  }

  /// `POST /tokenize`.
  static func tokenize(_ body: JSONValue, _ settings: SimulatorSettings) throws(WireError) -> String {
    let fields = FieldReader(body: body)
    let ids: [Int]
    if body.present("messages") != nil {
      ids = try ChatPrompt(body: body).tokens
    } else {
      guard let prompt = try fields.string("prompt") else { throw .missing("body.prompt", in: body) }
      ids = SimulatorTokenizer.ids(of: prompt)
    }
    let wantsTexts = try fields.flag("return_token_strs")
    return JSONWriter.object { json in
      json.integer("count", ids.count)
      json.integer("max_model_len", settings.maxModelLength)
      json.raw("tokens", AnswerParts.ids(ids))
      if wantsTexts {
        json.array("token_strs", ids.map { JSONWriter.quoted(SimulatorTokenizer.text(ofID: $0) ?? "") })
      } else {
        json.nulls("token_strs")
      }
    }
  }

  /// `POST /detokenize`.
  static func detokenize(_ body: JSONValue) throws(WireError) -> String {
    guard let list = body["tokens"] else { throw .missing("body.tokens", in: body) }
    guard case .array(let elements) = list else {
      throw .invalid("list_type", at: "body.tokens", "Input should be a valid list", input: list)
    }
    var text = ""
    for (index, element) in elements.enumerated() {
      guard case .integer(let id) = element else {
        throw .invalid("int_type", at: "body.tokens.\(index)", "Input should be a valid integer", input: element)
      }
      guard let piece = SimulatorTokenizer.text(ofID: id) else { throw .bad("Token id \(id) is out of vocabulary") }
      text += piece
    }
    return JSONWriter.object { $0.string("prompt", text) }
  }
}
