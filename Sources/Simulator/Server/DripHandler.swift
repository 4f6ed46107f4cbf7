internal import NIOCore

/// While switched on, lets bytes out one at a time. Sits at the socket's end of the pipeline; passes everything on while switched off.
/// What waits is bounded by the answer, which is small: a drip takes seconds for a few kilobytes.
final class DripHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = IOData
  typealias OutboundOut = IOData

  /// The pause between two bytes; nil: no dripping.
  var interval: TimeAmount?
  private var pending = CircularBuffer<(bytes: ByteBuffer, promise: EventLoopPromise<Void>?)>()
  private var timer: Scheduled<Void>?
  private var closing: (mode: CloseMode, promise: EventLoopPromise<Void>?)?

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard interval != nil || !pending.isEmpty, case .byteBuffer(let bytes) = unwrapOutboundIn(data) else {
      return context.write(data, promise: promise)
    }
    pending.append((bytes, promise))
    if timer == nil { schedule(context) }
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    guard !pending.isEmpty, mode != .input else { return context.close(mode: mode, promise: promise) }
    closing = (mode, promise)
  }

  func channelInactive(context: ChannelHandlerContext) {
    drop()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { drop() }

  private func schedule(_ context: ChannelHandlerContext) {
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: interval ?? .zero) { [self] in
      timer = nil
      drip(context)
    }
  }

  private func drip(_ context: ChannelHandlerContext) {
    while let (bytes, promise) = pending.first, bytes.readableBytes == 0 {
      pending.removeFirst()
      promise?.succeed()
    }
    if var next = pending.first, let byte = next.bytes.readSlice(length: 1) {
      let isLast = next.bytes.readableBytes == 0
      if isLast { pending.removeFirst() } else { pending[pending.startIndex] = next }
      context.writeAndFlush(wrapOutboundOut(.byteBuffer(byte)), promise: isLast ? next.promise : nil)
    }
    if !pending.isEmpty {
      schedule(context)
    } else if let closing {
      self.closing = nil
      context.close(mode: closing.mode, promise: closing.promise)
    }
  }

  private func drop() {
    timer?.cancel()
    timer = nil
    while let (_, promise) = pending.popFirst() { promise?.fail(ChannelError.ioOnClosedChannel) }
    closing?.promise?.succeed()
    closing = nil
  }
}
