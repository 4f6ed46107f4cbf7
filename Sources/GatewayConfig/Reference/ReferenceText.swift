/// The prose of the configuration reference.
enum ReferenceText {
  static let head = """
    # Configuration

    <!-- Generated from the code that reads the file. To change it, change the schema and run the tests with PENSTOCK_UPDATE_DOCS=1. -->

    Penstock reads YAML files, by convention `policy-config.yaml`:

    ```sh
    penstock gateway run --policy-config policy-config.yaml
    penstock config check policy-config.yaml
    ```

    `config check` does all that `run` does short of listening, and exits with 0 when the file is valid, 1 when there is an error, and 2 when there
    is none but something in the file makes no sense, such as settings of a policy that is not in the chain. Warnings that depend on the machine (a
    variable that is not set) or were asked for (`--allow-unenforced`, `enabled: false`, `allow_insecure_tls`) do not change the exit code.

    Every error is reported at once, with its place and the nearest known key:

    ```text
    policy-config.yaml:4:7: error: providers.targets[0].bas_url: unknown key "bas_url" — did you mean "base_url"?
    ```

    """

  static let shapes = """
    ## The two shapes

    The document has the shapes of the Keeptrusts provider pages, whose files load as they are. They differ in how policies are written. The first
    has a `pack`, a chain of policy kinds, and the kinds' settings in a section of their own, `policy`, beside `policies`:

    ```yaml
    pack:
      name: two-nodes
      version: 1.0.0
      enabled: true
    providers:
      targets:
        - id: vllm-primary
          provider: vllm:chat:mistralai/Mixtral-8x7B-v0.1
          base_url: http://vllm-node-1:8080/v1
        - id: vllm-secondary
          provider: vllm:chat:mistralai/Mixtral-8x7B-v0.1
          base_url: http://vllm-node-2:8080/v1
    policies:
      chain:
        - audit-logger
    policy:
      audit-logger:
        retention_days: 365
    ```

    The second has a list of policies with rules:

    ```yaml
    providers:
      targets:
        - id: llama3
          provider: openllm:chat:llama3:8b-instruct
          base_url: http://localhost:3000/v1
    policies:
      - id: governance
        description: No personal data, no attacks
        rules:
          - type: pii_detection
            action: redact
            patterns: [ssn, credit_card, email]
          - type: prompt_injection
            action: block
    ```

    A policy in force that this version does not enforce is an error: a gateway that silently passed what it was told to stop would be worse than
    none. `--allow-unenforced` turns each such error into a warning. The table of policies below says what is enforced. The same holds for keys of the
    Keeptrusts pages that this version does not act on, such as `agents` and `cache`.

    """

  static let rules = """
    ## How files are read

    * A file is UTF-8, at most 4 MiB, and holds one YAML document. Scalars mean what YAML 1.2's core schema says: booleans are `true` and `false`,
      and text that looks like a number needs quotes where text is expected.
    * Unknown keys, duplicate keys, wrong types and values out of range are errors. Anchors, aliases and merge keys (`<<`) work; the document may have
      at most 100,000 values after they are expanded. A file with dozens of aliases of many anchors is refused when it also has keys or mappings in
      braces, because it could take forever to read; write such a file in block style. Tags (`!name`) are errors.
    * With several `--policy-config` the files are layered: mappings merge key by key; entries of `providers.targets` and of listed `policies`
      merge with the entry of an earlier file that has their `id`, and are added when there is none; of anything else the later file's value
      replaces the earlier one's. The same `id` twice in one file is an error.
    * A reload reads the files anew; environment variables are those of the start. A file with an error changes nothing.

    """

  static let targets = """
    One upstream model at one address. Several targets with the same provider string are replicas of each other. The fields of the Keeptrusts provider
    pages have the pages' defaults; `ca_file` and `timeouts` are Penstock's own. When `provider` and `model` both name a model, and not the same one,
    `model` is used and there is a warning.
    """

  static let secrets = """
    A credential is never written into the file, only the name of the variable that holds it: `secret_key_ref: {env: VLLM_API_KEY}`. Its value never
    shows in a message, a log or an answer. A value that a header cannot carry is an error.
    """

  static let fleets = """
    Targets of one model are a group: a request goes to one of them, and where that one fails to another. The Keeptrusts pages have several
    spellings for how: `providers.strategy`, `providers.routing`, `providers.fallback`, `provider_routing` and `provider_fallback`. They all mean
    the same settings. Two that say the same thing are fine; two that differ are an error that names both places.

    What the pages have no words for stands in `gateway.fleet`. Strategies:

    | strategy | chooses | looks at weights |
    | --- | --- | --- |
    | `ordered` | the first one of the file that can take the request | no |
    | `round_robin` | one after the other | no |
    | `weighted` | in proportion to weight, evenly spread | yes |
    | `random` | by lot | no |
    | `lowest_latency` | the shortest expected time to the first token | no |
    | `least_loaded` | the fewest requests in flight for its weight, then the fewest prompt tokens to compute | yes |
    | `prefix_aware` | the replica whose prefix cache holds the prompt, until it is saturated; else the one with the least work | no |

    `cost`, `highest_throughput`, `ab_test` and `mirror` cannot be honoured: each is an error that says why, and what comes nearest.
    """

  static let fallback = """
    What is tried again before the first byte of an answer has gone to the client: at another target of the group where there is one. What follows
    when a stream breaks off in its middle says `gateway.fleet.rescue`.
    """

  static let providerFallback = """
    By the page of this section nothing is tried again unless `enabled` is true: with the section, but without `enabled: true`, a request has one
    attempt, and a prompt that is too long is not sent elsewhere.
    """

  static let judge =
    "In `prompt-injection`, `safety-filter`, and rules of type `prompt_injection` and `content_filter`: a model on one of the targets is asked. docs/policies.md says what it sees, and what happens to streams."

  static let groups = """
    A model of the gateway's own: a name, the targets that serve it, and where its requests go when none of them can answer. Targets of the same model
    are a group without this. In either shape:

    ```yaml
    providers:
      targets:
        - {id: small-1, provider: "vllm:chat:Qwen/Qwen2.5-7B-Instruct", base_url: "http://gpu-1:8000/v1"}
        - {id: small-2, provider: "vllm:chat:Qwen/Qwen2.5-7B-Instruct", base_url: "http://gpu-2:8000/v1"}
        - {id: large, provider: "vllm:chat:Qwen/Qwen2.5-72B-Instruct", base_url: "http://gpu-3:8000/v1"}
    model_groups:
      - name: fast
        models: [{provider: vllm, model: Qwen/Qwen2.5-7B-Instruct}]
        aliases: [gpt-4o-mini]
        fallback_group: good
      - name: good
        targets: [large]
    ```
    """

  static let tail = """
    ## Examples

    The files in `examples/` are complete configurations, and a test loads every one of them: `vllm.yaml`, `openllm.yaml`, `llama-cpp.yaml`,
    `simulator.yaml`, `two-replicas.yaml`, `fleet.yaml`, `tls-upstream.yaml`.

    A second file that changes one field of the first shape's example, and adds limits:

    ```yaml
    providers:
      targets:
        - id: vllm-primary
          provider: vllm:chat:mistralai/Mixtral-8x7B-v0.1
          base_url: http://vllm-node-3:8080/v1
    gateway:
      limits:
        request_body: 8MiB
        drain_timeout_seconds: 10
    ```

    """
}
