internal import GatewayCore

/// One entry of `providers.targets`.
struct TargetSection: ConfigRecord {
  var id: String?
  var provider: ProviderString?
  var model: String?
  var baseURL: BaseURL?
  var secretKeyRef: SecretReference?
  var timeout: Duration?
  var streamTimeout: Duration?
  var maxContextTokens: Int?
  var format: String?
  var description: String?
  var weight: Int?
  var priority: RequestPriority?
  var healthProbe: Bool?
  var allowInsecureTLS: Bool?
  var caFile: String?
  var timeouts: TimeoutsSection?
  var dataPolicy: DataPolicySection?
  var zdr: Bool?
  var continuesAnswers: Bool?
  /// The target, once everything about it is known to be right.
  private(set) var target: Target?
  /// Where its parts stand, for what is found out about it later.
  private(set) var places: TargetPlaces?

  static let schema = RecordSchema<TargetSection>(
    fields: pageFields + ownFields,
    unsupported: [
      "provider_type", "api_key_header", "api_key_prefix", "data_collection", "escalation_routing",
    ],
    hints: Dictionary(uniqueKeysWithValues: APIKeyHint.keys.map { ($0, APIKeyHint.message) })
  )

  /// The fields of the provider pages' tables.
  private static let pageFields: [Field<TargetSection>] = [
    Field(
      "id", .targetID, \.id, required: true,
      doc:
        "Unique name of the target, of letters, digits and `._:/@-`. Clients may use it as `model`, before any model of that name; logs and "
        + "errors show it."),
    Field(
      "provider", .providerString, \.provider, required: true,
      doc: "`<provider>` or `<provider>:<kind>:<model>`. Providers: `vllm`, `openllm`, `openai` (any compatible server), `simulator`. "
        + "Kinds: `chat`, `completion`, `embedding`. The model is the engine's own name for it and may hold `/` and `:`. "
        + "A bare provider serves every model that its server reports."),
    Field(
      "model", .modelName, \.model, default: "from `provider`",
      doc: "The engine's name for the model. It wins over the one in `provider`."),
    Field(
      "base_url", .baseURL, \.baseURL, default: "`vllm`: `http://localhost:8080/v1`; `openllm`: `http://localhost:3000/v1`",
      doc: "Address of the server; with or without `/v1`, with or without a slash at its end. Required for `openai`. "
        + "A `simulator` without it runs inside the gateway."),
    Field(
      "secret_key_ref", SecretReference.type, \.secretKeyRef,
      doc: "Where the bearer token comes from. A local engine usually needs none."),
    Field(
      "timeout_seconds", .seconds(TimeoutsSection.range), \.timeout, default: "30",
      doc: "Bound on a whole answer that is not a stream, and on the wait for the first byte of any. From 0.001 to 86400."),
    Field(
      "stream_timeout_seconds", .seconds(TimeoutsSection.range), \.streamTimeout, default: "120",
      doc: "Bound on a whole stream. From 0.001 to 86400."),
    Field(
      "max_context_tokens", .integer(1...100_000_000), \.maxContextTokens, default: "the model's own",
      doc: "Cap on the tokens of prompt and answer together."),
    Field(
      "format", .oneOf(["openai"], what: "format"), \.format, default: "`openai`", doc: "The wire format. There is only this one."),
    Field("description", .text(length: 0...2000), \.description, doc: "A label for people."),
    Field(
      "weight", .integer(1...1000), \.weight, default: "1",
      doc:
        "Relative weight among the targets of a group, for the strategies `weighted` and `least_loaded`. A weight other than 1 makes `weighted` the strategy of its groups where none is named. From 1 to 1000."
    ),
    Field(
      "health_probe", .boolean, \.healthProbe, default: "`false`",
      doc:
        "Poll `GET /v1/models` all the time, every `gateway.fleet.probe_interval_seconds`. A target that does not answer, or not with its "
        + "model, gets no requests while others of its group do."),
    Field(
      "allow_insecure_tls", .boolean, \.allowInsecureTLS, default: "`false`",
      doc:
        "Do not check the server's certificate; `config check` and the start warn of it. For internal servers with a self-signed one; `ca_file` is the better way."
    ),
  ]

