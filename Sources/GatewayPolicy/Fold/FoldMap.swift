/// What characters are for matching: their ASCII look-alike, nothing, or themselves.
enum FoldMap {
  /// What a scalar becomes.
  enum Folding {
    /// It stays as it is.
    case itself
    /// ASCII text, maybe none.
    case text(ArraySlice<UInt8>)
  }

  /// The ASCII character that a tag character spells.
  @inline(__always)
  static func tagged(_ scalar: UInt32) -> UInt8? {
    0xe0020...0xe007e ~= scalar ? UInt8(truncatingIfNeeded: scalar &- 0xe0000) : nil
  }

  /// The folding of a scalar that is not ASCII.
  static func folding(of scalar: UInt32) -> Folding {
    // Tags, which mirror ASCII invisibly.
    if scalar >= 0xe0000, scalar < 0xe1000 { return .text([]) }
    let table = table
    var low = 0
    var high = table.starts.count
    while low < high {
      let middle = (low &+ high) / 2
      if table.starts[middle] <= scalar { low = middle &+ 1 } else { high = middle }
    }
    guard low > 0, scalar <= table.ends[low &- 1] else { return .itself }
    let entry = low &- 1
    let range = table.texts[entry]
    guard table.starts[entry] != table.ends[entry], let first = table.bytes[range].first else { return .text(table.bytes[range]) }
    return .text([first &+ UInt8(truncatingIfNeeded: scalar &- table.starts[entry])])
  }

  private struct Table: Sendable {
    var starts: [UInt32] = []
    var ends: [UInt32] = []
    var texts: [Range<Int>] = []
    var bytes: [UInt8] = []
  }

  private static let table: Table = {
    var table = Table()
    FoldTableText.lines.withUTF8Buffer { buffer in
      // SAFETY: the slices are read inside of the closure only.
      for line in unsafe buffer.split(separator: 0x0a) {
        guard let blank = unsafe line.firstIndex(of: 0x20) else { continue }
        let key = unsafe String(decoding: line[..<blank], as: UTF8.self).split(separator: "-").compactMap { UInt32($0, radix: 16) }
        guard let first = key.first, let last = key.last else { continue }
        let start = table.bytes.count
        switch unsafe String(decoding: line[(blank + 1)...], as: UTF8.self) {
        case "SPACE": table.bytes.append(0x20)
        case "NOTHING": break
        case let text: table.bytes += Array(text.utf8)
        }
        table.starts.append(first)
        table.ends.append(last)
        table.texts.append(start..<table.bytes.count)
      }
    }
    return table
  }()
}
