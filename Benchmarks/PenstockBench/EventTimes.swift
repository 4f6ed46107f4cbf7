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
    /// When each text event came that has come.
    fileprivate var arrivals: [UInt64] = []
    fileprivate var isOver = false

    init(startedAt: UInt64) { self.startedAt = startedAt }
  }

  /// `nil` when nothing is paced.
  init?(_ plan: LoadPlan) {
    guard plan.isStreaming, plan.order.paceMicroseconds > 0 else { return nil }
    order = plan.order
  }

  /// The share of text events that came nearer to when they were due than to when the one behind them was: they did not wait for it. The event behind the last text, which waits for nothing, says when they were due.
  var promptShare: Double? { events == 0 ? nil : Double(promptEvents) / Double(events) }

  /// Notes that so many bytes of a stream's body have come.
  mutating func note(_ received: Int, _ stream: inout Stream) {
    guard !stream.isOver, received > roleLength else { return }
    let now = monotonicNow()
    let arrived = min((received - roleLength) / eventLength, order.events)
    if stream.arrivals.isEmpty, arrived > 0 { firstTexts.append(UInt32(clamping: now - stream.startedAt)) }
    while stream.arrivals.count < arrived { stream.arrivals.append(now) }
    guard received > roleLength + order.events * eventLength else { return }
    stream.isOver = true
    let pace = UInt64(order.paceMicroseconds) * 1000
    for (index, arrival) in stream.arrivals.enumerated() {
      events += 1
      if arrival + UInt64(order.events - index) * pace < now + pace / 2 { promptEvents += 1 }
    }
  }
}
