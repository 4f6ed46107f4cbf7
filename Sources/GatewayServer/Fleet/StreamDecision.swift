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
    while let undecided = session.filter.undecided {
      let output: StreamFilter.Output
      switch undecided {
      case .whole(let answer):
        let judged = try await elsewhere(bytes: answer.size, isRefusable: false) { answer.judge() }
        output = session.filter.conclude(judged)
      case .hearing(let hearing): output = session.filter.conclude(try await JudgePanel(exchange: self).hear(hearing))
      }
      last.writeImmutableBuffer(output.bytes)
      end = output.end ?? end
      note(session)
    }
    trail?.delivered(last)
    return end
  }
}
