internal import CTerminal
import Canvas

/// Finds what differs between two frames and hands it to curses in runs of one style. It holds buffers between calls.
struct FramePainter {
    /// Colours of the terminal's entry.
    private let colors: Int
    /// Whether numbers from 256 on are RGB.
    private let hasDirectColors: Bool
    /// Whether curses writes the last cell of the last row by inserting.
    private let insertsLastCell: Bool
    /// The row in which it does.
    private var cornerRow: Int?
    private var buffer: [ct_cell] = []

    init(colors: Int, hasDirectColors: Bool, insertsLastCell: Bool) {
        self.insertsLastCell = insertsLastCell
        self.colors = colors
        self.hasDirectColors = hasDirectColors
    }

    /// Draws the cells of `frame` that differ from `old`, or all if there is none of the same size to compare with; what lies
    /// outside `screen` is left out. Returns how many rows had changes.
    mutating func draw(_ frame: Frame, over old: Frame?, theme: ResolvedTheme, screen: Size) -> Int {
        let columns = min(frame.size.columns, screen.columns)
        var changedRows = 0
        cornerRow = insertsLastCell && columns == screen.columns ? screen.rows - 1 : nil
        for row in 0..<min(frame.size.rows, screen.rows) {
            let new = frame.row(row).prefix(columns)
            let isChanged = new.withUnsafeBufferPointer { new in
                guard let old else {
                    drawRow(new, row: row, from: 0, to: new.count, theme)
                    return true
                }
                return old.row(row).prefix(columns).withUnsafeBufferPointer { old in
                    drawChanges(new, old, row: row, theme)
                }
            }
            if isChanged { changedRows += 1 }
        }
        return changedRows
    }

    private mutating func drawChanges(
        _ new: UnsafeBufferPointer<Cell>, _ old: UnsafeBufferPointer<Cell>, row: Int, _ theme: ResolvedTheme
    ) -> Bool {
        var column = 0
        var isChanged = false
        while column < new.count {
            guard new[column] != old[column] else {
                column += 1
                continue
            }
            isChanged = true
            var end = column + 1
            while end < new.count, new[end] != old[end] { end += 1 }
            drawRow(new, row: row, from: column, to: end, theme)
            column = end
        }
        return isChanged
    }

    /// Draws columns `from..<to`, widened to whole wide cells, in as many runs as there are styles.
    private mutating func drawRow(
        _ cells: UnsafeBufferPointer<Cell>, row: Int, from: Int, to: Int, _ theme: ResolvedTheme
    ) {
        var column = from > 0 && cells[from].width == 0 ? from - 1 : from
        while column < to {
            let first = cells[column]
            let start = column
            buffer.removeAll(keepingCapacity: true)
            while column < to, cells[column].role == first.role, cells[column].layer == first.layer {
                buffer.append(converted(cells[column], row: row, columnsLeft: cells.count - column))
                column += Int(buffer[buffer.count - 1].columns)
            }
            put(row: row, column: start, theme[first.role, first.layer])
        }
    }

    private func put(row: Int, column: Int, _ style: Style) {
        buffer.withUnsafeBufferPointer { cells in
            ct_put(
                Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: column), cells.baseAddress,
                Int32(truncatingIfNeeded: cells.count), UInt32(style.attributes.rawValue), number(style.foreground),
                number(style.background))
        }
    }

    /// The cell as C takes it, with three exceptions. A wide cell that the screen's edge would halve becomes a blank. So does
    /// one just before the corner that curses writes by inserting, which would tear it. And marks in the last column are
    /// left out: terminals built on libvterm put them at the start of the next row.
    private func converted(_ cell: Cell, row: Int, columnsLeft: Int) -> ct_cell {
        let width = Int(cell.width)
        guard width > 0, width <= columnsLeft, !(width == 2 && columnsLeft == 3 && row == cornerRow) else {
            return ct_cell(scalars: (0x20, 0, 0, 0, 0), columns: 1)
        }
        let marks = columnsLeft == width ? Marks.none.slots : cell.marks.slots
        return ct_cell(scalars: (cell.glyph.value, marks.0, marks.1, marks.2, marks.3), columns: cell.width)
    }

    /// The colour as curses counts it, -1 for the terminal's own; what the entry cannot show is taken to the nearest.
    private func number(_ color: TerminalColor) -> Int32 {
        let depth: ColorDepth =
            if hasDirectColors { .truecolor } else if colors >= 256 { .indexed256 } else { .ansi16 }
        switch color.reduced(to: depth) {
        case .default: return -1
        case .ansi(let index): return Int32(index & 15)
        case .indexed(let index): return Int32(index)
        case .rgb(let red, let green, let blue):
            let value = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
            // Numbers below 256 are indices in our entry: the darkest blues get the least green there is.
            return value < 256 ? value | 0x100 : value
        }
    }
}
