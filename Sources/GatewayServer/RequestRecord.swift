public import GatewayCore
public import GatewayPolicy
internal import GatewayHTTP
internal import NIOCore
public import OpenAIWire

/// What is known of one request when it has ended: the source of the access log, and later of metrics and audit. No texts of prompts, answers or credentials.
public struct RequestRecord: Sendable {
  /// How a request ended.
  public enum Ending: String, Sendable {
    /// The client got the whole answer.
    case complete
    /// The client got an error, or an error event in its stream.
    case error
    /// The client went away before the end.
    case clientGone = "client_gone"
  }

  /// The id that the client sees as `x-request-id`.
  public var requestID = ""
  /// The client's address without its port.
  public var client = ""
  /// The method, when it is one of the usual ones.
  public var method = ""
  /// The path, when it is one that the gateway knows.
  public var path = ""
  /// The endpoint.
  public var endpoint: Endpoint?
  /// The id of the target that answered, or was asked last.
  public var target: String?
  /// The model's name at the target; only names that are routed, never a client's free text.
  public var model: String?
  /// Whether the client asked for a stream.
  public var isStream = false
  /// The status that the client got.
  public var status = 0
  /// The error, if any.
  public var error: GatewayError?
  /// How it ended.
  public var ending = Ending.complete
  /// How long it waited for its turn, in microseconds.
  public var queueTime = 0
  /// How often another replica went on with a stream that had broken.
  public var rescues = 0
  /// Requests sent upstream.
  public var attempts = 0
  /// Bytes of the request's body.
  public var bytesIn = 0
  /// Bytes of the answer's body.
  public var bytesOut = 0
  /// What the policies decided, once they have looked: `allow`, `redact`, `block`, `escalate`.
  public var verdict: PolicyVerdict.Decision?
  /// How often policies found something, in the request and in the answer.
  public var findings = 0
  /// What the target said was used.
  public var usage: Usage?
  /// The findings of the request alone, to which those of a stream are added.
  private var inputFindings: Int?

  /// Notes the method, and the path if it is one that is known: an unknown one may hold anything.
  mutating func note(_ head: RequestHead) {
    let message = head.message
    method = message.isExactly(head.method, "POST") ? "POST" : message.isExactly(head.method, "GET") ? "GET" : "other"
    path = RequestMatch.loggedPath(head)
  }

  /// Notes what the policies said of an answer.
  mutating func note(_ answer: PolicyVerdict) {
    let before = inputFindings ?? findings
    inputFindings = before
    findings = before &+ answer.findings.count
    if verdict == nil || answer.decision != .allow { verdict = answer.decision }
  }

  /// From the request's head to the first byte of the target's answer, in microseconds.
  public var firstByte: Int?
  /// From the request's head to the end, in microseconds.
  public var duration = 0
}
