internal import Foundation
internal import GatewayCore
internal import NIOCore
internal import NIOHTTP1

// How answers get on the wire.
extension SimulatorHandler: AnswerSink {
  var isWritable: Bool { context?.channel.isWritable ?? false }

  func write(_ text: String) {
    guard let context else { return }
    send(.body(.byteBuffer(context.channel.allocator.buffer(string: text))), flush: false)
  }

  func flush() { context?.flush() }

  func end() {
    count()
    send(.end(nil), flush: true)
    answered()
  }

  func cut() {
    // What was written goes out first, then FIN inside the body.
    context?.flush()
    close()
  }

  func whole(status: Int, body: String, cut: Bool) {
    guard !cut else { return half(status: status, body: body, contentType: "application/json") }
    whole(status: status, body: body, contentType: "application/json", headers: loadHeaders())
  }

  func beginStream() {
    let headers = [("content-type", "text/event-stream; charset=utf-8"), ("vary", "Origin")]
    send(.head(head(200, headers)), flush: true)
  }

  func whole(status: Int, body: String, contentType: String?, headers: [(String, String)]) {
    var fields = [("content-length", "\(body.utf8.count)")]
    if let contentType { fields.append(("content-type", contentType)) }
    if status != 401 { fields.append(("vary", "Origin")) }
    send(.head(head(status, headers + fields)), flush: false)
    if !isHead { write(body) }
    count()
    send(.end(nil), flush: true)
    answered()
  }

  func half(status: Int, body: String, contentType: String?) {
    let fields = [("content-length", "\(body.utf8.count)"), ("content-type", contentType ?? "text/plain"), ("vary", "Origin")]
    send(.head(head(status, fields)), flush: false)
    write(AnswerState.half(body))
    cut()
  }

  private func loadHeaders() -> [(String, String)] {
    let load = shared.hub.load
    switch loadFormat?.lowercased() {
    case "json":
      let metrics = "{\"num_requests_waiting\":\(load.waiting),\"kv_cache_usage_perc\":\(load.usage)}"
      return [("endpoint-load-metrics", "JSON {\"named_metrics\":\(metrics)}")]
    case "text":
      let metrics = "named_metrics.num_requests_waiting=\(load.waiting), named_metrics.kv_cache_usage_perc=\(load.usage)"
      return [("endpoint-load-metrics", "TEXT \(metrics)")]
    default: return []
    }
  }

  private func head(_ status: Int, _ fields: [(String, String)]) -> HTTPResponseHead {
    var headers = HTTPHeaders([("date", SimulatorContext.httpDate(SimulatorContext.now())), ("server", "penstock-simulator")])
    headers.add(contentsOf: fields)
    if !keepsAlive { headers.add(name: "connection", value: "close") }
    return HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: headers)
  }

  func send(_ part: HTTPServerResponsePart, flush: Bool) {
    guard let context else { return }
    context.write(wrapOutboundOut(part), promise: nil)
    if flush { context.flush() }
  }

  /// The request no longer counts as running; before the answer's last byte, so that a client that has it all sees it counted.
  private func count() {
    guard isBusy else { return }
    isBusy = false
    shared.board.update { $0.requestsRunning -= 1 }
  }

  /// The answer has ended: the connection is free for the next request, or closed.
  private func answered() {
    run = nil
    loadFormat = nil
    guard keepsAlive, let context else { return close() }
    idleTimer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(shared.settings.keepAliveTimeout)) { [self] in close() }
  }

  func close() {
    isClosing = true
    context?.close(mode: .all, promise: nil)
  }

  func reset() {
    guard let channel = context?.channel as? any SocketOptionProvider else { return close() }
    let me = NIOLoopBound(self, eventLoop: channel.eventLoop)
    channel.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in me.value.close() }
  }
}
