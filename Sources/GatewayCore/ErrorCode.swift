/// Every error that the gateway gives to a client, and the one table that says how it is rendered.
public enum ErrorCode: String, Sendable, Hashable, CaseIterable {
  // The client's request.
  case malformedHTTP = "malformed_http"
  case unsupportedVersion = "unsupported_http_version"
  case unsupportedCoding = "unsupported_transfer_coding"
  case headersTooLarge = "headers_too_large"
  case requestTimeout = "request_timeout"
  case requestTooLarge = "request_too_large"
  case unsupportedMediaType = "unsupported_media_type"
  case invalidJSON = "invalid_json"
  case invalidRequest = "invalid_request"
  case missingModel = "missing_model"
  case contextLengthExceeded = "context_length_exceeded"
  case modelNotFound = "model_not_found"
  case notFound = "not_found"
  case methodNotAllowed = "method_not_allowed"
  case notImplemented = "not_implemented"
  case forbidden = "forbidden"
  case invalidConfig = "invalid_config"
  // A policy.
  case inputBlocked = "input_blocked"
  case outputBlocked = "output_blocked"
  case escalationRequired = "escalation_required"
  // The gateway itself.
  case overloaded = "overloaded"
  case shuttingDown = "shutting_down"
  case gatewayDisabled = "gateway_disabled"
  case targetUnavailable = "target_unavailable"
  case noTarget = "no_target"
  case queueFull = "queue_full"
  case queueShare = "queue_share"
  case requestDeadline = "request_deadline"
  case auditUnavailable = "audit_unavailable"
  case judgeUnavailable = "judge_unavailable"
  case internalError = "internal_error"
  // The upstream.
  case upstreamRejected = "upstream_rejected"
  case upstreamRateLimited = "upstream_rate_limited"
  case upstreamAuthentication = "upstream_authentication"
  case upstreamError = "upstream_error"
  case upstreamOverloaded = "upstream_overloaded"
  case upstreamUnreachable = "upstream_unreachable"
  case upstreamClosed = "upstream_closed"
  case upstreamAborted = "upstream_aborted"
  case upstreamEmptyAnswer = "upstream_empty_answer"
  case upstreamMalformedAnswer = "upstream_malformed_answer"
  case upstreamAnswerTooLarge = "upstream_answer_too_large"
  case upstreamConnectTimeout = "upstream_connect_timeout"
  case upstreamTimeout = "upstream_timeout"
  case upstreamStalled = "upstream_stalled"
  case upstreamDeadline = "upstream_deadline"

  /// Who caused an error.
  public enum Origin: String, Sendable, Hashable {
    case client, gateway, policy, upstream
  }

  /// How one error is rendered, and what it means.
  public struct Entry: Sendable, Hashable {
    /// The HTTP status; in-band errors of a stream carry it as `status`.
    public let status: Int
    /// OpenAI's `type`.
    public let type: String
    /// Who caused it.
    public let origin: Origin
    /// Whether the same request may succeed when it is sent again.
    public let isRetryable: Bool
    /// What happened, for the error list.
    public let meaning: String
    /// What to do about it, for the error list.
    public let remedy: String
  }

  /// The row of the table.
  public var entry: Entry {
    switch origin {
    case .client: clientEntry
    case .policy: policyEntry
    case .gateway: gatewayEntry
    case .upstream: upstreamEntry
    }
  }

  /// Who caused it.
  public var origin: Origin {
    switch self {
    case .overloaded, .shuttingDown, .gatewayDisabled, .targetUnavailable, .noTarget, .queueFull, .queueShare, .requestDeadline,
      .auditUnavailable, .judgeUnavailable, .internalError:
      .gateway
    case .inputBlocked, .outputBlocked, .escalationRequired: .policy
    case .upstreamRejected, .upstreamRateLimited, .upstreamAuthentication, .upstreamError, .upstreamOverloaded, .upstreamUnreachable,
      .upstreamClosed, .upstreamAborted, .upstreamEmptyAnswer, .upstreamMalformedAnswer, .upstreamAnswerTooLarge, .upstreamConnectTimeout,
      .upstreamTimeout, .upstreamStalled, .upstreamDeadline:
      .upstream
    default: .client
    }
  }

