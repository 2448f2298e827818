import Canvas
import PlainText
import WarRoom

/// The bottom line while something is asked: the question, what is typed, how to go on; choices lie above it.
enum PromptLine {
    static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) {
        guard let prompt = model.prompt else { return }
        let label = PromptWords.label(prompt, model)
        // The question may take half of the line; the rest is for the answer, unless that is a single key.
        let room = if case .resolve = prompt.kind { rect.columns - 4 } else { rect.columns / 2 }
        let question = label.truncated(to: room, ellipsis: model.glyphs[.ellipsis])
        frame.put(question, at: Point(column: rect.column + 1, row: rect.row), role: .prompt)
        let start = rect.column + 1 + question.width + 1
        let left = max(1, rect.endColumn - start - 1)
        let used = drawText(prompt.editor, model, start: start, room: left, row: rect.row, on: &frame)
        for hint in PromptWords.hints(prompt, model) {
            let columns = hint.reduce(0) { $0 + $1.text.width }
            guard used + 3 + columns <= left else { continue }
            frame.put(hint, at: Point(column: rect.endColumn - 1 - columns, row: rect.row))
            break
        }
        drawAbove(prompt, model, rect, on: &frame)
    }

    /// Draws the text so that the cursor is always in sight; returns the columns used.
    private static func drawText(
        _ editor: LineEditor, _ model: Model, start: Int, room: Int, row: Int, on frame: inout Frame
    ) -> Int {
        let ellipsis = model.glyphs[.ellipsis]
        // A note of several lines is typed on at its end; where its lines end is marked.
        let lineEnd = Character(model.glyphs.scalar(.enter))
        func cell(_ text: some StringProtocol) -> SafeText {
            SafeText.cell(String(text.map { $0.isNewline ? lineEnd : $0 }))
        }
        // Most of a long text lies outside: only as many characters as there are columns are looked at.
        var tail = String(editor.before.suffix(room))
        var before = cell(tail)
        var isCut = tail.utf8.count < editor.before.utf8.count
        while before.width + (isCut ? ellipsis.width : 0) > room - 1, !tail.isEmpty {
            tail.removeFirst()
            before = cell(tail)
            isCut = true
        }
        if isCut { before = ellipsis + before }
        let after = cell(editor.after.prefix(room)).truncated(
            to: room - before.width, ellipsis: ellipsis)
        frame.put(before, at: Point(column: start, row: row), role: editor.isSelected ? .promptMatch : .text)
        frame.put(after, at: Point(column: start + before.width, row: row))
        frame.cursor = Point(column: start + before.width, row: row)
        return before.width + after.width + 1
    }

    private static func drawAbove(_ prompt: Prompt, _ model: Model, _ rect: Rect, on frame: inout Frame) {
        var bottom = rect.row
        if let problem = prompt.problem, bottom > 1 {
            bottom -= 1
            let line = Rect(column: rect.column, row: bottom, columns: rect.columns, rows: 1)
            frame.fill(line)
            let text = model.glyphs[.failed] + " " + SafeText.cell(problem)
            frame.put(Line(text, .promptError), column: 1, row: bottom, columns: rect.columns - 2, glyphs: model.glyphs)
        }
        let introduction = model.introduction(of: prompt)
        if !introduction.isEmpty, bottom > 4 {
            bottom -= 1
            frame.fill(Rect(column: rect.column, row: bottom, columns: rect.columns, rows: 1))
            frame.put(
                Line(introduction, .textDim), column: 1, row: bottom, columns: rect.columns - 2, glyphs: model.glyphs)
        }
        let choices = model.choices(of: prompt)
        guard !choices.isEmpty else { return }
        drawChoices(choices, prompt, model, bottom: bottom, on: &frame)
    }

    /// Matchers are shown as far as there is room.
    private static func columnsMax(_ prompt: Prompt) -> Int {
        if case .silence = prompt.kind { 144 } else { 96 }
    }

    /// Lines of the palette: the panes above it stay in sight.
    private static let paletteRowsMax = 12

    /// `3 of 41` where what was typed leaves some out.
    private static func count(of choices: [PromptChoice], _ prompt: Prompt, _ model: Model) -> [TextRun] {
        var whole = prompt
        whole.editor.replace(with: "")
        switch prompt.kind {
        case .palette:
            guard case .search = model.paletteLine(prompt.editor.text) else { return [] }
        case .startPlaybook, .theme: break
        default: return []
        }
        let all = model.choices(of: whole).count
        return choices.count < all ? [TextRun(" \(choices.count) of \(all) ", .textDim)] : []
    }

    /// Text in pieces, so that the characters that were matched stand out.
    private static func marked(_ text: SafeText, _ marks: [Int], _ role: StyleRole) -> [TextRun] {
        // What was neutralised is not taken apart.
        guard !marks.isEmpty, !text.string.contains("\\") else { return [TextRun(text, role)] }
        let wanted = Set(marks)
        var runs: [TextRun] = []
        var piece = ""
        var isMarked = false
        for (place, character) in text.string.enumerated() {
            if wanted.contains(place) != isMarked, !piece.isEmpty {
                runs.append(TextRun(SafeText.cell(piece), isMarked ? .promptMatch : role))
                piece = ""
            }
            isMarked = wanted.contains(place)
            piece.append(character)
        }
        return runs + [TextRun(SafeText.cell(piece), isMarked ? .promptMatch : role)]
    }

    /// The answers, spelled out in a box that stands on the bottom line.
    private static func drawChoices(
        _ choices: [PromptChoice], _ prompt: Prompt, _ model: Model, bottom: Int, on frame: inout Frame
    ) {
        let shown = min(choices.count, max(1, bottom - 3), prompt.kind == .palette ? paletteRowsMax : choices.count)
        let first = min(max(0, (prompt.highlighted ?? 0) - shown + 1), choices.count - shown)
        let box = Rect(
            column: 0, row: max(1, bottom - shown - 2), columns: min(frame.size.columns, columnsMax(prompt)),
            rows: min(shown + 2, bottom - 1))
        frame.fill(Rect(column: 0, row: box.row, columns: box.columns + 1, rows: box.rows))
        frame.box(
            box, focused: true, title: [TextRun(" " + PromptWords.question(prompt) + " ", .titleFocused)],
            trailing: count(of: choices, prompt, model), glyphs: model.glyphs)
        let titleColumns = choices.map(\.title.width).max() ?? 0
        let meaningColumns = choices.map(\.meaning.width).max() ?? 0
        for (line, rect) in box.inset(by: 1).lines.enumerated() where choices.indices.contains(first + line) {
            let choice = choices[first + line]
            let isHighlighted = prompt.highlighted == first + line
            let width = min(titleColumns, max(rect.columns / 2, rect.columns - 5 - meaningColumns))
            let role: StyleRole = choice.isDisabled ? .keyDisabled : .promptCompletion
            frame.put(
                marked(choice.title, choice.titleMarks, role), column: rect.column + 2, row: rect.row, columns: width,
                glyphs: model.glyphs)
            let keys = choice.keys.isEmpty ? [] : [TextRun(choice.keys, choice.isDisabled ? .keyDisabled : .key)]
            frame.put(
                Line(marked(choice.meaning, choice.meaningMarks, .textDim), trailing: keys),
                column: rect.column + 4 + width, row: rect.row,
                columns: rect.columns - 5 - width, glyphs: model.glyphs)
            if isHighlighted {
                frame.put(.selected, of: model.glyphs, at: rect.origin, role: .borderFocused)
                frame.setLayer(rect, .selected)
            }
        }
    }
}
