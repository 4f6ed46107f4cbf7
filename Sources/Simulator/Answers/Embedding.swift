internal import Foundation
internal import GatewayCore

/// Requests and answers of `/v1/embeddings`. A vector depends on the text only and has length 1.
struct EmbeddingRequest: Sendable {
  /// The largest number of `dimensions`.
  static let maximumDimensions = SimulatorSettings.Limits.embeddingDimensions.upperBound
  /// The largest number of inputs times dimensions: an answer is made in memory, as JSON of about 20 bytes a number.
  static let maximumNumbers = 1 << 22

  let id: String
  let model: String
  let created: Int
  /// The inputs' tokens.
  let inputs: [[Int]]
  let dimensions: Int
  let asBase64: Bool

  /// The request in `body`, refused as vLLM refuses it.
  init(body: JSONValue, model: String, requestID: String, now: Int, settings: SimulatorSettings) throws(WireError) {
    let fields = FieldReader(body: body)
    guard let input = body["input"] else { throw .missing("body.input", in: body) }
    if input == .array([]) { throw .bad("You must pass at least one prompt") }
    inputs = try CompletionPrompts.read(input, name: "input").tokens
    let format = try fields.string("encoding_format") ?? "float"
    guard format == "float" || format == "base64" else {
      throw .invalid(
        "literal_error", at: "body.encoding_format", "Input should be \\'float\\' or \\'base64\\'", input: .string(format))
    }
    asBase64 = format == "base64"
    dimensions = try fields.integer("dimensions") ?? settings.embeddingDimensions
    guard (1...Self.maximumDimensions).contains(dimensions) else {
      throw .bad("dimensions must be in [1, \(Self.maximumDimensions)], got \(dimensions).", param: "dimensions", value: "\(dimensions)")
    }
    // vLLM would work them off; the simulator keeps the whole answer in memory.
    guard inputs.count <= Self.maximumNumbers / dimensions else {
      throw .bad(
        "inputs times dimensions must be at most \(Self.maximumNumbers) in the simulator, got \(inputs.count) times \(dimensions).")
    }
    for tokens in inputs {
      if let bad = tokens.first(where: { $0 >= SimulatorTokenizer.vocabularySize }) { throw .bad("Token id \(bad) is out of vocabulary") }
      if tokens.count > settings.maxModelLength { throw .tooLong(limit: settings.maxModelLength) }
    }
    id = "embd-\(requestID)"
    self.model = model
    created = now
  }

  /// The answer.
  func answer() -> String {
    JSONWriter.object { json in
      json.string("id", id)
      json.string("object", "list")
      json.integer("created", created)
      json.string("model", model)
      json.array("data", inputs.enumerated().map { index, tokens in datum(index, Self.vector(tokens, dimensions)) })
      json.raw("usage", AnswerParts.wholeUsage(UsageCount(prompt: inputs.reduce(0) { $0 + $1.count })))
      json.string("system_fingerprint", AnswerParts.fingerprint)
    }
  }

  private func datum(_ index: Int, _ vector: [Float]) -> String {
    JSONWriter.object { json in
      json.integer("index", index)
      json.string("object", "embedding")
      if asBase64 {
        let bytes = vector.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) } }
        json.string("embedding", Data(bytes).base64EncodedString())
      } else {
        json.array("embedding", vector.map { "\(Double($0))" })
      }
    }
  }

  /// The vector of one input: every token adds its own direction, so that texts with words in common lie closer together.
  static func vector(_ tokens: [Int], _ dimensions: Int) -> [Float] {
    var sum = Array(repeating: 0.0, count: dimensions)
    for token in tokens.isEmpty ? [0] : tokens {
      var random = SplitMix(seed: BlockHash.mix(1, [token]))
      for index in sum.indices { sum[index] += Double(Int64(bitPattern: random.next())) / 0x1p63 }
    }
    let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return sum.map { length > 0 ? Float($0 / length) : 0 }
  }
}
