internal import GatewayCore

/// `timeouts`: the single timeouts of a target, where the two of the provider pages are too coarse.
struct TimeoutsSection: ConfigRecord {
  var connect: Duration?
  var firstByte: Duration?
  var betweenBytes: Duration?
  var total: Duration?
  var streamTotal: Duration?

  /// The bounds of every timeout, in seconds.
  static let range = 0.001...86_400

  static let schema = RecordSchema<TimeoutsSection>(fields: [
    Field(
      "connect_seconds", .seconds(range), \.connect, default: "5, or `timeout_seconds` if less",
      doc: "Until the connection and its TLS handshake stand."),
    Field(
      "first_byte_seconds", .seconds(range), \.firstByte, default: "`timeout_seconds`",
      doc: "From sending the request to the head of the answer; for a stream, to its first event."),
    Field(
      "between_bytes_seconds", .seconds(range), \.betweenBytes,
      default: "60, or the longer of `timeout_seconds` and `stream_timeout_seconds` if less",
      doc: "The longest pause inside an answer that has begun."),
    Field(
      "total_seconds", .seconds(range), \.total, default: "`timeout_seconds`",
      doc: "From sending the request to the end of an answer that is not a stream."),
    Field(
      "stream_total_seconds", .seconds(range), \.streamTotal, default: "`stream_timeout_seconds`",
      doc: "From sending the request to the end of a stream."),
  ])

  /// Puts the timeouts that are given here in place of those in `timeouts`.
  func apply(to timeouts: inout TargetTimeouts) {
    timeouts.connect = connect ?? timeouts.connect
    timeouts.firstByte = firstByte ?? timeouts.firstByte
    timeouts.betweenBytes = betweenBytes ?? timeouts.betweenBytes
    timeouts.total = total ?? timeouts.total
    timeouts.streamTotal = streamTotal ?? timeouts.streamTotal
  }
}
