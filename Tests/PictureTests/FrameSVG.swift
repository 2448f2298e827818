import Canvas

/// A frame as a picture in the colours of a theme: SVG 1.1, with nothing in it that a viewer would have to load.
///
/// Words keep their columns in every font, since each run says how long it is. What stands on a frame came from alerts and people:
/// it is data, and escaped.
struct FrameSVG {
    /// The document, ended by a newline.
    let text: String

    /// - Parameter title: what is seen, for those who do not see it.
    init(_ frame: Frame, theme: ResolvedTheme, title: String) {
        var picture = Drawing(paper: CellLook(theme[.text, .plain]).behind)
        for row in 0..<frame.size.rows {
            let cells = Array(frame.row(row))
            let looks = cells.map { CellLook(theme[$0.role, $0.layer]) }
            picture.fill(looks, row: row)
            picture.write(cells, looks, row: row)
        }
        if let cursor = frame.cursor, frame[cursor] != nil {
            picture.cover(cursor, with: CellLook(theme[.prompt, .plain]).letters)
        }
        text = picture.document(frame.size, edge: CellLook(theme[.border, .plain]).letters, title: title)
    }

    /// Text as it may stand between tags and in attributes: markup is escaped, and what XML 1.0 has no place for replaced.
    static func escaped(_ text: some Sequence<Unicode.Scalar>) -> String {
        var escaped = ""
        for scalar in text {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

/// What is drawn so far: backgrounds, then lines, then words.
private struct Drawing {
    let paper: String
    private var fills: [String] = []
    /// Paths of one stroke each, in the order in which the strokes came first.
    private var strokes: [String] = []
    private var paths: [String: String] = [:]
    private var words: [String] = []

    init(paper: String) {
        self.paper = paper
    }

    /// The colours behind a row, where they are others than the paper's.
    mutating func fill(_ looks: [CellLook], row: Int) {
        var column = 0
        while column < looks.count {
            let behind = looks[column].behind
            let end = looks[column...].firstIndex { $0.behind != behind } ?? looks.count
            if behind != paper {
                fills.append(
                    Self.rectangle(
                        x: CellGrid.x(column), y: CellGrid.y(row), width: (end - column) * CellGrid.cellWidth,
                        height: CellGrid.cellHeight, "fill=\"\(behind)\""))
            }
            column = end
        }
    }

    /// A row's letters and lines.
    mutating func write(_ cells: [Cell], _ looks: [CellLook], row: Int) {
        var word: Word?
        for (column, cell) in cells.enumerated() where cell.width > 0 {
            let look = looks[column]
            if draw(cell.glyph, look, x: CellGrid.x(column), y: CellGrid.y(row)) {
                finish(&word, row: row)
            } else if cell.glyph == " ", cell.marks.isEmpty, !look.isUnderlined {
                // One blank belongs to the words around it; after two begins another run.
                if word?.endsInBlank == false { word?.endsInBlank = true } else { finish(&word, row: row) }
            } else if word?.takes(cell, look) == true {
                word?.add(cell)
            } else {
                finish(&word, row: row)
                word = Word(cell, look, column: column)
            }
        }
        finish(&word, row: row)
    }

    mutating func cover(_ point: Point, with color: String) {
        fills.append(
            Self.rectangle(
                x: CellGrid.x(point.column), y: CellGrid.y(point.row), width: CellGrid.cellWidth,
                height: CellGrid.cellHeight, "fill=\"\(color)\" fill-opacity=\"0.6\""))
    }

    private mutating func draw(_ glyph: Unicode.Scalar, _ look: CellLook, x: Int, y: Int) -> Bool {
        if let path = LineSign.path(glyph, x: x, y: y) {
            let stroke = "stroke=\"\(look.letters)\"" + (look.isDim ? " stroke-opacity=\"\(Self.dimmed)\"" : "")
            if paths[stroke] == nil { strokes.append(stroke) }
            paths[stroke, default: ""] += path
            return true
        }
        guard let block = LineSign.block(glyph, x: x, y: y) else { return false }
        let share = block.share == "1" ? "" : " fill-opacity=\"\(block.share)\""
        fills.append(
            Self.rectangle(
                x: block.x, y: block.y, width: block.width, height: block.height, "fill=\"\(look.letters)\"" + share))
        return true
    }

    private mutating func finish(_ word: inout Word?, row: Int) {
        if let word { words.append(word.element(row: row)) }
        word = nil
    }

    func document(_ size: Size, edge: String, title: String) -> String {
        let width = 2 * CellGrid.margin + size.columns * CellGrid.cellWidth
        let height = 2 * CellGrid.margin + size.rows * CellGrid.cellHeight
        let (right, bottom) = (CellGrid.number(width), CellGrid.number(height))
        let window = Self.rectangle(
            x: 5, y: 5, width: width - 10, height: height - 10,
            "rx=\"8\" fill=\"\(paper)\" stroke=\"\(edge)\" stroke-opacity=\"0.6\"")
        let head = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(right)" height="\(bottom)" viewBox="0 0 \(right) \(bottom)" role="img">
            <title>\(FrameSVG.escaped(title.unicodeScalars))</title>
            """
        let lines = strokes.map { "<path \($0) d=\"\(paths[$0] ?? "")\"/>" }
        let parts =
            [head, window] + fills + ["<g fill=\"none\" stroke-width=\"1.2\" stroke-linecap=\"square\">"] + lines
            + ["</g>", "<g stroke=\"none\" font-family=\"\(Self.fonts)\" font-size=\"14\" xml:space=\"preserve\">"]
            + words
            + ["</g>", "</svg>"]
        return parts.joined(separator: "\n") + "\n"
    }

    static let dimmed = "0.65"
    private static let fonts =
        "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"

    private static func rectangle(x: Int, y: Int, width: Int, height: Int, _ attributes: String) -> String {
        let numbers = [("x", x), ("y", y), ("width", width), ("height", height)]
        let places = numbers.map { "\($0.0)=\"\(CellGrid.number($0.1))\"" }.joined(separator: " ")
        return "<rect \(places) \(attributes)/>"
    }
}

/// Letters of one look that stand beside each other.
private struct Word {
    private let look: CellLook
    private let column: Int
    private var scalars: [Unicode.Scalar]
    private var columns: Int
    /// Signs stand alone: their widths differ from font to font, and must not press the letters beside them.
    private let isSign: Bool
    var endsInBlank = false

    init(_ cell: Cell, _ look: CellLook, column: Int) {
        self.look = look
        self.column = column
        scalars = [cell.glyph] + cell.marks.scalars
        columns = Int(cell.width)
        isSign = Self.isSign(cell)
    }

    func takes(_ cell: Cell, _ look: CellLook) -> Bool { look == self.look && !isSign && !Self.isSign(cell) }

    mutating func add(_ cell: Cell) {
        if endsInBlank {
            scalars.append(" ")
            columns += 1
            endsInBlank = false
        }
        scalars.append(cell.glyph)
        columns += Int(cell.width)
    }

    /// Beyond the Latin letters that every monospaced font has.
    private static func isSign(_ cell: Cell) -> Bool {
        cell.glyph.value >= 0x250 || cell.width > 1 || !cell.marks.isEmpty
    }

    func element(row: Int) -> String {
        let place =
            "x=\"\(CellGrid.number(CellGrid.x(column)))\" y=\"\(CellGrid.number(CellGrid.y(row) + CellGrid.baseline))\""
        let length = "textLength=\"\(CellGrid.number(columns * CellGrid.cellWidth))\" lengthAdjust=\"spacingAndGlyphs\""
        var attributes = [place, length, "fill=\"\(look.letters)\""]
        if look.isBold { attributes.append("font-weight=\"bold\"") }
        if look.isItalic { attributes.append("font-style=\"italic\"") }
        if look.isUnderlined { attributes.append("text-decoration=\"underline\"") }
        if look.isDim { attributes.append("fill-opacity=\"\(Drawing.dimmed)\"") }
        return "<text \(attributes.joined(separator: " "))>\(FrameSVG.escaped(scalars))</text>"
    }
}
