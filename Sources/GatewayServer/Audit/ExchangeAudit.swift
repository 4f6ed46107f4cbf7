internal import GatewayCore
internal import NIOCore

/// The audit events of one exchange: when they are made, and what follows when they cannot be.
extension ServerExchange {
  /// The log cannot be written, so that no answer may be given; nil when one may.
  var auditProblem: GatewayError? {
    guard let trail, !trail.demands.allowsOnFailure, let problem = worker.audit?.log.problem else { return nil }
    return Self.unavailable(problem)
  }

  private static func unavailable(_ problem: String) -> GatewayError {
    GatewayError(.auditUnavailable, "The audit log cannot be written, so nothing is answered.", detail: problem)
  }

  /// The request is about to be sent upstream.
  func recordAdmission() throws(RequestEnd) {
    guard let trail, let audit = worker.audit else { return }
    if let auditProblem { throw .failed(auditProblem) }
    guard trail.demands.recordsAllAccess else { return }
    let events = RequestEvents(record: record, trail: trail, state: state, time: .now)
    guard
      audit.log.append(AuditEvent(json: events.admitted(id: worker.makeEventID())), isUrgent: false) != nil || trail.demands.allowsOnFailure
    else {
      throw .failed(Self.unavailable(audit.log.problem ?? "its queue is full"))
    }
  }

  /// Records how the request ends, and waits until that is on disk, as far as the log demands it. Called before the last bytes of the answer leave.
  /// - Throws: `audit_unavailable` when the answer may not be given: the event is lost, or the disk takes too long for it.
  func recordEnd(status: Int) async throws(RequestEnd) {
    record.status = status
    guard let ticket = try appendEnd() else { return }
    let limit = NIODeadline.now() + (trail?.demands.commitTimeout ?? .zero).timeAmount
    while ticket.isDurable == nil, await wait(until: limit) {}
    guard ticket.isDurable == true || trail?.demands.allowsOnFailure == true else {
      throw .failed(
        Self.unavailable(worker.audit?.log.problem ?? (ticket.isDurable == nil ? "the disk does not answer" : "the event was lost")))
    }
  }

  /// Puts the closing event into the log, once.
  /// - Returns: what has to be waited for, if anything.
  func appendEnd() throws(RequestEnd) -> AuditTicket? {
    guard let trail, let audit = worker.audit, !trail.isClosed else { return nil }
    trail.isClosed = true
    if record.error != nil { record.ending = record.ending == .clientGone ? .clientGone : .error }
    measure()
    let events = RequestEvents(record: record, trail: trail, state: state, time: .now)
    guard trail.demands.recordsAllAccess || !isPlainlyAllowed(events) else { return nil }
    let event = AuditEvent(json: events.decision, content: trail.content)
    if trail.demands.isDurable {
      if let ticket = audit.append(event, signal: signal) { return ticket }
    } else if audit.log.append(event, isUrgent: false) != nil {
      return nil
    }
    guard trail.demands.allowsOnFailure else { throw .failed(Self.unavailable(audit.log.problem ?? "its queue is full")) }
    return nil
  }

  /// Whether there is nothing to say of a request but that it was answered: what `log_all_access: false` leaves out.
  private func isPlainlyAllowed(_ events: RequestEvents) -> Bool {
    events.verdict ?? .allow == .allow && record.error == nil && record.status < 400 && record.findings == 0 && record.ending == .complete
  }
}
