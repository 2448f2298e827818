public import PlainText

/// The drawn page: a grid of cells and perhaps a cursor. Every write is clipped; no coordinate can make one fail.
///
/// Only `SafeText` and the glyphs of a `GlyphSet` can be put on it, so nothing on a frame can steer a terminal. A wide
/// cell is always followed by its second column; overwriting one half blanks the other.
public struct Frame: Hashable, Sendable {
    /// Columns and rows, at least 1 × 1.
    public let size: Size
    /// The cells, row after row; `size.columns` × `size.rows` of them.
    public private(set) var cells: [Cell]
    /// Where the cursor stands, for prompts; hidden when `nil` or outside.
    public var cursor: Point?

    /// A page of blanks, at least 1 × 1.
    public init(size: Size) {
        self.size = Size(columns: max(1, size.columns), rows: max(1, size.rows))
        self.cells = Array(repeating: .blank, count: self.size.columns * self.size.rows)
    }

    /// The cell at a place, `nil` outside.
    public subscript(point: Point) -> Cell? {
        guard size.bounds.contains(point) else { return nil }
        return cells[point.row * size.columns + point.column]
    }

    /// The cells of one row; empty outside.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        guard row >= 0, row < size.rows else { return [] }
        return cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// Writes text from a place on, and returns how many columns of it lie between that place and where it ended.
    ///
    /// What falls outside the frame or beyond `maxColumns` is cut; a wide cell that would be cut in half is left out
    /// (at the left edge its visible half becomes a blank).
    @discardableResult
    public mutating func put(
        _ text: SafeText, at point: Point, role: StyleRole = .text, layer: Layer = .plain, maxColumns: Int = .max
    ) -> Int {
        guard point.row >= 0, point.row < size.rows, point.column < size.columns, maxColumns > 0 else { return 0 }
        let column = max(-65_536, point.column)
        let end = column + min(maxColumns, size.columns - column)
        // Every scalar beyond ASCII takes more bytes than columns.
        if column >= 0, text.string.utf8.count == text.width,
            let used = putASCII(text.string, row: point.row, from: column, to: end, role, layer)
        {
            return used
        }
        return putClusters(text, row: point.row, from: column, to: end, role, layer)
    }

    /// Writes one of our own glyphs.
    public mutating func put(
        _ glyph: Glyph, of glyphs: GlyphSet, at point: Point, role: StyleRole = .text, layer: Layer = .plain
    ) {
        guard size.bounds.contains(point) else { return }
        let index = point.row * size.columns + point.column
        mend(row: point.row, from: point.column, to: point.column + 1)
        cells[index] = Cell(glyph: glyphs.scalar(glyph), role: role, layer: layer)
    }

    /// Fills a rectangle with blanks of a role.
    public mutating func fill(_ rect: Rect, role: StyleRole = .text, layer: Layer = .plain) {
        overwrite(rect, with: Cell(glyph: " ", role: role, layer: layer))
    }

    /// Fills a rectangle with one of our own glyphs.
    public mutating func fill(
        _ rect: Rect, with glyph: Glyph, of glyphs: GlyphSet, role: StyleRole = .text, layer: Layer = .plain
    ) {
        overwrite(rect, with: Cell(glyph: glyphs.scalar(glyph), role: role, layer: layer))
    }

    /// Lays a layer over a rectangle; what is drawn there and its roles stay.
    public mutating func setLayer(_ rect: Rect, _ layer: Layer) {
        change(rect) { $0.layer = layer }
    }

    /// Gives a rectangle another role; what is drawn there and its layers stay.
    public mutating func setRole(_ rect: Rect, _ role: StyleRole) {
        change(rect) { $0.role = role }
    }

    private mutating func change(_ rect: Rect, _ body: (inout Cell) -> Void) {
        let area = rect.intersection(size.bounds)
        guard !area.isEmpty else { return }
        for row in area.row..<area.endRow {
            for index in row * size.columns + area.column..<row * size.columns + area.endColumn {
                body(&cells[index])
            }
        }
    }

    private mutating func overwrite(_ rect: Rect, with cell: Cell) {
        let area = rect.intersection(size.bounds)
        guard !area.isEmpty else { return }
        for row in area.row..<area.endRow {
            mend(row: row, from: area.column, to: area.endColumn)
            for index in row * size.columns + area.column..<row * size.columns + area.endColumn {
                cells[index] = cell
            }
        }
    }
}

extension Frame {
    /// Blanks the halves of wide cells that would be left behind when columns `from..<to` are overwritten.
    private mutating func mend(row: Int, from: Int, to: Int) {
        let start = row * size.columns
        if from > 0, cells[start + from].width == 0 {
            cells[start + from - 1].glyph = " "
            cells[start + from - 1].marks = .none
            cells[start + from - 1].width = 1
        }
        if to < size.columns, cells[start + to].width == 0 {
            cells[start + to].width = 1
        }
    }

    /// The fast path: text of ASCII alone, one byte a column; `nil`, with nothing written, when its bytes are not at hand.
    private mutating func putASCII(
        _ string: String, row: Int, from column: Int, to end: Int, _ role: StyleRole, _ layer: Layer
    ) -> Int? {
        string.utf8.withContiguousStorageIfAvailable { bytes in
            let count = min(bytes.count, end - column)
            guard count > 0 else { return 0 }
            mend(row: row, from: column, to: column + count)
            let start = row * size.columns + column
            var cell = Cell(glyph: " ", role: role, layer: layer)
            cells.withUnsafeMutableBufferPointer { cells in
                for offset in 0..<count {
                    cell.glyph = Unicode.Scalar(bytes[offset])
                    cells[start + offset] = cell
                }
            }
            return count
        }
    }

    private mutating func putClusters(
        _ text: SafeText, row: Int, from column: Int, to end: Int, _ role: StyleRole, _ layer: Layer
    ) -> Int {
        let start = row * size.columns
        var at = column
        for cluster in text.clusters {
            let width = cluster.width
            guard width == 1 || width == 2, at + width <= end else { break }
            defer { at += width }
            if at >= 0 {
                mend(row: row, from: at, to: at + width)
                cells[start + at] = Cell(
                    glyph: cluster.base, marks: Marks(cluster.marks), width: UInt8(clamping: width), role: role,
                    layer: layer)
                if width == 2 {
                    cells[start + at + 1] = Cell(glyph: " ", width: 0, role: role, layer: layer)
                }
            } else if at + width > 0 {
                mend(row: row, from: 0, to: at + width)
                cells[start] = Cell(glyph: " ", role: role, layer: layer)
            }
        }
        return at - column
    }
}
