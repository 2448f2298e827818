import Canvas

/// A line of text under the cursor, with the editing keys of every shell.
struct LineEditor: Sendable, Equatable {
    /// What stands before the cursor.
    private(set) var before = ""
    /// What stands after it.
    private(set) var after = ""

    /// Whether the whole line is selected: then what is typed replaces it.
    private(set) var isSelected = false

    /// The line, the cursor at its end.
    init(_ text: String = "", isSelected: Bool = false) {
        before = text
        self.isSelected = isSelected && !text.isEmpty
    }

    var text: String { before + after }
    var isEmpty: Bool { before.isEmpty && after.isEmpty }

    /// Types text at the cursor; returns false, with nothing changed, where the line would grow beyond the limit.
    mutating func insert(_ text: String, bytesMax: Int) -> Bool {
        if isSelected, text.utf8.count <= bytesMax { replace(with: "") }
        guard before.utf8.count + after.utf8.count + text.utf8.count <= bytesMax else { return false }
        before += text
        return true
    }

    /// Replaces the whole line, the cursor at its end.
    mutating func replace(with text: String) {
        before = text
        after = ""
        isSelected = false
    }

    /// Moves or deletes if the key is an editing key; returns whether it was one.
    mutating func edit(_ key: Key) -> Bool {
        let wasSelected = isSelected
        isSelected = false
        switch key {
        case .backspace where wasSelected, .delete where wasSelected: replace(with: "")
        case .left, .control("b"): moveLeft()
        case .right, .control("f"): moveRight()
        case .home, .control("a"):
            after = before + after
            before = ""
        case .end, .control("e"):
            before += after
            after = ""
        case .backspace, .control("h"): if !before.isEmpty { before.removeLast() }
        case .delete, .control("d"): if !after.isEmpty { after.removeFirst() }
        case .control("u"): before = ""
        case .control("k"): after = ""
        case .control("w"): deleteWord()
        default:
            isSelected = wasSelected
            return false
        }
        return true
    }

    private mutating func moveLeft() {
        guard let last = before.popLast() else { return }
        after = String(last) + after
    }

    private mutating func moveRight() {
        guard !after.isEmpty else { return }
        before.append(after.removeFirst())
    }

    /// Deletes the blanks before the cursor and the word before them.
    private mutating func deleteWord() {
        while before.last?.isWhitespace == true { before.removeLast() }
        while let last = before.last, !last.isWhitespace { before.removeLast() }
    }
}
