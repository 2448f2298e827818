import Canvas
import PlainText
import Playbooks
import WarRoom

/// A step's text in lines of a pane's width.
struct StepText {
    let glyphs: GlyphSet
    let columns: Int

    private static let indent = 3
    /// Lines of one block.
    private static let linesMax = 200

    func lines(_ step: PlaybookStep) -> [Line] {
        step.blocks.flatMap(lines)
    }

    /// A step's text from a playbook; a sentence where there is none.
    func lines(_ step: PlaybookStep, from book: Playbook?) -> [Line] {
        guard let book else {
            return wrapped(
                "The file here is another one than is walked: a step's text is shown while it is the active one.",
                .textDim, indent: Self.indent, mark: nil)
        }
        let found = book.steps.first { $0.number == step.number }
        guard let found, !found.blocks.isEmpty else { return [Line("no more is written of it", .textDim, indent: 3)] }
        return lines(found)
    }

    /// Blocks that stand in no step.
    func lines(_ blocks: [StepBlock]) -> [Line] { blocks.flatMap(lines) }

    private func lines(_ block: StepBlock) -> [Line] {
        switch block.kind {
        case .text: wrapped(block.text, .text, indent: Self.indent, mark: nil)
        case .item: wrapped(block.text, .text, indent: indent(of: block), mark: glyphs[.bullet] + " ")
        case .task: wrapped(block.text, .text, indent: indent(of: block), mark: "[ ] ")
        case .command: code(block.text, mark: "$ ")
        case .sample: code(block.text, mark: "  ")
        }
    }

    private func indent(of block: StepBlock) -> Int { Self.indent + 2 * min(block.level, 4) }

    private func wrapped(_ text: String, _ role: StyleRole, indent: Int, mark: SafeText?) -> [Line] {
        let hanging = mark?.width ?? 0
        let room = max(8, columns - indent - hanging)
        let parts = SafeText.lines(text, limit: Self.linesMax).flatMap { spans($0, role, room: room) }
        return parts.prefix(Self.linesMax).enumerated().map { index, part in
            guard let mark, index == 0 else { return Line(part, indent: indent + hanging) }
            return Line([TextRun(mark, .textDim)] + part, indent: indent)
        }
    }

    /// A line wrapped, what stands in backticks drawn as code without them; one that has no fellow stays.
    private func spans(_ line: SafeText, _ role: StyleRole, room: Int) -> [[TextRun]] {
        let isMarked = line.split(at: "`").count % 2 == 1
        var isCode = false
        return line.wrapped(to: room).map { part in
            guard isMarked else { return [TextRun(part, role)] }
            let pieces = part.split(at: "`")
            return pieces.enumerated().compactMap { index, piece in
                if index > 0 { isCode.toggle() }
                return piece.isEmpty ? nil : TextRun(piece, isCode ? .stepCommand : role)
            }
        }
    }

    /// Code keeps its lines; what is too long for one goes on in the next.
    private func code(_ text: String, mark: SafeText) -> [Line] {
        let room = max(8, columns - Self.indent - mark.width)
        let parts = SafeText.lines(text, limit: Self.linesMax)
        var isFirst = true
        return parts.flatMap { $0.wrapped(to: room) }.prefix(Self.linesMax).map { part in
            defer { isFirst = false }
            guard isFirst else { return Line(part, .stepCommand, indent: Self.indent + mark.width) }
            return Line([TextRun(mark, .textDim), TextRun(part, .stepCommand)], indent: Self.indent)
        }
    }
}
