/// A string member of a request.
public struct StringField: Hashable, Sendable {
  /// The token with its quotes.
  public let range: Range<Int>
  /// The decoded string.
  public let value: String
}

/// An integer member of a request.
public struct IntegerField: Hashable, Sendable {
  /// What was found.
  public enum State: Hashable, Sendable {
    /// `null`
    case null
    /// An integer that fits.
    case value(Int)
    /// Anything else: `"6"`, `6.0`, `true`. An engine may coerce it, so a caller who needs the number must refuse it.
    case unreadable
  }

  /// The value's token.
  public let range: Range<Int>
  /// What was found.
  public let state: State

  /// The integer, if it is one.
  public var value: Int? {
    if case .value(let value) = state { value } else { nil }
  }
  /// Whether it is `null`, which means as much as absent.
  public var isNull: Bool { state == .null }
  /// Whether something stands there that is neither an integer nor `null`.
  public var isUnreadable: Bool { state == .unreadable }
}

/// What the gateway reads of the body of a chat completions, completions or embeddings request; the offsets are those of the scanned body.
public struct RequestFields: Hashable, Sendable {
  /// The member `cache_salt`.
  public struct CacheSalt: Hashable, Sendable {
    /// The value's token.
    public let range: Range<Int>
    /// The string, if it is one.
    public let value: String?
  }

  /// The member `model`.
  public enum ModelField: Hashable, Sendable {
    /// There is none.
    case absent
    /// `null`
    case null(Range<Int>)
    /// A string, maybe an empty one.
    case string(StringField)
  }

  /// The member `stream_options.include_usage`.
  public enum IncludeUsage: Hashable, Sendable {
    /// There is none.
    case absent
    /// `null`
    case null(Range<Int>)
    /// `true` or `false`.
    case value(Bool, Range<Int>)
  }

  /// The member `stream_options`.
  public enum StreamOptions: Hashable, Sendable {
    /// There is none.
    case absent
    /// `null`
    case null(Range<Int>)
    /// An object; the range includes its braces.
    case object(range: Range<Int>, isEmpty: Bool, includeUsage: IncludeUsage)
  }

  /// The member `model`.
  public internal(set) var model = ModelField.absent
  /// Whether the answer shall be streamed: the member `stream`; `null` and absent are false.
  public internal(set) var stream = false
  /// The member `stream_options`.
  public internal(set) var streamOptions = StreamOptions.absent
  /// The member `max_tokens`; nil when absent.
  public internal(set) var maxTokens: IntegerField?
  /// The member `max_completion_tokens`; nil when absent.
  public internal(set) var maxCompletionTokens: IntegerField?
  /// The member `n`; nil when absent.
  public internal(set) var choiceCount: IntegerField?
  /// The member `best_of` of completions; nil when absent.
  public internal(set) var bestOf: IntegerField?
  /// The member `fallbacks`: models to ask when the first one cannot answer. Penstock's own; engines pass it over.
  public internal(set) var fallbacks: [String] = []
  /// The member `cache_salt`: prompts with different ones do not share vLLM's prefix cache; nil when absent.
  public internal(set) var cacheSalt: CacheSalt?
  /// The member `priority`: vLLM takes requests with a smaller one first; nil when absent.
  public internal(set) var priority: IntegerField?
  /// The member `prompt_cache_key`: requests with the same one belong together.
  public internal(set) var promptCacheKey: String?
  /// The offset just behind the opening brace: where a first member goes.
  public internal(set) var bodyStart = 0
  /// Whether the body has no member.
  public internal(set) var isEmptyObject = true
  /// The length in UTF-8 of all decoded text that the model reads: message contents, reasoning, refusals, prompts, inputs, tool call
  /// arguments; tool declarations count as they are written.
  public internal(set) var promptTextBytes = 0
  /// How many token ids `prompt` and `input` hold.
  public internal(set) var promptTokenIDs = 0
  /// The part of ``promptTextBytes`` that the largest single prompt has: a list of prompts is answered one by one.
  public internal(set) var largestPromptTextBytes = 0
  /// The part of ``promptTokenIDs`` that the largest single prompt has.
  public internal(set) var largestPromptTokenIDs = 0
  /// How many prompts `prompt` and `input` hold: each of them is answered. 0 when there is neither.
  public internal(set) var promptCount = 0

  init() {}

  /// The value of `n`, if it is a readable integer; see ``choiceCount`` for one that is not.
  public var n: Int? { choiceCount?.value }

  /// Whether the usage chunk was asked for.
  public var includesUsage: Bool {
    if case .object(_, _, .value(true, _)) = streamOptions { true } else { false }
  }

  /// Scans a body in one pass: validates all of it, and notes the fields.
  /// - Throws: ``JSONProblem`` when it is not a JSON object, when two parsers may read it in two ways, or when a member that the gateway acts
  ///   upon (`model`, `stream`, `stream_options`) has a wrong type.
  public static func scan(_ body: RawSpan, maxDepth: Int = 128) throws(JSONProblem) -> RequestFields {
    var scan = RequestScan(maxDepth: maxDepth, visitor: PromptMeter())
    return try scan.run(body)
  }
}
