internal import GatewayCore

/// The file that `penstock init` writes.
public enum ConfigTemplate {
  /// A commented `policy-config.yaml` with a target for every engine found, or with the simulator when there is none. It loads without diagnostics.
  public static func render(engines: [FoundEngine]) -> String {
    let targets =
      engines.isEmpty
      ? simulatorTarget
      : zip(FoundEngine.ids(of: engines), engines).map { target($1, id: $0) }.joined(separator: "\n")
    return head + targets + "\n" + tail
  }

  private static let head = """
    # Penstock's configuration. Start the gateway with it:
    #
    #   penstock gateway run --policy-config policy-config.yaml
    #
    # and check a change with `penstock config check policy-config.yaml`. Every key is described in docs/configuration.md.

    pack:
      name: my-gateway
      version: 1.0.0
      enabled: true # the master switch: with false no request is served

    providers:
      targets:

    """

  private static let simulatorTarget = """
        # No engine was found on the usual ports, so this is the built-in simulator: it answers like an engine, and is not a model.
        - id: simulator
          provider: simulator

        # An engine looks like this:
        # - id: my-vllm
        #   provider: vllm # every model that the server reports; vllm:chat:<model> for a single one
        #   base_url: http://localhost:8000/v1

    """

  private static let tail = """
        # More fields of a target, with their defaults:
        #   secret_key_ref: {env: VLLM_API_KEY} # the variable that holds the bearer token; none by default
        #   timeout_seconds: 30                 # a whole answer that is not a stream
        #   stream_timeout_seconds: 120         # a whole stream
        #   health_probe: false                 # poll the server all the time; while it does not answer, others go first
        #   weight: 1                           # relative weight among targets of the same model

    # gateway:
    #   limits:
    #     request_body: 64MiB

    """

  private static func target(_ engine: FoundEngine, id: String) -> String {
    var text = ""
    if !engine.models.isEmpty { text += "    # Serves: \(engine.models.prefix(8).map(printable).joined(separator: ", "))\n" }
    text += "    - id: \(id)\n"
    text += "      provider: \(engine.provider.rawValue) # every model that the server reports\n"
    text += "      base_url: \"\(engine.baseURL)\"\n"
    return text
  }

  /// A name that an engine reported, without what could end a comment.
  private static func printable(_ model: String) -> String {
    String(String.UnicodeScalarView(model.prefix(200).unicodeScalars.filter { (0x20...0x7e).contains($0.value) }))
  }
}
