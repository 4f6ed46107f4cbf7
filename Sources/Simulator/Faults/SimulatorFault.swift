/// What can be made to go wrong. Names are those of `x-simulator-fault`, of `simulator.fault` in a body and of a model name's `!` suffix.
public enum SimulatorFault: String, Sendable, Hashable, CaseIterable {
  /// No connection.
  case refuse
  /// RST before the response head.
  case reset
  /// Too many requests.
  case rateLimited = "429"
  /// Internal error.
  case serverError = "500"
  /// Internal error, for the first request only.
  case serverErrorOnce = "500-once"
  /// Overload.
  case unavailable = "503"
  /// No answer, ever.
  case silence
  /// A late first token.
  case slowFirst = "slow-first"
  /// FIN inside the answer.
  case cut
  /// No more bytes inside the answer.
  case stall
  /// An event that is not JSON.
  case malformed
  /// A stream without `[DONE]`.
  case noDone = "no-done"
  /// HTTP 200 whose only event is an error.
  case errorFirst = "error-first"
  /// The engine dies inside the answer.
  case error
  /// The engine is told to stop inside the answer.
  case abort
  /// One byte at a time.
  case drip
  /// HTTP 200 with an error as its body.
  case errorIn200 = "200-error"
  /// Comments in front of the first event.
  case keepAliveComments = "keepalive-comments"
  /// Not a fault: confines the others to one request.
  case once

  /// What the argument is, empty when there is none.
  public var argumentName: String {
    switch self {
    case .rateLimited: "SECONDS"
    case .slowFirst, .drip: "MS"
    case .cut, .stall, .malformed, .error, .abort: "N"
    case .keepAliveComments: "COUNT"
    case .serverErrorOnce, .once: "KEY"
    default: ""
    }
  }

  /// The number that counts when none is given.
  var defaultArgument: Int {
    switch self {
    case .slowFirst: 1000
    case .drip: 1
    case .keepAliveComments: 3
    default: 1
    }
  }

  /// What happens to a stream, in one sentence for the documentation.
  public var onStreams: String {
    switch self {
    case .refuse: "The connection is closed without a byte. For the whole server: it stops listening, so that connecting fails."
    case .reset: "The connection is reset (RST) before the response head."
    case .rateLimited: "429 in vLLM's error shape; with SECONDS also `retry-after: SECONDS`. vLLM itself never sends this."
    case .serverError: "500, the error of an engine that has died."
    case .serverErrorOnce: "`500` for the first request that carries this KEY, then no fault. The same as `500,once=KEY`."
    case .unavailable: "503, vLLM's answer when its queue is full."
    case .silence: "The request is read and never answered."
    case .slowFirst: "The first token comes MS milliseconds later (default 1000)."
    case .cut: "After N tokens FIN inside the chunked body, as when the process is killed. 0: after the response head."
    case .stall: "After N tokens no more bytes; the connection stays open and the sequence keeps its place."
    case .malformed: "After N tokens comes one event whose data is not JSON, then the stream goes on."
    case .noDone: "The stream ends properly, but without `data: [DONE]`."
    case .errorFirst: "HTTP 200, the only event is an error (code 400), then `[DONE]`: vLLM when its engine refuses a parameter."
    case .error: "After N tokens comes vLLM's event of a dead engine (code 500), then `[DONE]`."
    case .abort: "The Nth token is the last, with `finish_reason` `abort`: vLLM on SIGTERM. It looks like success."
    case .drip: "The response, head included, is written one byte every MS milliseconds (default 1)."
    case .errorIn200: "HTTP 200 with an error object as the whole JSON body, as vLLM did up to 0.14."
    case .keepAliveComments: "COUNT comments (`: keep-alive`, default 3) come before the first event."
    case .once: "Not a fault: the rest of the list only strikes the first request that carries this KEY (default: the list)."
    }
  }

  /// What happens to an answer that is no stream.
  public var onWholeAnswers: String {
    switch self {
    case .cut: "The whole `content-length` is announced, half of the body is sent, then FIN."
    case .stall: "As `silence`; the sequence keeps its place."
    case .malformed: "The JSON breaks off half way; `content-length` is right."
    case .noDone, .keepAliveComments: "No effect."
    case .errorFirst: "400 with the same error."
    case .error: "500 with the same error."
    case .abort: "`finish_reason` `abort` after N tokens."
    case .slowFirst: "The answer comes MS milliseconds later."
    default: "The same."
    }
  }
}
