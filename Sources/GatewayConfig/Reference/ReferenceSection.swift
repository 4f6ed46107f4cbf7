/// One table of the configuration reference, made from the schema that decodes the section.
struct ReferenceSection {
  /// One row of the table.
  struct Row {
    var key: String
    var type: String
    var isRequired: Bool
    var defaultText: String
    var doc: String
  }

  /// Where the section stands in the document: `gateway.limits`.
  var title: String
  /// What is said before the table.
  var introduction: String
  var rows: [Row]

  /// The section of a record.
  init<Record: ConfigRecord>(_ title: String, _ record: Record.Type, _ introduction: String) {
    self.title = title
    self.introduction = introduction
    rows = Record.schema.fields.map { field in
      Row(key: field.key, type: field.type, isRequired: field.isRequired, defaultText: field.defaultText, doc: field.doc)
    }
  }

  /// The section in Markdown.
  var markdown: String {
    var text = "## `\(title)`\n\n"
    if title.isEmpty { text = "## The document\n\n" }
    if !introduction.isEmpty { text += introduction + "\n\n" }
    text += "| key | type | required | default | meaning |\n| --- | --- | --- | --- | --- |\n"
    for row in rows {
      let defaultText = row.defaultText.isEmpty ? "" : row.defaultText
      text += "| `\(row.key)` | \(row.type) | \(row.isRequired ? "yes" : "no") | \(defaultText) | \(row.doc) |\n"
    }
    return text
  }
}
