internal import Crypto
internal import Foundation
internal import GatewayCore

/// The bytes of stored texts (docs/audit-format.md).
///
/// A content file is a row of entries: `PCT1`, the length of the event's id (4 bytes, big-endian), the id, the number of the key (4 bytes), the length of the box (8 bytes), the box.
/// The box is AES-256-GCM: nonce (12 bytes), ciphertext, tag (16 bytes), with the id as additional data. Inside are the length of the request (8 bytes), the request, and the answer.
/// A key file is a row of keys of 32 bytes; one that is all zeros is erased.
enum ContentFormat {
  static let magic = Array("PCT1".utf8)
  static let keyLength = 32

  /// An entry, without its box.
  struct Header {
    let id: String
    let key: Int
    /// Where the box is in the file.
    let box: Range<Int>
  }

  static func entry(_ content: AuditContent, key number: Int, _ key: SymmetricKey) throws -> [UInt8] {
    var plain = bigEndian(UInt64(content.request.count))
    plain += content.request
    plain += content.answer
    let id = Array(content.id.utf8)
    let box = try AES.GCM.seal(plain, using: key, authenticating: id)
    guard let combined = box.combined else { throw FileProblem("encrypt", content.id, code: 0, reason: "no box") }
    return magic + bigEndian(UInt32(id.count)) + id + bigEndian(UInt32(number)) + bigEndian(UInt64(combined.count)) + combined
  }

  static func open(_ box: [UInt8], id: String, key: [UInt8]) throws -> AuditContent {
    let plain = try AES.GCM.open(AES.GCM.SealedBox(combined: box), using: SymmetricKey(data: key), authenticating: Array(id.utf8))
    let bytes = [UInt8](plain)
    let length = min(number(bytes.prefix(8)), max(bytes.count - 8, 0))
    return AuditContent(id: id, request: Array(bytes.dropFirst(8).prefix(length)), answer: Array(bytes.dropFirst(8 + length)))
  }

  /// The header of the entry at `offset`; nil when there is no whole one.
  static func header(_ file: any AuditFile, at offset: Int, end: Int) throws(FileProblem) -> Header? {
    let start = try file.read(at: offset, count: 8)
    guard start.count == 8, start.starts(with: magic) else { return nil }
    let idLength = number(start.suffix(4))
    guard idLength <= 256 else { return nil }
    let rest = try file.read(at: offset + 8, count: idLength + 12)
    guard rest.count == idLength + 12 else { return nil }
    let key = number(rest.dropFirst(idLength).prefix(4))
    let length = number(rest.suffix(8))
    let box = offset + 8 + idLength + 12
    guard length <= end - box else { return nil }
    return Header(id: String(decoding: rest.prefix(idLength), as: UTF8.self), key: key, box: box..<(box + length))
  }

  private static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    stride(from: number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> Int {
    Int(clamping: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
