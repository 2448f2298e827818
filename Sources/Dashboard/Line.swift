import Canvas
import PlainText

/// A line of a pane in pieces: what stands at its left, and what is set flush right if there is room for it.
struct Line: Sendable, Hashable {
    var runs: [TextRun]
    var trailing: [TextRun]
    /// Columns by which the left pieces are indented.
    var indent: Int

    init(_ runs: [TextRun] = [], trailing: [TextRun] = [], indent: Int = 0) {
        self.runs = runs
        self.trailing = trailing
        self.indent = indent
    }

    init(_ text: SafeText, _ role: StyleRole = .text, indent: Int = 0) {
        self.init([TextRun(text, role)], indent: indent)
    }

    static let blank = Line()

    /// The columns of the left pieces.
    var width: Int { indent + runs.reduce(0) { $0 + $1.text.width } }
}

extension Frame {
    /// Draws a line into a row of columns: a trailing piece that finds no room is left out, then the rest
    /// ends with an ellipsis.
    mutating func put(_ line: Line, column: Int, row: Int, columns: Int, glyphs: GlyphSet) {
        guard columns > 0 else { return }
        let trailing = line.trailing.reduce(0) { $0 + $1.text.width }
        var room = columns
        if trailing > 0, line.width + 2 + trailing <= columns {
            put(line.trailing, at: Point(column: column + columns - trailing, row: row), maxColumns: trailing)
            room = columns - trailing - 2
        }
        put(line.runs, column: column + line.indent, row: row, columns: room - line.indent, glyphs: glyphs)
    }

    /// Draws pieces one after the other; the piece that does not fit ends with an ellipsis.
    mutating func put(_ runs: [TextRun], column: Int, row: Int, columns: Int, glyphs: GlyphSet) {
        var left = columns
        var at = column
        for run in runs where left > 0 {
            let text = run.text.truncated(to: left, ellipsis: glyphs[.ellipsis])
            put(text, at: Point(column: at, row: row), role: run.role, maxColumns: left)
            at += text.width
            left -= text.width
        }
    }

    /// Draws text into a column of fixed place and width, flush left or right.
    mutating func put(
        _ text: SafeText, in columns: Range<Int>, row: Int, isRight: Bool = false, role: StyleRole = .text,
        glyphs: GlyphSet
    ) {
        guard !columns.isEmpty else { return }
        let cut = text.truncated(to: columns.count, ellipsis: glyphs[.ellipsis])
        let start = isRight ? columns.upperBound - cut.width : columns.lowerBound
        put(cut, at: Point(column: start, row: row), role: role, maxColumns: columns.count)
    }
}
