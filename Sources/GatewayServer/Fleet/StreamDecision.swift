internal import GatewayPolicy
internal import NIOCore

/// What follows when a stream is there to its end.
extension ServerExchange {
  /// Notes what is known of a stream.
  func note(_ session: StreamSession) {
    record.usage = session.filter.usage
    if let verdict = session.filter.verdict { note(verdict) }
  }

  /// Lets policies look at the whole of an answer that is complete, on another thread where that takes long, and asks the judges. Nothing is sent of what they can object to: they make a
  /// stream `buffered`.
  /// - Parameter last: What is left to send; what the policies have kept is put in front of it.
  /// - Returns: how the stream has ended.
  func decide(_ session: StreamSession, _ end: StreamFilter.End, _ last: inout ByteBuffer) async throws(RequestEnd) -> StreamFilter.End {
    guard end == .complete, session.isUndecided else { return end }
    while session.isUndecided {
      var output: StreamFilter.Output
      if let answer = session.filter.unjudged {
        let judged = try await elsewhere(bytes: answer.size, isRefusable: false) { answer.judge() }
        output = session.filter.conclude(judged)
      } else if let hearing = session.filter.hearing {
        output = session.filter.conclude(try await JudgePanel(exchange: self).hear(hearing))
      } else {
        break
      }
      note(session)
      guard output.end == .complete else { return output.end ?? end }
      output.bytes.writeImmutableBuffer(last)
      last = output.bytes
    }
    trail?.delivered(last)
    return end
  }
}
