internal import GatewayPolicy
internal import NIOCore

/// What follows when a stream is there to its end.
extension ServerExchange {
  /// Notes what is known of a stream.
  func note(_ session: StreamSession) {
    record.usage = session.filter.usage
    if let verdict = session.filter.verdict { note(verdict) }
  }

  /// Lets policies look at the whole of an answer that is complete, on another thread where that takes long, and asks the judges.
  /// - Parameter last: What is left to send, however the stream has ended; what the policies give is added.
  /// - Returns: how the stream has ended.
  func decide(_ session: StreamSession, _ end: StreamFilter.End, _ last: inout ByteBuffer) async throws(RequestEnd) -> StreamFilter.End {
    guard session.isUndecided else { return end }
    var end = end
    while session.isUndecided {
      let output = try await decided(session)
      last.writeImmutableBuffer(output.bytes)
      end = output.end ?? end
      note(session)
    }
    trail?.delivered(last)
    return end
  }

  private func decided(_ session: StreamSession) async throws(RequestEnd) -> StreamFilter.Output {
    if let answer = session.filter.unjudged {
      let judged = try await elsewhere(bytes: answer.size, isRefusable: false) { answer.judge() }
      return session.filter.conclude(judged)
    }
    guard let hearing = session.filter.hearing else { return StreamFilter.Output(end: .complete) }
    return session.filter.conclude(try await JudgePanel(exchange: self).hear(hearing))
  }
}
