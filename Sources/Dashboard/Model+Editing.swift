import WarRoom

/// Long notes are written in the person's own editor.
extension Model {
    /// What comes back is put in place of what was typed; where its prompt has gone, it waits for the next note.
    mutating func receive(edited text: String) {
        var text = text
        while text.last?.isNewline == true { text.removeLast() }
        guard var current = prompt, current.kind.isEditable else {
            if !text.isEmpty { draft = Draft(prompt: .note, text: Model.cut(text, to: Limits.noteBytesMax)) }
            return
        }
        let kept = Model.cut(text, to: current.kind.bytesMax)
        current.editor.replace(with: kept)
        textChanged(&current)
        if kept.utf8.count < text.utf8.count {
            prompt?.problem = "cut to \(current.kind.bytesMax) bytes, which is all that a note may have"
        }
    }

    /// The whole characters that go into so many bytes.
    private static func cut(_ text: String, to bytesMax: Int) -> String {
        guard text.utf8.count > bytesMax else { return text }
        var end = text.startIndex
        var bytes = 0
        while end < text.endIndex {
            let next = text.index(after: end)
            bytes += text[end..<next].utf8.count
            guard bytes <= bytesMax else { break }
            end = next
        }
        return String(text[..<end])
    }
}

extension PromptKind {
    /// Whether what is typed may be taken to an editor.
    var isEditable: Bool {
        switch self {
        case .note, .correct: true
        default: false
        }
    }
}
