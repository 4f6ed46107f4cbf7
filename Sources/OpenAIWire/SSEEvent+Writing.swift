extension SSEEvent {
  /// The bytes of an event with one `data` line and its blank line.
  /// - Parameter data: JSON, or a word such as `[DONE]`. The LF that joins the data of several lines would end the line; it becomes a blank, which is the same in JSON: its strings
  ///   hold no raw LF, and between its values all white space is one.
  public static func bytes(data: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(data.count + 8)
    bytes += "data: ".utf8
    bytes += data
    for index in bytes.indices where bytes[index] == 0x0a { bytes[index] = 0x20 }
    bytes.append(0x0a)
    bytes.append(0x0a)
    return bytes
  }
}
