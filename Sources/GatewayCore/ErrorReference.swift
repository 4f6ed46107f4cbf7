/// The list of errors for `docs/errors.md`, made from the table that renders them.
public enum ErrorReference {
  /// The whole page.
  public static func markdown() -> String {
    var lines = [
      "# Errors", "",
      "<!-- Generated from the code; `make docs` writes it anew. -->", "",
      "Every error is a JSON object in OpenAI's shape, with all four members:", "",
      "```json",
      "{\"error\":{\"message\":\"The model `x` does not exist here. …\",\"type\":\"invalid_request_error\",\"param\":\"model\",\"code\":\"model_not_found\"}}",
      "```", "",
      "`code` is one of this page, or a target's own string code where it has a meaning of its own (`context_length_exceeded`). `x-request-id` finds the request in the log.",
      "Errors that will not go away when the same request is sent again carry `x-should-retry: false` where a client library would otherwise retry.",
      "",
      "An error after a stream has begun is an event of the stream, in the same shape, and the stream ends without `[DONE]`: an answer that was cut never looks complete.",
      "",
    ]
    for (origin, title) in [(ErrorCode.Origin.client, "The request"), (.gateway, "The gateway"), (.upstream, "The target")] {
      lines += [
        "## \(title)", "", "| `code` | status | `type` | retry | what happened | what to do |", "| --- | --- | --- | --- | --- | --- |",
      ]
      for code in ErrorCode.allCases where code.origin == origin {
        let entry = code.entry
        let status = code == .upstreamRejected ? "400–499" : "\(entry.status)"
        lines.append(
          "| `\(code.rawValue)` | \(status) | `\(entry.type)` | \(entry.isRetryable ? "yes" : "no") | \(entry.meaning) | \(entry.remedy) |")
      }
      lines.append("")
    }
    lines += [
      "## What targets say, and what clients see", "",
      "| the target answers | the client sees |", "| --- | --- |",
      "| 400, 422 and other 4xx, in any shape: nested, flat, a string, `detail`, plain text, empty | the same status, `upstream_rejected`, the target's message and `param` |",
      "| 4xx because the prompt is too long | the same status, `context_length_exceeded` |",
      "| 404 for the model | 404 `model_not_found` |",
      "| 404 for the path | 404 `upstream_rejected` |",
      "| 401, 403: the gateway's credential, not the client's | 502 `upstream_authentication` |",
      "| 429, with its `Retry-After` | 429 `upstream_rate_limited`, with the same `Retry-After` |",
      "| 503, 529, with its `Retry-After` | 503 `upstream_overloaded`, with the same `Retry-After` |",
      "| 500 and other 5xx | 502 `upstream_error`; 504 stays 504 `upstream_timeout` |",
      "| 200 with an error as its body (old vLLM) | the status that the error names |",
      "| 200 with an error as the first event of a stream | the status that the error names, as a plain answer |",
      "| an error event later in a stream, or `finish_reason: \"abort\"` | an error event; the stream ends without `[DONE]` |",
      "| 3xx, 1xx, something that is not JSON, no choice, a whole answer to a stream, a stream to a whole request | 502 `upstream_malformed_answer` |",
      "",
    ]
    return lines.joined(separator: "\n")
  }
}