  /// Penstock's own fields.
  private static let ownFields: [Field<TargetSection>] = [
    Field(
      "ca_file", .certificateFile, \.caFile,
      doc: "PEM file with the certificate authorities to trust instead of the system's. "
        + "A relative path starts at the directory of the configuration file."),
    Field(
      "priority", .priority, \.priority, default: "`normal`",
      doc: "Who goes first when requests for several models wait for `gateway.fleet.queue.total`, and where clients say nothing."),
    Field("data_policy", .record(), \.dataPolicy, doc: "What its operator does with data, for `data-routing-policy`."),
    Field("zdr", .boolean, \.zdr, default: "`false`", doc: "Short for a `data_policy` that keeps nothing and trains on nothing."),
    Field(
      "continues_answers", .boolean, \.continuesAnswers,
      default: "`vllm`: whether its list of models says that vLLM serves; `simulator`: `true`; else `false`",
      doc:
        "Whether its server goes on from a last message of the assistant (`continue_final_message`), as vLLM does: then it may continue the streams of others that broke off. "
        + "`true` for vLLM behind a server with a list of its own, such as OpenLLM or a proxy; a server that begins anew all the same would say the beginning twice. "
        + "Others are asked anew, and compared."),
    Field(
      "timeouts", .record(), \.timeouts,
      doc: "The single timeouts, in place of those that follow from `timeout_seconds` and `stream_timeout_seconds`."),
  ]

  mutating func finish(_ node: ConfigNode, _ context: inout DecodeContext) {
    places = TargetPlaces(
      path: context.path, whole: node.place, id: node["id"]?.place, caFile: node["ca_file"]?.place, weight: node["weight"]?.place)
    let credential = context.inside(key: "secret_key_ref") { context in
      secretKeyRef?.credential(at: node["secret_key_ref"]?.place ?? node.place, &context) ?? .none
    }
    guard let provider else { return }
    let url = address(of: provider, node, &context)
    checkModel(provider, node, &context)
    checkTLS(url, node, &context)
    guard let id else { return }
    var timeouts = TargetTimeouts(timeout: timeout ?? .seconds(30), streamTimeout: streamTimeout ?? .seconds(120))
    self.timeouts?.apply(to: &timeouts)
    target = Target(
      id: id,
      providerString: provider,
      model: model,
      baseURL: url,
      credential: credential,
      timeouts: timeouts,
      maxContextTokens: maxContextTokens.map { TokenCount($0) },
      description: description,
      weight: weight ?? 1,
      priority: priority ?? .normal,
      healthProbe: healthProbe ?? false,
      tls: UpstreamTLS(allowsInsecure: allowInsecureTLS ?? false, caFile: caFile),
      dataPolicy: dataPolicy?.policy ?? (zdr == true ? DataPolicy(hasZeroRetention: true, optsOutOfTraining: true, retentionDays: 0) : nil),
      continuesAnswers: continuesAnswers
    )
  }

  private func address(of provider: ProviderString, _ node: ConfigNode, _ context: inout DecodeContext) -> BaseURL? {
    if let baseURL { return baseURL }
    guard node["base_url"] == nil else { return nil }
    if let text = provider.provider.defaultBaseURL { return try? BaseURL(text) }
    if provider.provider == .openai {
      context.error(node.place, "\"base_url\" is required for provider openai; give the address of the server")
    }
    return nil
  }

  private func checkModel(_ provider: ProviderString, _ node: ConfigNode, _ context: inout DecodeContext) {
    guard let named = provider.model, let model, named != model, let place = node["model"]?.place else { return }
    context.inside(key: "model") {
      $0.warning(place, "\"\(model)\" is used, not \"\(named)\" of the provider string; name the model once", isStructural: true)
    }
  }

  private func checkTLS(_ url: BaseURL?, _ node: ConfigNode, _ context: inout DecodeContext) {
    guard let url else { return }
    if allowInsecureTLS == true, let place = node["allow_insecure_tls"]?.place {
      context.inside(key: "allow_insecure_tls") { context in
        if url.isTLS {
          let mending = "name the authority that issued it with ca_file instead"
          context.warning(
            place, "the server's certificate is not checked, so anyone on the way can read and answer; \(mending)", isStructural: false)
        } else {
          context.warning(place, "has no effect: base_url is http, not https", isStructural: true)
        }
      }
    }
    if caFile != nil, let place = node["ca_file"]?.place {
      context.inside(key: "ca_file") { context in
        if !url.isTLS {
          context.warning(place, "has no effect: base_url is http, not https", isStructural: true)
        } else if allowInsecureTLS == true {
          context.warning(place, "has no effect: allow_insecure_tls turns the check off", isStructural: true)
        }
      }
    }
  }
}
