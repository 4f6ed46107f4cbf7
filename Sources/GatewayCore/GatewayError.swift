/// The one error type that crosses module boundaries.
public struct GatewayError: Error, Sendable, Hashable {
  /// What kind of error it is; the table in ``ErrorCode`` renders it.
  public var code: ErrorCode
  /// What happened and what to do, in words that are safe for the client: no credentials, no addresses, nothing of other clients.
  public var message: String
  /// The member of the request that is meant.
  public var param: String?
  /// The status, where it is not the one of the table: a target's own 4xx.
  public var statusOverride: Int?
  /// The target's own string code, where the format gives it a meaning (`context_length_exceeded`).
  public var codeOverride: String?
  /// `Retry-After` as the target gave it: seconds or a date, checked.
  public var retryAfter: String?
  /// Values of `Allow` for 405.
  public var allow: String?
  /// The id of the policy that ended the request or the answer.
  public var policy: String?
  /// Whether ``message``, ``param`` or ``codeOverride`` are a target's own words: policies on answers look at them before the client gets them.
  public var quotesTarget = false
  /// For the log only; never prompts, answers or credentials.
  public var detail: String?

  /// An error of its parts.
  public init(_ code: ErrorCode, _ message: String, param: String? = nil, detail: String? = nil) {
    self.code = code
    self.message = message
    self.param = param
    self.detail = detail
  }

  /// The HTTP status.
  public var status: Int { statusOverride ?? code.entry.status }

  /// OpenAI's `type`.
  public var type: String { code.entry.type }

  /// `code` as the client sees it.
  public var clientCode: String { codeOverride ?? code.rawValue }
}
