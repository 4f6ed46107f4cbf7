internal import GatewayCore
internal import GatewayProviders
internal import NIOCore
internal import OpenAIWire

/// A request that may go upstream: only ``Inspection`` can make one, and only ``Dispatcher`` takes one.
struct ApprovedRequest {
  /// The endpoint.
  let endpoint: Endpoint
  /// The body as the client wrote it.
  let body: ByteBuffer
  /// What was read of it.
  let fields: RequestFields
  /// The changes that hold for every target; each target adds its own (model name, context limit).
  let patches: PatchList

  fileprivate init(endpoint: Endpoint, body: ByteBuffer, fields: RequestFields, patches: PatchList) {
    self.endpoint = endpoint
    self.body = body
    self.fields = fields
    self.patches = patches
  }

  /// Whether the usage event of the stream is the gateway's own wish, so that the client must not see it.
  var dropsUsageEvent: Bool { fields.stream && !fields.includesUsage }

  /// Choices that a stream has to finish.
  var expectedChoices: Int {
    // An `n` that is no integer may still be one to the engine: then only its `[DONE]` says that the answer is complete.
    if fields.choiceCount?.isUnreadable == true { return .max }
    let (count, overflow) = max(1, fields.n ?? 1).multipliedReportingOverflow(by: endpoint == .completions ? max(1, fields.promptCount) : 1)
    return overflow ? .max : count
  }

  /// The changes for one target.
  func patches(for target: Target, upstreamModel: String) throws(GatewayError) -> PatchList {
    var patches = patches
    fields.patchModel(to: upstreamModel, into: &patches)
    if let cap = target.maxContextTokens { try ContextLimit(cap: cap, endpoint: endpoint).apply(fields, &patches) }
    return patches
  }
}

/// The step between reading a request and sending it: what the policies say. This version enforces none, and a configuration that asks for one does not start
/// (unless `--allow-unenforced` accepts that); what is left to do is to ask for the usage of streams.
struct Inspection {
  let state: GatewayState

  func approve(_ endpoint: Endpoint, _ body: ByteBuffer, _ fields: RequestFields) throws(GatewayError) -> ApprovedRequest {
    var patches = PatchList()
    if fields.stream, endpoint != .embeddings, !fields.includesUsage { fields.patchIncludeUsage(into: &patches) }
    return ApprovedRequest(endpoint: endpoint, body: body, fields: fields, patches: patches)
  }
}
