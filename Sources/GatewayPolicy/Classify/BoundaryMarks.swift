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

  /// Whether a text has one.
  static func isFound(in text: [UInt8]) -> Bool {
    for (index, byte) in text.enumerated() {
      if byte == 0x3c || byte == 0x5b || byte == 0x23, marks.contains(where: { text[index...].starts(with: $0) }) { return true }
      // At a line's start that is not the text's own: a second role begins.
      if byte == 0x0a, index > 0, lineMarks.contains(where: { starts(text[(index + 1)...], with: $0) }) { return true }
    }
    return false
  }

  private static func starts(_ text: ArraySlice<UInt8>, with mark: [UInt8]) -> Bool {
    text.count >= mark.count && zip(text, mark).allSatisfy { ByteClass.lowered($0) == $1 }
  }
}
