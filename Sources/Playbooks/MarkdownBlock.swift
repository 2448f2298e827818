import CMarkdown

/// A block of a Markdown text with its line.
struct MarkdownBlock: Equatable {
    enum Kind: Equatable {
        case heading(level: Int)
        case paragraph
        case item(level: Int)
        case task(level: Int, isChecked: Bool)
        /// With what stands behind the opening fence.
        case code(info: String)
        /// HTML, which is not shown as such: a block of its own, or a line of the words before it.
        case other
    }

    var kind: Kind
    /// The source's lines, a forced break as a vertical tab.
    var text: String
    /// From 1.
    var line: Int

    /// The text's blocks in order; none where there is no memory.
    static func read(_ text: String) -> [MarkdownBlock] {
        var text = text
        let document = text.withUTF8 { cmarkdown_read($0.baseAddress, $0.count) }
        guard let document else { return [] }
        defer { cmarkdown_free(document) }
        return (0..<cmarkdown_count(document)).map { MarkdownBlock(cmarkdown_block_at(document, $0).pointee) }
    }

    private init(_ block: cmarkdown_block) {
        let level = Int(block.level)
        text = String(cString: block.text)
        line = Int(block.line)
        switch cmarkdown_kind(UInt32(bitPattern: block.kind)) {
        case CMARKDOWN_HEADING: kind = .heading(level: level)
        case CMARKDOWN_PARAGRAPH: kind = .paragraph
        case CMARKDOWN_ITEM: kind = .item(level: level)
        case CMARKDOWN_TASK: kind = .task(level: level, isChecked: block.is_checked)
        case CMARKDOWN_CODE: kind = .code(info: String(cString: block.info))
        default: kind = .other
        }
    }

    /// The words on one line each where the author forced a break, as a screen wraps them.
    var flowing: String {
        String(text.map { $0 == "\n" ? " " : $0 == "\u{B}" ? "\n" : $0 })
    }
}