  private var clientEntry: Entry {
    func row(_ status: Int, _ meaning: String, _ remedy: String, type: String = "invalid_request_error", retry: Bool = false) -> Entry {
      Entry(status: status, type: type, origin: .client, isRetryable: retry, meaning: meaning, remedy: remedy)
    }
    switch self {
    case .malformedHTTP:
      return row(400, "The bytes are not an HTTP/1.1 request that only one reading is possible of.", "Use an HTTP client library.")
    case .unsupportedVersion:
      return row(
        505, "The request is of another HTTP version than 1.1 and 1.0.", "Use HTTP/1.1; a proxy in front can speak HTTP/2 to clients.")
    case .unsupportedCoding:
      return row(501, "The body is sent with another transfer coding than `chunked`.", "Send it with `Content-Length`, or chunked.")
    case .headersTooLarge:
      return row(431, "The request head is larger than `gateway.limits.request_head`.", "Send fewer or shorter header fields.")
    case .requestTimeout: return row(408, "The request did not arrive in time.", "Send head and body without long pauses.", retry: true)
    case .requestTooLarge: return row(413, "The body is larger than `gateway.limits.request_body`.", "Send less, or raise the limit.")
    case .unsupportedMediaType:
      return row(415, "The body is not plain `application/json`.", "Send `Content-Type: application/json`, uncompressed.")
    case .invalidJSON:
      return row(400, "The body is not JSON that only one reading is possible of.", "Mend the place that the message names.")
    case .invalidRequest: return row(400, "A member of the body has a value that cannot be served.", "Mend the member that `param` names.")
    case .missingModel: return row(400, "The body names no `model`, and more than one is routed.", "Name one of `GET /v1/models`.")
    case .contextLengthExceeded:
      return row(
        400, "The prompt does not fit into the context window of the target.", "Shorten the prompt, or use a model with a longer window.")
    case .modelNotFound: return row(404, "No target serves this model.", "Use a name from `GET /v1/models`, or add a target.")
    case .notFound: return row(404, "There is no such path.", "Check the base URL: it ends in `/v1`.")
    case .methodNotAllowed: return row(405, "The path exists, but not with this method.", "See the `Allow` header field.")
    case .notImplemented:
      return row(501, "The OpenAI API has this operation; the gateway does not serve it.", "Use one of the served endpoints.")
    case .forbidden:
      return row(
        403, "This operation is not open to this client.",
        "Send the admin token; where there is none, call it from the gateway's own machine.",
        type: "permission_error")
    default:
      return row(
        422, "The configuration files cannot be put in force; the one in force stays.",
        "Mend what the message says; `penstock config check` finds errors.")
    }
  }

  private var policyEntry: Entry {
    func row(_ meaning: String, _ remedy: String) -> Entry {
      Entry(status: 409, type: "policy_violation", origin: .policy, isRetryable: false, meaning: meaning, remedy: remedy)
    }
    switch self {
    case .inputBlocked:
      return row("A policy blocked the request; `policy` names it. Nothing was sent upstream.", "Change the request as the policy demands.")
    case .outputBlocked:
      return row("A policy blocked the answer; `policy` names it.", "Ask for something else; the same request may be answered otherwise.")
    default: return row("A policy wants a human to decide; `policy` names it.", "Turn to those who own the policy.")
    }
  }

