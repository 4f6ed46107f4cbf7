internal import Foundation
internal import GatewayCore
internal import OpenAIWire

/// A signed statement of how long the chain is: the event of a checkpoint record.
///
/// The signature is that of the text `penstock-audit-checkpoint-v1`, the sequence number of the checkpoint's own record, its `prev`, and its time, each followed by a line feed. So it
/// vouches for every record before it.
struct Checkpoint {
  static let marker = Array("{\"checkpoint\":{".utf8)

  let sequence: UInt64
  let previous: String
  let timestamp: String

  /// What is signed.
  var statement: [UInt8] { Array("penstock-audit-checkpoint-v1\n\(sequence)\n\(previous)\n\(timestamp)\n".utf8) }

  /// The event of the checkpoint that follows `head`.
  static func event(after head: ChainHead, at time: UTCTime, key: SigningKey) -> [UInt8]? {
    let checkpoint = Checkpoint(sequence: head.sequence &+ 1, previous: head.hashText, timestamp: "\(time)")
    guard let signature = key.sign(checkpoint.statement) else { return nil }
    var json = CanonicalJSON()
    json.object { json in
      json.key("checkpoint")
      json.object { json in
        json.member("key", key.publicKey.fingerprint)
        json.member("signature", Data(signature).base64EncodedString())
      }
      json.member("event_type", "checkpoint")
      json.member("timestamp", checkpoint.timestamp)
    }
    return json.bytes
  }

  /// Whether an event's bytes are those of a checkpoint.
  static func isCheckpoint(_ event: RawSpan) -> Bool {
    guard event.byteCount > marker.count else { return false }
    for (index, byte) in marker.enumerated() where event.byte(index) != byte { return false }
    return true
  }

  /// What is wrong with the signature of a checkpoint record; nil when it holds.
  static func problem(_ event: [UInt8], sequence: UInt64, previous: [UInt8], key: PublicKey) -> String? {
    guard let read = try? JSONDecoder().decode(CheckpointEvent.self, from: Data(event)),
      let signature = Data(base64Encoded: read.checkpoint.signature)
    else { return "the checkpoint cannot be read" }
    guard read.checkpoint.key == key.fingerprint else {
      return "it is signed with the key \(read.checkpoint.key.prefix(16))…, not with the one given (\(key.fingerprint.prefix(16))…)"
    }
    let checkpoint = Checkpoint(sequence: sequence, previous: String(decoding: previous, as: UTF8.self), timestamp: read.timestamp)
    return key.verifies([UInt8](signature), of: checkpoint.statement)
      ? nil : "the signature is not that of the key for this place in the chain"
  }
}

private struct CheckpointEvent: Decodable {
  struct Body: Decodable {
    let key: String
    let signature: String
  }

  let checkpoint: Body
  let timestamp: String
}
