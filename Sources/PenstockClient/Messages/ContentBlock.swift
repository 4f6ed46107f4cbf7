#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A piece of what a user says.
public enum ContentBlock: Sendable, Hashable {
  /// A text; not empty.
  case text(String)
  /// An image.
  case image(ImageBlock)
  /// Any other block, sent as it is: `{"type": "input_audio", …}`, say.
  case other(JSONObject)

  /// The image at a URL.
  public static func image(url: String, detail: ImageBlock.Detail? = nil) -> ContentBlock {
    .image(ImageBlock(.url(url), detail: detail))
  }

  /// An image, sent with the request.
  public static func image(_ bytes: [UInt8], mediaType: String, detail: ImageBlock.Detail? = nil) -> ContentBlock {
    .image(ImageBlock(.inline(base64: Data(bytes).base64EncodedString()), mediaType: mediaType, detail: detail))
  }
}

/// An image.
public struct ImageBlock: Sendable, Hashable {
  /// Where an image is.
  public enum Source: Sendable, Hashable {
    /// At a URL that the server fetches.
    case url(String)
    /// In the request, as base64.
    case inline(base64: String)
  }

  /// How closely the model looks.
  public enum Detail: String, Sendable, Hashable, CaseIterable, Codable {
    /// As the server likes.
    case auto
    /// Cheaply.
    case low
    /// Closely.
    case high
  }

  /// Where the image is.
  public var source: Source
  /// `image/png` and so on; demanded for ``Source/inline(base64:)``.
  public var mediaType: String?
  /// How closely the model looks; nil leaves it to the server.
  public var detail: Detail?

  /// An image.
  public init(_ source: Source, mediaType: String? = nil, detail: Detail? = nil) {
    self.source = source
    self.mediaType = mediaType
    self.detail = detail
  }
}
