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
    variable that is not set), on this version (a `weight`) or were asked for (`--allow-unenforced`, `enabled: false`, `allow_insecure_tls`) do not
    change the exit code.

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
    Keeptrusts pages that this version does not act on, such as `providers.routing` and `model_groups`.

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

  static let tail = """
    ## Examples

    The files in `examples/` are complete configurations, and a test loads every one of them: `vllm.yaml`, `openllm.yaml`, `llama-cpp.yaml`,
    `simulator.yaml`, `two-replicas.yaml`, `tls-upstream.yaml`.

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
