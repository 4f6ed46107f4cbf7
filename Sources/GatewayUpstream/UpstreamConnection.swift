public import GatewayHTTP
public import NIOCore
internal import NIOSSL
internal import NIOTLS

/// One connection to an upstream, serving one request at a time. The channel handler and what the request's task sees of it are the same object, confined to the
/// connection's event loop: the handler fills the inbox and raises the task's signal, the task empties the inbox.
///
/// Buffered: at most ``highWatermark`` bytes of an answer's body plus one read (64 KiB at most); beyond that the socket is not read, and TCP holds the upstream back.
public final class UpstreamConnection: ChannelDuplexHandler {
  /// Bytes from the upstream.
  public typealias InboundIn = ByteBuffer
  /// Bytes of requests.
  public typealias OutboundIn = ByteBuffer
  /// Bytes of requests.
  public typealias OutboundOut = ByteBuffer

  /// Body bytes in the inbox from which on the socket is not read.
  public static let highWatermark = 64 << 10

  let addressID: Int
  private var channel: (any Channel)?
  private var context: ChannelHandlerContext?
  private var reader = ResponseReader()
  private var signal: LoopSignal?
  private var inbox = CircularBuffer<ByteBuffer>()
  private var inboxBytes = 0
  private var isReadHeld = false
  private var onReady: ((UpstreamFailure?) -> Void)?
  /// How setting up the connection ended, once it has.
  private var setUp: (isDone: Bool, failure: UpstreamFailure?)?
  private var wasCut = false
  private let awaitsHandshake: Bool

  /// The answer's head, once it came.
  public private(set) var head: ResponseHead?
  /// Whether the answer's last byte came.
  public private(set) var isComplete = false
  /// Why no more will come.
  public private(set) var failure: UpstreamFailure?
  /// Whether any byte of an answer came since ``send(_:signal:)``.
  public private(set) var hasAnswered = false
  /// When it was put into the pool.
  var idleSince = NIODeadline.now()
  /// Whether it lies in the pool, which then has to forget it when it is closed.
  var isIdle = false
  /// The pool that made it, until it is closed.
  var pool: UpstreamPool?
  /// Called when the answer is complete or has failed, for an answer that nobody waits for any more.
  var onSettled: (() -> Void)?

  init(addressID: Int, awaitsHandshake: Bool) {
    self.addressID = addressID
    self.awaitsHandshake = awaitsHandshake
  }

  /// Calls back once the connection can be used, or cannot be any more.
  func whenReady(_ onReady: @escaping (UpstreamFailure?) -> Void) {
    if let setUp { onReady(setUp.failure) } else { self.onReady = onReady }
  }

  // MARK: For the request's task

  /// Sends a request, in one write. From here on `signal` is raised at every change: at once, when the connection was closed since it was taken.
  public func send(_ request: ByteBuffer, signal: LoopSignal) {
    self.signal = signal
    head = nil
    isComplete = false
    hasAnswered = false
    reader.expectAnswer()
    guard let context, context.channel.isActive else { return fail(.closed) }
    context.writeAndFlush(wrapOutboundOut(request), promise: nil)
  }

  /// Whether a piece of the body waits.
  public var hasBody: Bool { !inbox.isEmpty }

  /// A piece of the body that waits, which stays there: the first one is at 0. Nil when there are not so many.
  public func body(at place: Int) -> ByteBuffer? { place >= 0 && place < inbox.count ? inbox[offset: place] : nil }

  /// The next piece of the body, or nil when none waits.
  public func takeBody() -> ByteBuffer? {
    guard let piece = inbox.popFirst() else { return nil }
    inboxBytes &-= piece.readableBytes
    if isReadHeld, inboxBytes < Self.highWatermark {
      isReadHeld = false
      channel?.read()
    }
    return piece
  }

  /// Closes the connection at once; vLLM stops generating when it sees that. The signal is not raised.
  public func abort() {
    signal = nil
    channel?.close(promise: nil)
  }

  /// Whether another request may be sent: the answer is complete, nothing is left over, and the upstream keeps the connection open.
  var isReusable: Bool {
    isComplete && failure == nil && inbox.isEmpty && reader.isIdle && head?.isKeepAlive == true && channel?.isActive == true
  }

  /// Nobody waits for the answer any more, but its framing may still end: what comes is dropped.
  func settle(_ onSettled: @escaping () -> Void) {
    signal = nil
    self.onSettled = onSettled
  }

  /// Makes the connection ready for the pool.
  func park() {
    signal = nil
    head = nil
    idleSince = .now()
    if isReadHeld {
      isReadHeld = false
      channel?.read()
    }
  }

  // MARK: Channel handler

  /// Learns its channel.
  public func handlerAdded(context: ChannelHandlerContext) {
    channel = context.channel
    self.context = context
  }

  /// Forgets its channel.
  public func handlerRemoved(context: ChannelHandlerContext) {
    channel = nil
    self.context = nil
    pool = nil
    onReady = nil
  }

  /// A plain connection stands.
  public func channelActive(context: ChannelHandlerContext) {
    if !awaitsHandshake { becomeReady() }
    context.fireChannelActive()
  }

  /// A TLS connection stands when its handshake is done.
  public func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case TLSUserEvent.handshakeCompleted(_) = event { becomeReady() }
    context.fireUserInboundEventTriggered(event)
  }

  /// Reads what came and tells the task.
  public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    hasAnswered = true
    reader.append(unwrapInboundIn(data))
    advance(context: context)
  }

  /// Lets the socket be read, or holds that back while the inbox is full.
  public func read(context: ChannelHandlerContext) {
    if inboxBytes >= Self.highWatermark {
      isReadHeld = true
    } else {
      context.read()
    }
  }

  /// The end of the connection, which may be the end of an answer too.
  public func channelInactive(context: ChannelHandlerContext) {
    // Only an orderly close is the end of a body that is framed by it.
    if failure == nil, !wasCut, reader.close() { isComplete = true } else { fail(.closed) }
    endSetUp(.unreachable("the connection was closed during its set-up"))
    if isIdle { pool?.forget(self) }
    changed()
    context.fireChannelInactive()
  }

  /// An error of the socket or of TLS ends the connection.
  public func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // An upstream that cuts the TLS session without a closing alert is common; the framing of the answer decides whether it was complete.
    if case NIOSSLError.uncleanShutdown = error {
      wasCut = true
      return
    }
    endSetUp(.unreachable(ConnectProblem.text(error)))
    fail(.closed)
    context.close(promise: nil)
  }

  private func advance(context: ChannelHandlerContext) {
    while let event = reader.next() {
      switch event {
      case .head(let head): self.head = head
      case .body(let piece):
        guard onSettled == nil else { continue }
        inbox.append(piece)
        inboxBytes &+= piece.readableBytes
      case .end: isComplete = true
      case .problem(let problem):
        fail(.malformed(problem))
        context.close(promise: nil)
        return
      }
      if isComplete { break }
    }
    changed()
  }

  private func fail(_ reason: UpstreamFailure) {
    if failure == nil, !isComplete { failure = reason }
    changed()
  }

  private func changed() {
    signal?.raise()
    if let onSettled, isComplete || failure != nil {
      self.onSettled = nil
      onSettled()
    }
  }

  private func becomeReady() { endSetUp(nil) }

  private func endSetUp(_ failure: UpstreamFailure?) {
    guard setUp == nil else { return }
    setUp = (true, failure)
    onReady?(failure)
    onReady = nil
  }
}
