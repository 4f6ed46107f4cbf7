internal import Crypto
internal import GatewayCore
internal import GatewayPolicy
internal import NIOCore
internal import OpenAIWire

/// What is gathered of one request for its events in the audit log; exists only while there is a log. Confined to the event loop of its exchange.
final class AuditTrail {
  /// One target that was asked.
  struct Attempt {
    let target: String
    /// The code of the error, or `superseded`; nil when the target answered, or is answering.
    fileprivate(set) var error: String?
  }

  /// The largest body that is kept, request and answer each.
  static let contentLimit = 8 << 20

  /// The id of the closing event.
  let id: String
  let demands: AuditDemands
  /// Whether the closing event was made.
  var isClosed = false
  /// What the client wrote as its model.
  var modelRequested: String?
  /// The client's claim of who it asks for.
  var user: String?
  private(set) var attempts: [Attempt] = []
  /// Whether the policies have let the request pass, or there are none that look.
  var isInspected = false
  /// How often another replica went on with a stream that had broken.
  var rescues = 0
  /// What the policies found in the request, and in the answer.
  var findings: [PolicyFinding] = []
  var answerFindings: [PolicyFinding] = []
  /// What judges contributed to the verdict on the request, and to that on the answer.
  var judgements: [PolicyJudgement] = []
  var answerJudgements: [PolicyJudgement] = []
  /// The policy that ended the request or the answer.
  var block: PolicyBlock?
  private(set) var receivedHash: String?
  private(set) var sentHash: String?
  private var delivered = SHA256()
  private var request: [UInt8] = []
  private var answer: [UInt8] = []
  private var isContentTooLarge = false

  init(id: String, demands: AuditDemands) {
    self.id = id
    self.demands = demands
  }

  var hashes: Bool { demands.content != .none }
  var keepsContent: Bool { demands.content == .redacted || demands.content == .full }

  // MARK: Notes of the data path

  func received(_ body: ByteBuffer) {
    guard hashes else { return }
    receivedHash = Self.hash(body)
    if demands.content == .full { keepRequest(body) }
  }

  func read(_ fields: RequestFields) {
    if case .string(let model) = fields.model { modelRequested = model.value.prefix(utf8: 200) }
  }

  func sent(_ body: ByteBuffer) {
    guard hashes else { return }
    sentHash = Self.hash(body)
    if demands.content == .redacted { keepRequest(body) }
  }

  /// - Returns: which of the attempts it is.
  func asked(_ target: String) -> Int {
    attempts.append(Attempt(target: target, error: nil))
    return attempts.count - 1
  }

  /// An attempt has failed.
  func failed(_ error: GatewayError, _ attempt: Int) { note(error.code.rawValue, attempt) }

  /// Another target that was asked at the same time began to answer first.
  func superseded(_ attempt: Int) { note("superseded", attempt) }

  private func note(_ outcome: String, _ attempt: Int) {
    if attempts.indices.contains(attempt) { attempts[attempt].error = outcome }
  }

  func delivered(_ piece: ByteBuffer) {
    guard hashes else { return }
    // SAFETY: the pointer is used inside the closure only.
    piece.withUnsafeReadableBytes { delivered.update(bufferPointer: $0) }
    guard keepsContent, !isContentTooLarge else { return }
    if answer.count + piece.readableBytes > Self.contentLimit {
      isContentTooLarge = true
    } else {
      answer += piece.readableBytesView
    }
  }

  private func keepRequest(_ body: ByteBuffer) {
    if body.readableBytes > Self.contentLimit { isContentTooLarge = true } else { request = Array(body.readableBytesView) }
  }

  // MARK: For the events

  /// The hash of what was delivered, or is about to be.
  var deliveredHash: String { HexText.text(delivered.finalize()) }

  /// The texts that are kept under the closing event's id; nil when none are. Without a request there are none: nothing but the gateway's own words would be kept, and nobody could find them.
  var content: AuditContent? {
    guard keepsContent, !isContentTooLarge, !request.isEmpty else { return nil }
    return AuditContent(id: id, request: request, answer: answer)
  }

  private static func hash(_ body: ByteBuffer) -> String {
    var hasher = SHA256()
    // SAFETY: the pointer is used inside the closure only.
    body.withUnsafeReadableBytes { hasher.update(bufferPointer: $0) }
    return HexText.text(hasher.finalize())
  }
}
