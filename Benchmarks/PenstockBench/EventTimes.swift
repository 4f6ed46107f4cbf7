/// When the text events of paced streams came, against when they were due.
struct EventTimes {
  /// Nanoseconds from the request to the first text, of each stream.
  private(set) var firstTexts: [UInt32] = []
  private var events = 0
  private var promptEvents = 0
  private let order: StreamOrder
  private let roleLength = CannedChat.role.count
  private let eventLength = CannedChat.content(0).count

  /// What is known of one stream.
  struct Stream {
    fileprivate var startedAt: UInt64
    fileprivate var roleAt: UInt64 = 0
    fileprivate var seen = 0

    init(startedAt: UInt64) { self.startedAt = startedAt }
  }

  /// `nil` when nothing is paced.
  init?(_ plan: LoadPlan) {
    guard plan.isStreaming, plan.order.paceMicroseconds > 0 else { return nil }
    order = plan.order
  }

  /// The share of text events that came nearer to when they were due than to when the one behind them was: they did not wait for it. The first event of a stream, which has no text and waits for nothing, says when the others are due.
  var promptShare: Double? { events == 0 ? nil : Double(promptEvents) / Double(events) }

  /// Notes that so many bytes of a stream's body have come.
  mutating func note(_ received: Int, _ stream: inout Stream) {
    let now = monotonicNow()
    if stream.roleAt == 0, received >= roleLength { stream.roleAt = now }
    let arrived = min((received - roleLength) / eventLength, order.events)
    guard arrived > stream.seen else { return }
    if stream.seen == 0 { firstTexts.append(UInt32(clamping: now - stream.startedAt)) }
    let pace = UInt64(order.paceMicroseconds) * 1000
    for event in stream.seen + 1...arrived {
      events += 1
      if now < stream.roleAt + UInt64(event) * pace + pace / 2 { promptEvents += 1 }
    }
    stream.seen = arrived
  }
}
