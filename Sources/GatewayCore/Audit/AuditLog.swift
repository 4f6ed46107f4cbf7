/// The log of everything that was asked and decided, as the data path sees it. Called on event loops: nothing here blocks.
///
/// Events get a ticket each, in their order. A watcher is told which tickets are settled: on disk, or failed.
public protocol AuditLog: Sendable {
  /// Why events cannot be recorded at the moment; nil when they can. Safe for clients and probes: it names the operation and the error, no content.
  var problem: String? { get }

  /// What the log wants of requests.
  var demands: AuditDemands { get }

  /// Puts an event into the queue. `isUrgent`: somebody waits for it, so that it is committed as soon as the interval allows; others ride along.
  /// - Returns: its ticket, or nil when the log cannot take it.
  func append(_ event: AuditEvent, isUrgent: Bool) -> UInt64?

  /// Tells `watcher` of settled tickets from now on.
  func watch(_ watcher: any AuditWatcher)
}

/// Is told what became of events. Called on the log's own thread: it must not block.
public protocol AuditWatcher: Sendable {
  /// The events with these tickets are on disk, or (`isDurable` false) they are lost.
  func settled(_ tickets: ClosedRange<UInt64>, isDurable: Bool)
}

/// One event, as canonical JSON, and what is stored apart from it.
public struct AuditEvent: Sendable {
  /// The event: one object in canonical JSON (RFC 8785).
  public var json: [UInt8]
  /// The event's id, and the texts that are kept encrypted under it; nil for none.
  public var content: AuditContent?

  /// An event of its parts.
  public init(json: [UInt8], content: AuditContent? = nil) {
    self.json = json
    self.content = content
  }
}

/// The texts of a request and its answer, which are stored apart from the chain.
public struct AuditContent: Sendable {
  /// The event's id, under which they are found.
  public var id: String
  /// The request body.
  public var request: [UInt8]
  /// The answer body, as the client got it.
  public var answer: [UInt8]

  /// Content of its parts.
  public init(id: String, request: [UInt8], answer: [UInt8]) {
    self.id = id
    self.request = request
    self.answer = answer
  }
}

/// What the log wants of requests: the settings of `audit-logger` and `gateway.audit` that the data path acts on.
public struct AuditDemands: Sendable, Hashable {
  /// What is kept of bodies.
  public enum Content: String, Sendable, Hashable, CaseIterable {
    /// Nothing, not even their hashes.
    case none
    /// SHA-256 of the bodies.
    case hashes
    /// Hashes, and the bodies as the policies left them, encrypted and apart.
    case redacted
    /// Hashes, and the bodies as they came, encrypted and apart.
    case full
  }

  /// Whether the closing event is on disk before the client gets the end of the answer (`immutable`).
  public var isDurable = true
  /// Whether requests are served while the log cannot be written (`on_failure: allow`).
  public var allowsOnFailure = false
  /// Whether plainly allowed requests are recorded too (`log_all_access`).
  public var recordsAllAccess = true
  /// Whether client addresses are left out.
  public var omitsClientAddresses = false
  /// What is kept of bodies.
  public var content = Content.hashes

  /// How long a commit may take, and an answer waits for it. A disk that hangs longer counts as one that cannot be written.
  public var commitTimeout: Duration = .seconds(10)

  /// The defaults.
  public init() {}
}
