/// Marks with which prompts are divided into roles. In the text of a role they pretend to be what they are not.
enum BoundaryMarks {
  private static let marks: [[UInt8]] = [
    "<|im_start|>", "<|im_end|>", "<|system|>", "<|assistant|>", "<|user|>", "<|endoftext|>", "<|eot_id|>", "<|start_header_id|>",
    "<|begin_of_text|>", "[INST]", "[/INST]", "<<SYS>>", "<</SYS>>",
    "<start_of_turn>", "<end_of_turn>", "<|endofprompt|>", "</system>", "<system>", "[system](#", "### System:", "### Instruction:",
    "<|channel|>",
  ].map { Array($0.utf8) }
  private static let lineMarks: [[UInt8]] = [
    "system:", "assistant:", "\nhuman:", "[system]", "# system prompt", "--- end of prompt", "### end of prompt",
  ].map { Array($0.utf8) }

  /// Whether a text has one at one of the places where they can begin.
  static func isFound(in text: Span<UInt8>, at places: [Int]) -> Bool {
    places.contains { place in
      // At a line's start that is not the text's own: a second role begins.
      if text[place] == 0x0a { return place > 0 && lineMarks.contains { starts(text, place + 1, with: $0, ignoresCase: true) } }
      return marks.contains { starts(text, place, with: $0, ignoresCase: false) }
    }
  }

  private static func starts(_ text: Span<UInt8>, _ place: Int, with mark: [UInt8], ignoresCase: Bool) -> Bool {
    guard text.count - place >= mark.count else { return false }
    for (offset, byte) in mark.enumerated() {
      let found = text[place + offset]
      if (ignoresCase ? ByteClass.lowered(found) : found) != byte { return false }
    }
    return true
  }
}