  private var gatewayEntry: Entry {
    func row(_ status: Int, _ meaning: String, _ remedy: String, retry: Bool = true) -> Entry {
      Entry(status: status, type: "gateway_error", origin: .gateway, isRetryable: retry, meaning: meaning, remedy: remedy)
    }
    switch self {
    case .overloaded:
      return row(
        503,
        "The gateway has as many client connections as `gateway.limits.connections` allows, as much of long request bodies as `request_bodies` does, or as many long bodies wait for its policies as it holds.",
        "Retry later; raise the limit, or add a gateway.")
    case .shuttingDown: return row(503, "The gateway is stopping.", "Retry; another replica takes over.")
    case .gatewayDisabled:
      return row(
        503, "The config's `pack.enabled` is false: the master switch is off.", "Set `pack.enabled: true` and reload.", retry: false)
    case .targetUnavailable:
      return row(
        503, "The target cannot be used: its credential is missing.", "Set the environment variable that the log names, and restart.",
        retry: false)
    case .noTarget:
      return row(
        503, "No target of the model can take a request: they are down, drained, or their circuits are open.",
        "Retry after `Retry-After`, if there is one: when an operator lets a target back, nobody knows. `GET /admin/targets` says why.")
    case .queueFull:
      return row(
        503, "As many requests wait for the model as may, or the wait would be too long.",
        "Retry after `Retry-After`, add a replica, or raise `gateway.fleet.queue`.")
    case .queueShare:
      return row(429, "The client has its share of the requests that may wait.", "Retry after `Retry-After`; send fewer at once.")
    case .requestDeadline:
      return row(
        504, "The request took longer than `gateway.fleet.deadline_seconds`, with its wait and all its attempts.",
        "Ask for fewer tokens, or raise the deadline.")
    case .auditUnavailable:
      return row(
        503, "The audit log cannot be written, and the configuration wants every answer to be recorded.",
        "Make room on the disk, mend it, or put back what was removed; the log goes on by itself. `/readyz` and the gateway's log name the error."
      )
    case .judgeUnavailable:
      return row(
        503, "A policy asks a judge, the judge gave no verdict, and the policy fails closed; `policy` names it.",
        "Retry; look after the judge's target, or set `judge.on_error: allow`. `policy_results` in the audit log says whether it was silent (`problem`) or its answer could not be read (`unreadable_answer`)."
      )
    default: return row(500, "The gateway has a fault.", "Report it, with the request id.")
    }
  }

  private var upstreamEntry: Entry {
    func row(_ status: Int, _ meaning: String, _ remedy: String, type: String = "upstream_error", retry: Bool = true) -> Entry {
      Entry(status: status, type: type, origin: .upstream, isRetryable: retry, meaning: meaning, remedy: remedy)
    }
    switch self {
    case .upstreamRejected:
      return row(
        400, "The target refused the request; message, `param` and status (4xx) are the target's own.",
        "Mend the request as the message says.",
        type: "invalid_request_error", retry: false)
    case .upstreamRateLimited:
      return row(
        429, "The target's rate limit is reached; its `Retry-After` is passed on.", "Wait as long as `Retry-After` says.",
        type: "rate_limit_error")
    case .upstreamAuthentication:
      return row(502, "The target refused the gateway's credential (401 or 403).", "Check the target's `secret_key_ref`.", retry: false)
    case .upstreamError: return row(502, "The target failed (5xx, or an error event in a stream).", "Retry; look into the target's log.")
    case .upstreamOverloaded: return row(503, "The target's queue is full (503).", "Retry later, or add a replica.")
    case .upstreamUnreachable: return row(502, "No connection to the target could be made.", "Start the target, or check its `base_url`.")
    case .upstreamClosed:
      return row(502, "The target closed the connection before the answer was complete.", "Retry; look into the target's log.")
    case .upstreamAborted:
      return row(502, "The target gave up the answer (`finish_reason: \"abort\"`), as vLLM does when it is stopped.", "Retry.")
    case .upstreamEmptyAnswer: return row(502, "The target answered without a body.", "Retry; the prompt may be too long for the target.")
    case .upstreamMalformedAnswer:
      return row(502, "The target's answer is not what the OpenAI format allows.", "Check that `base_url` is an OpenAI-compatible server.")
    case .upstreamAnswerTooLarge:
      return row(502, "The answer, or one event of it, is larger than the limit.", "Ask for less, or raise `gateway.limits`.", retry: false)
    case .upstreamConnectTimeout:
      return row(504, "The connection to the target took too long.", "Check network and `timeouts.connect_seconds`.")
    case .upstreamTimeout: return row(504, "The target did not begin to answer in time.", "Raise `timeout_seconds` for large models.")
    case .upstreamStalled:
      return row(504, "The target stopped in the middle of its answer.", "Retry; see `timeouts.between_bytes_seconds`.")
    default:
      return row(
        504, "The answer took longer than `timeout_seconds` or `stream_timeout_seconds`.", "Raise the timeout, or ask for fewer tokens.")
    }
  }
}
