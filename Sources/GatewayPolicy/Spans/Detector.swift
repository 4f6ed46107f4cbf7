/// Finds spans of some kinds of sensitive data, one start position at a time.
///
/// `detect` is a pure function of what its probe shows: no state, no clock. It is called for every position that ``starts`` allows, independently of what was found elsewhere;
/// overlapping findings are merged by the scanner. It must not trap, whatever the bytes are.
public protocol Detector: Sendable {
  /// What it can find.
  var entities: [Entity] { get }
  /// Where it wants to be asked.
  var starts: StartSet { get }
  /// Where a match can only begin at a run of bytes that ends in front of a certain byte; nil for any start. Such a detector is asked without regard to ``starts``. A scanner
  /// looks for two marks at most, each for one detector; any other one is asked at its ``starts``.
  var anchor: RunAnchor? { get }
  /// How many folded bytes from the start on it may look at, the byte behind a match included. Text may be held back for so long.
  var lookahead: Int { get }
  /// The bytes with which a match goes on that says so (``SpanMatch/continues``): all of them behind it, up to the first other one, belong to what was found.
  var continuation: ByteSet { get }
  /// Looks for spans that begin at the probe's start, and adds them to `matches`.
  func detect(_ probe: inout Probe, _ matches: inout [SpanMatch])
}

extension Detector {
  /// Any start.
  public var anchor: RunAnchor? { nil }

  /// No byte.
  public var continuation: ByteSet { ByteSet() }
}

/// Starts of a detector whose matches have a byte that gives them away, behind a run of others: the `@` of an e-mail address, the dot of a host's name. The scanner asks for it
/// only where that byte is, instead of at every word.
///
/// The start is the first byte of the run in front of ``mark``; of a run longer than ``limit``, its last ``limit`` bytes, or nothing if only whole runs count.
public struct RunAnchor: Sendable {
  /// The bytes of the run.
  public let run: ByteSet
  /// The byte behind the run, not one of the run.
  public let mark: UInt8
  /// What may stand behind the mark.
  public let behind: ByteSet
  /// The longest run.
  public let limit: Int
  /// Whether a run that is longer is none.
  public let isWhole: Bool

  /// An anchor of its parts.
  public init(run: ByteSet, mark: UInt8, behind: ByteSet = .all, limit: Int, isWhole: Bool = false) {
    self.run = run
    self.mark = mark
    self.behind = behind
    self.limit = limit
    self.isWhole = isWhole
  }
}

/// A span that a detector found at a probe's start.
public struct SpanMatch: Hashable, Sendable {
  /// What it is.
  public let entity: Entity
  /// Its length in folded bytes, at least 1.
  public let length: Int
  /// How sure it is: 100 for a checksum that holds, about 50 for a shape alone, more when the context says so.
  public let score: Int
  /// Whether it goes on behind its length, for as long as the bytes are those of ``Detector/continuation``: a value that is longer than the detector looks.
  public let continues: Bool

  /// A match of its parts.
  public init(_ entity: Entity, length: Int, score: Int, continues: Bool = false) {
    self.entity = entity
    self.length = length
    self.score = score
    self.continues = continues
  }
}

/// The positions at which a detector is asked: by the first byte, the second one, and what stands before.
public struct StartSet: Sendable {
  /// What must stand before.
  public enum Boundary: Sendable, Hashable {
    /// No byte of a word (letter, digit, `_`).
    case word
    /// No letter and no digit: the beginning of a word, or of a part of one behind a `_`.
    case part
    /// Anything.
    case none
  }

  /// What must stand before.
  public let boundary: Boundary
  /// The first byte.
  public let first: ByteSet
  /// The second byte; the end of the text counts as byte 0.
  public let second: ByteSet
  /// What else is known of the starts at which anything can be found: one of these fits. None: nothing is.
  public let shapes: [StartShape]

  /// A set of its parts.
  public init(_ boundary: Boundary = .word, first: ByteSet, second: ByteSet = .all, shapes: [StartShape] = []) {
    self.boundary = boundary
    self.first = first
    self.second = second
    self.shapes = shapes
  }
}
